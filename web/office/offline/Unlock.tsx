import { useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useLine } from './line.ts'
import { PinForm } from './PinForm.tsx'
import type { Holder } from './store.ts'
import { holders, unlock } from './vault.ts'

/** The way in without a line: who of this device's officers it is, and their PIN. */
export function Component() {
  const [known, setKnown] = useState<Holder[] | null>(null)
  const [account, setAccount] = useState('')
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const line = useLine()
  const back = search.get('ve') ?? ''
  const to = /^\/can-bo\/[\w-]/.test(back) ? back.slice('/can-bo'.length) : '/tiep-nhan'
  useEffect(() => {
    document.title = 'Mở khóa quầy – Cán bộ'
    void holders().then((found) => {
      setKnown(found)
      setAccount(found[0]?.account ?? '')
    })
  }, [])
  return (
    <main className="sign-in">
      <h1>Mở khóa quầy</h1>
      <p className="quiet">
        Máy đang không nối được máy chủ. Nhập mã PIN ngoại tuyến để tiếp nhận hồ sơ; hồ sơ được mã hóa trên
        máy này và gửi đi khi có mạng.
      </p>
      {known && known.length > 1 && (
        <div className="field">
          <label htmlFor="holder">Cán bộ</label>
          <select
            id="holder"
            className="input"
            value={account}
            onChange={(event) => setAccount(event.currentTarget.value)}
          >
            {known.map((each) => (
              <option key={each.account} value={each.account}>
                {each.userName}
              </option>
            ))}
          </select>
        </div>
      )}
      {known?.length === 0 && <p>Máy này chưa có mã PIN nào. Cần mạng để đăng nhập lần đầu.</p>}
      {known && known.length > 0 && (
        <PinForm
          label={known.length === 1 ? `Mã PIN của ${known[0]!.userName}` : 'Mã PIN ngoại tuyến'}
          button="Mở khóa"
          onPin={async (pin) => {
            await unlock(account, pin)
            navigate(to, { replace: true })
          }}
        />
      )}
      {line && (
        <p>
          <a href={`/can-bo${to}`}>Đã có mạng: đăng nhập như thường lệ</a>
        </p>
      )}
    </main>
  )
}
