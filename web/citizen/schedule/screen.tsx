import type { ScreenView } from '../../../src/blocks/schedule/contract.ts'
import { formatTime } from '../../../src/kernel/vietnamese.ts'
import { citizenPage } from '../router.ts'
import { HallPage } from './HallPage.tsx'
import { waitWords } from './words.ts'

/** The screen on the wall: what was called last, large; it speaks where the machine has a voice. It is Vietnamese. */
export const screenPage = citizenPage('/goi-so/:agency', async (visit) => {
  const screen = (await visit.ask('schedule.screen', { agency: visit.params.agency ?? '' })) as ScreenView
  const [latest, ...before] = screen.calls
  return {
    body: (
      <HallPage visit={visit} title="Mời số" place={screen.name} island="hall" wall>
        <div className="calls" data-agency={screen.agency} data-serial={latest?.serial ?? ''}>
          <div className="calls-latest" id="calls-latest">
            {latest ? (
              <>
                <p className="calls-number">{latest.label}</p>
                <p className="calls-counter">{latest.counter}</p>
              </>
            ) : (
              <p className="calls-none">Chưa gọi số nào hôm nay</p>
            )}
          </div>
          <table className="calls-before">
            <caption className="unseen">Các số gọi trước đó</caption>
            <thead>
              <tr>
                <th scope="col">Số</th>
                <th scope="col">Đến</th>
                <th scope="col">Lúc</th>
              </tr>
            </thead>
            <tbody id="calls-before">
              {before.slice(0, 5).map((each) => (
                <tr key={each.serial}>
                  <td>{each.label}</td>
                  <td>{each.counter}</td>
                  <td>{formatTime(each.at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <ul className="calls-queues" id="calls-queues">
          {screen.queues.map((queue) => (
            <li key={queue.key}>
              <strong>{queue.name}</strong>: {queue.waiting} người đang chờ,{' '}
              {waitWords(queue.wait, (vi) => vi)}
            </li>
          ))}
        </ul>
        <p className="calls-line" id="calls-line" role="status">
          Tính đến {formatTime(screen.now)}
        </p>
        <noscript>
          <p className="note">
            Trình duyệt này tắt JavaScript nên màn hình không tự cập nhật. Hãy tải lại trang.
          </p>
        </noscript>
        <details className="calls-setting" id="calls-setting">
          <summary>Âm thanh</summary>
          <p id="calls-voice">Âm thanh cần JavaScript.</p>
          <p>
            <button type="button" className="button second" id="calls-sound" hidden>
              Bật âm thanh và đọc thử
            </button>
          </p>
        </details>
      </HallPage>
    ),
  }
})
