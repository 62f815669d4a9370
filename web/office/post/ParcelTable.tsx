import { Link } from 'react-router'
import type { ParcelView } from '../../../src/blocks/dossier/model/parcel.ts'
import { moment } from '../words.ts'
import type { usePost } from './use-post.ts'
import { eventLine, stateName } from './words.ts'

type Props = {
  items: readonly ParcelView[]
  post: ReturnType<typeof usePost>
  chosen?: ReadonlySet<string>
  onChoose?: (id: string, on: boolean) => void
}

/** Parcels with what was last heard of them and what can be done. */
export function ParcelTable({ items, post, chosen, onChoose }: Props) {
  return (
    <table className="list">
      <thead>
        <tr>
          {onChoose && (
            <th scope="col">
              <span className="unseen">Chọn để bàn giao</span>
            </th>
          )}
          <th scope="col">Số bưu gửi</th>
          <th scope="col">Hồ sơ</th>
          <th scope="col">Người gửi, nhận</th>
          <th scope="col">Tình trạng</th>
          <th scope="col">
            <span className="unseen">Việc</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((each) => (
          <tr key={each.id}>
            {onChoose && (
              <td>
                {each.state === 'created' && (
                  <input
                    type="checkbox"
                    aria-label={`Chọn bưu gửi ${each.number} của hồ sơ ${each.code}`}
                    checked={chosen?.has(each.id) ?? false}
                    onChange={(event) => onChoose(each.id, event.target.checked)}
                  />
                )}
              </td>
            )}
            <td>{each.number ?? <span className="quiet">đang xin số</span>}</td>
            <td data-name="Hồ sơ">
              {each.code ? (
                <>
                  <Link to={`/ho-so/${each.code}`}>{each.code}</Link> {each.procedure}
                </>
              ) : (
                <span className="quiet">chưa có hồ sơ</span>
              )}
            </td>
            <td data-name="Người gửi, nhận" className="address">
              {each.recipient ? `${each.recipient.name}, ${each.recipient.address}` : '–'}
            </td>
            <td data-name="Tình trạng">
              <Stand parcel={each} />
            </td>
            <td>
              <Actions parcel={each} post={post} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** `way`: its whole way is told beside, the last step need not be said twice. */
export function Stand({ parcel, way = false }: { parcel: ParcelView; way?: boolean }) {
  const bad = ['cameBack', 'lost'].includes(parcel.state) && parcel.settledAt === null
  const last = parcel.events.at(-1)
  return (
    <>
      <strong className={bad ? 'late' : undefined}>{stateName(parcel)}</strong>
      {parcel.reason && <>: {parcel.reason}</>}
      {!way && (
        <>
          <br />
          <span className="quiet">{last ? eventLine(last) : moment(parcel.movedAt)}</span>
        </>
      )}
    </>
  )
}

type Settling = 'again' | 'desk' | 'arrived' | 'noted'

function Actions({ parcel, post }: { parcel: ParcelView; post: Props['post'] }) {
  const settle = (how: Settling, text: string) => (
    <button
      type="button"
      className="plain-button"
      disabled={post.busy}
      aria-label={`${text}: ${parcel.number ?? parcel.code}`}
      onClick={() => void post.give(`/parcels/${parcel.id}/settle`, { how })}
    >
      {text}
    </button>
  )
  if (parcel.settledAt !== null) return null
  const back = parcel.state === 'cameBack' || parcel.state === 'lost'
  return (
    <div className="buttons">
      {parcel.state === 'created' && (
        <a className="plain-button" href={`/api/parcels/${parcel.id}/label`} target="_blank" rel="noreferrer">
          In nhãn
        </a>
      )}
      {parcel.direction === 'out' && (parcel.state === 'created' || parcel.state === 'asked') && (
        <button
          type="button"
          className="plain-button"
          disabled={post.busy}
          aria-label={`Hủy bưu gửi ${parcel.number ?? parcel.code}`}
          onClick={() => void post.give(`/parcels/${parcel.id}/cancel`, {})}
        >
          Hủy
        </button>
      )}
      {parcel.direction === 'out' && parcel.state === 'cameBack' && settle('again', 'Gửi lại')}
      {parcel.direction === 'out' && back && settle('desk', 'Trả tại quầy')}
      {(parcel.state === 'lost' || (parcel.direction === 'out' && parcel.state === 'delivered')) &&
        settle('noted', 'Đã xử lý')}
      {parcel.direction === 'in' && settle('arrived', 'Đã nhận giấy tờ')}
      {parcel.direction === 'in' && parcel.code === null && parcel.number && (
        <Link className="plain-button" to={`/tiep-nhan?kenh=post&buu-gui=${parcel.number}`}>
          Tiếp nhận hồ sơ
        </Link>
      )}
    </div>
  )
}
