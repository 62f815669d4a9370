import { useCallback, useEffect, useState } from 'react'
import type { OwnMailbox } from '../../../src/blocks/identity/model/administered.ts'
import { act, ask, sentence, uuid } from '../api.ts'
import { moment } from '../words.ts'

/** The mailboxes of one's seats, and the passwords that mail programs sign in by, each shown once. */
export function OwnMailboxes() {
  const [items, setItems] = useState<OwnMailbox[]>([])
  const [made, setMade] = useState<{ address: string; password: string } | null>(null)
  const [trouble, setTrouble] = useState('')
  const load = useCallback(
    async () => setItems((await ask<{ items: OwnMailbox[] }>('/account/mailboxes')).items),
    [],
  )
  useEffect(() => {
    load().catch((error) => setTrouble(sentence(error)))
  }, [load])

  async function renew(address: string) {
    setTrouble('')
    try {
      setMade(await act('/account/mailboxes/password', { address }, `mail-password.${uuid()}`))
      await load()
    } catch (error) {
      setTrouble(sentence(error))
    }
  }
  if (items.length === 0 && !trouble) return null
  return (
    <>
      <h2>Hộp thư công vụ</h2>
      <p className="quiet measure">
        Phần mềm đọc thư đăng nhập bằng địa chỉ hộp thư và một mật khẩu ứng dụng riêng, không phải mật khẩu
        tài khoản của bạn.
      </p>
      {trouble && (
        <p className="error-box" role="alert">
          {trouble}
        </p>
      )}
      {made && (
        <div className="done-box" role="status">
          <p>Mật khẩu của {made.address}, chỉ hiện lần này; mật khẩu trước hết dùng được:</p>
          <code className="once">{made.password}</code>
        </div>
      )}
      <ul className="factor-list">
        {items.map(({ address, suspended, passwordMadeAt }) => (
          <li key={address}>
            <span>
              <strong>{address}</strong>
              <br />
              <span className="quiet">
                {suspended
                  ? 'Đang tạm khóa'
                  : passwordMadeAt
                    ? `Mật khẩu cấp lúc ${moment(passwordMadeAt)}`
                    : 'Chưa cấp mật khẩu ứng dụng'}
              </span>
            </span>
            <button
              type="button"
              className="plain-button"
              aria-label={`${passwordMadeAt ? 'Cấp lại' : 'Cấp'} mật khẩu ứng dụng của ${address}`}
              onClick={() => void renew(address)}
            >
              {passwordMadeAt ? 'Cấp lại mật khẩu' : 'Cấp mật khẩu'}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
