import './security.css'
import { Button } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import type { FactorAdded, FactorsView } from '../../../src/blocks/identity/model/factors.ts'
import { act, ask, uuid } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'
import { factorSentence, passkeysWork } from '../frame/passkeys.ts'
import { remember } from '../session.ts'
import { moment } from '../words.ts'
import { AddPasskey } from './AddPasskey.tsx'
import { AddTotp } from './AddTotp.tsx'
import { OwnMailboxes } from './OwnMailboxes.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

/** One's own second factors: added, named, removed; recovery codes, shown once. */
export function Component() {
  const me = useMe()
  const [factors, setFactors] = useState<FactorsView | null>(null)
  const [adding, setAdding] = useState<'passkey' | 'totp' | null>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  const load = useCallback(async () => setFactors(await ask<FactorsView>('/account/factors')), [])
  useEffect(() => {
    document.title = 'Bảo mật – Cán bộ'
    load().catch((problem) => setError(factorSentence(problem)))
  }, [load])

  async function tried(work: () => Promise<void>) {
    setError(null)
    setDone(null)
    try {
      await work()
      await load()
    } catch (problem) {
      setError(factorSentence(problem))
    }
  }

  /** The session that added a factor rises at once: nobody is asked for what they have just shown. */
  const added = (what: string) => (answer: FactorAdded) =>
    tried(async () => {
      await act('/step-up', { proof: answer.proof }, `step-up.${uuid()}`)
      remember(null)
      setAdding(null)
      setCodes(answer.recoveryCodes)
      setDone(`Đã thêm ${what}.`)
    })
  const remove = (factor: string, name: string) =>
    tried(async () => {
      await act('/account/factors/remove', { factor }, `remove-factor.${uuid()}`)
      setDone(`Đã gỡ ${name}.`)
    })
  const renew = () =>
    tried(async () => {
      const path = '/account/recovery-codes'
      setCodes((await act<{ recoveryCodes: string[] }>(path, {}, `codes.${uuid()}`)).recoveryCodes)
    })

  const none = factors && factors.passkeys.length === 0 && !factors.totp
  return (
    <section className="security stack" aria-busy={factors === null}>
      <h1>Bảo mật tài khoản</h1>
      <p className="measure">
        Xác thực hai lớp giữ tài khoản của bạn kể cả khi lộ mật khẩu: đăng nhập còn cần thiết bị bạn đang cầm.
      </p>
      {me.mustEnrol && none && (
        <p className="soon-box" role="status">
          Vị trí của bạn phải có xác thực hai lớp. Thêm một cách dưới đây để làm việc tiếp.
        </p>
      )}
      {error && (
        <p className="error-box" role="alert">
          {error}
        </p>
      )}
      {done && (
        <p className="done-box" role="status">
          {done} {me.mustEnrol && <a href="/can-bo/">Vào làm việc</a>}
        </p>
      )}
      {codes && <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />}
      {factors && (
        <>
          <h2>Khóa truy cập</h2>
          <p className="quiet measure">
            Mở bằng vân tay, khuôn mặt hoặc mã PIN của thiết bị; không cần gõ mật khẩu, không thể bị lừa lấy
            mã.
          </p>
          {factors.passkeys.length > 0 && (
            <ul className="factor-list">
              {factors.passkeys.map((key) => (
                <li key={key.id}>
                  <span>
                    <strong>{key.name}</strong>
                    <br />
                    <span className="quiet">
                      Thêm lúc {moment(key.addedAt)}; dùng gần nhất {moment(key.usedAt)}
                    </span>
                    {key.suspended && (
                      <span className="field-error">
                        {' '}
                        Đã khóa vì có dấu hiệu bị sao chép. Hãy gỡ khóa này.
                      </span>
                    )}
                  </span>
                  <button
                    type="button"
                    className="plain-button"
                    onClick={() => remove(key.id, `khóa “${key.name}”`)}
                    aria-label={`Gỡ khóa ${key.name}`}
                  >
                    Gỡ
                  </button>
                </li>
              ))}
            </ul>
          )}
          {adding === 'passkey' ? (
            <AddPasskey onAdded={added('khóa truy cập')} onCancel={() => setAdding(null)} />
          ) : passkeysWork() && factors.passkeysWork ? (
            <p>
              <Button variant={none ? 'filled' : 'default'} onClick={() => setAdding('passkey')}>
                Thêm khóa truy cập
              </Button>
            </p>
          ) : (
            <p className="quiet">
              Ở địa chỉ này trình duyệt không cho dùng khóa truy cập (cần tên miền và https). Hãy dùng ứng
              dụng xác thực.
            </p>
          )}

          <h2>Ứng dụng xác thực</h2>
          <p className="quiet measure">Điện thoại hiện mã 6 chữ số, đổi mỗi 30 giây, không cần mạng.</p>
          {factors.totp && (
            <ul className="factor-list">
              <li>
                <span>
                  <strong>Đang dùng</strong>
                  <br />
                  <span className="quiet">
                    Thêm lúc {moment(factors.totp.addedAt)}; dùng gần nhất {moment(factors.totp.usedAt)}
                  </span>
                </span>
                <button
                  type="button"
                  className="plain-button"
                  onClick={() => remove('totp', 'ứng dụng xác thực')}
                  aria-label="Gỡ ứng dụng xác thực"
                >
                  Gỡ
                </button>
              </li>
            </ul>
          )}
          {adding === 'totp' ? (
            <AddTotp onAdded={added('ứng dụng xác thực')} onCancel={() => setAdding(null)} />
          ) : (
            <p>
              <Button variant="default" onClick={() => setAdding('totp')}>
                {factors.totp ? 'Chuyển sang điện thoại khác' : 'Thêm ứng dụng xác thực'}
              </Button>
            </p>
          )}

          <OwnMailboxes />

          {!none && (
            <>
              <h2>Mã dự phòng</h2>
              <p className="quiet measure">
                Dùng khi không có thiết bị bên mình; mỗi mã một lần. Còn {factors.recoveryCodesLeft} mã.
              </p>
              <p>
                <Button variant="default" onClick={renew}>
                  Cấp lại mười mã mới
                </Button>
              </p>
            </>
          )}
        </>
      )}
    </section>
  )
}
