import './offline.css'
import { useState } from 'react'
import { formatTime } from '../../../src/kernel/vietnamese.ts'
import { Dialog } from '../frame/Dialog.tsx'
import { useMe } from '../frame/Frame.tsx'
import { type Counter, prepareNow, refresh, sendNow } from './counter.ts'
import { dropEntry, type Entry } from './entries.ts'
import { useLine } from './line.ts'
import { PinForm } from './PinForm.tsx'
import { setPin, unlock } from './vault.ts'
import { WaitingList } from './WaitingList.tsx'

type Props = { counter: Counter; onMend: (entry: Entry) => void }

/** Above the intake: whether there is a line, whether this device is ready for none, and what waits on it. */
export function OfflineStrip({ counter, onMend }: Props) {
  const me = useMe()
  const line = useLine()
  const [asked, setAsked] = useState<'set' | 'open' | null>(null)
  const { works, hasPin, open, waiting, prepared, preparing, sending, stopped, clock, room } = counter
  const kept = waiting > 0 ? `${waiting} hồ sơ đang giữ trong máy này. ` : ''
  if (!works) return null
  return (
    <section className={line ? 'line-strip' : 'line-strip down'} aria-label="Làm việc khi mất mạng">
      <div className="line-words" role="status">
        {!line && (
          <p>
            <strong>Mất mạng.</strong>{' '}
            {hasPin
              ? 'Hồ sơ tiếp nhận lúc này được mã hóa, giữ trong máy này và tự gửi khi có mạng.'
              : 'Máy này chưa đặt mã PIN ngoại tuyến nên chưa giữ được hồ sơ; nội dung đang nhập vẫn còn trên trang.'}
          </p>
        )}
        {line && !hasPin && <p>Quầy này chưa sẵn sàng khi mất mạng.</p>}
        {line && hasPin && (
          <p>
            {preparing
              ? `Đang chuẩn bị dữ liệu ngoại tuyến: ${preparing.done}/${preparing.of} thủ tục.`
              : prepared
                ? `Sẵn sàng khi mất mạng: ${prepared.procedures} thủ tục, cập nhật ${formatTime(new Date(prepared.at))}.`
                : 'Chưa chuẩn bị xong dữ liệu ngoại tuyến.'}
          </p>
        )}
        {kept && (
          <p>
            {kept}
            {sending ? 'Đang gửi…' : line && !open ? 'Nhập mã PIN để gửi.' : ''}
          </p>
        )}
        {stopped && stopped.why !== 'line' && <p className="wrong">{stopped.sentence}</p>}
        {clock && <p>{clock}</p>}
        {room && (
          <p className="wrong" role="alert">
            {room}
          </p>
        )}
      </div>
      <div className="buttons">
        {line && !hasPin && (
          <button type="button" className="plain-button" onClick={() => setAsked('set')}>
            Đặt mã PIN ngoại tuyến
          </button>
        )}
        {hasPin && !open && (waiting > 0 || !line) && (
          <button type="button" className="button second" onClick={() => setAsked('open')}>
            Nhập mã PIN
          </button>
        )}
        {line && hasPin && (
          <button type="button" className="plain-button" onClick={() => setAsked('set')}>
            Đổi mã PIN
          </button>
        )}
        {line && open && waiting > 0 && !sending && (
          <button type="button" className="plain-button" onClick={() => void sendNow(me.account)}>
            Gửi ngay
          </button>
        )}
      </div>
      {open && counter.entries.length > 0 && (
        <WaitingList
          entries={counter.entries}
          onMend={onMend}
          onDone={(entry) => void dropEntry(entry.id).then(() => refresh(me.account))}
        />
      )}
      <Dialog
        opened={asked !== null}
        onClose={() => setAsked(null)}
        title={asked === 'set' ? 'Mã PIN ngoại tuyến' : 'Mở khóa quầy'}
      >
        {asked === 'set' && (
          <p className="quiet">
            Khi mất mạng, mã PIN này mở quầy trên đúng máy này và khóa hồ sơ giữ trong máy. Chọn 6 đến 12 chữ
            số khó đoán, không dùng chung với mã khác.
          </p>
        )}
        {asked && (
          <PinForm
            label={asked === 'set' ? 'Mã PIN mới' : 'Mã PIN ngoại tuyến'}
            button={asked === 'set' ? 'Đặt mã PIN' : 'Mở khóa'}
            onPin={async (pin) => {
              if (asked === 'set') await setPin(me, pin)
              else await unlock(me.account, pin)
              setAsked(null)
              await refresh(me.account)
              await (asked === 'set' ? prepareNow(me.account) : sendNow(me.account))
            }}
          />
        )}
      </Dialog>
    </section>
  )
}
