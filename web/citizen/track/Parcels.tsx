import type { CarrierCode, ParcelState, TrackedParcel } from '../../../src/blocks/dossier/model/parcel.ts'
import { Moment } from '../../ui/Values.tsx'
import type { Visit } from '../router.ts'

type Said = [vi: string, en: string]
const STATES: Record<ParcelState, Said> = {
  asked: ['Đang chuẩn bị gửi.', 'Being prepared.'],
  created: ['Đã có số bưu gửi, chờ bưu chính đến lấy.', 'It has its number and waits for the post.'],
  handedOver: ['Đã giao cho bưu chính.', 'Handed to the post.'],
  moving: ['Đang trên đường.', 'On its way.'],
  delivered: ['Đã phát.', 'Delivered.'],
  returning: ['Chưa phát được, đang quay về nơi gửi.', 'Could not be delivered; on its way back.'],
  cameBack: ['Chưa phát được, đã quay về nơi gửi.', 'Could not be delivered; it came back.'],
  lost: [
    'Bưu chính báo thất lạc. Cơ quan sẽ liên hệ với bạn.',
    'The post lost it. The agency will contact you.',
  ],
  cancelled: ['Đã hủy.', 'Called off.'],
}
const EVENTS: Record<CarrierCode, Said> = {
  accepted: ['Bưu cục nhận gửi', 'Accepted'],
  inTransit: ['Đang vận chuyển', 'In transit'],
  outForDelivery: ['Bưu tá đang đi phát', 'Out for delivery'],
  attemptFailed: ['Phát không thành công', 'Delivery failed'],
  delivered: ['Đã phát', 'Delivered'],
  returning: ['Chuyển hoàn', 'Returning'],
  returned: ['Đã về nơi gửi', 'Returned'],
  lost: ['Thất lạc', 'Lost'],
}

/** What goes and comes by post, as its applicant follows it. */
export function Parcels({ visit, parcels }: { visit: Visit; parcels: readonly TrackedParcel[] }) {
  const { t, lang } = visit
  if (parcels.length === 0) return null
  return (
    <section aria-labelledby="parcels">
      <h2 id="parcels">{t('Bưu chính', 'By post')}</h2>
      {parcels.map((parcel) => (
        <div key={`${parcel.number} ${parcel.direction}`}>
          <p>
            <strong>
              {parcel.direction === 'out'
                ? t('Trả kết quả', 'The result')
                : t('Giấy tờ gửi đến cơ quan', 'Papers to the agency')}
            </strong>
            {parcel.number && (
              <>
                {', '}
                {t('số ', 'number ')}
                <span className="number no-break">{parcel.number}</span>
              </>
            )}
            . {t(...STATES[parcel.state])}
          </p>
          {parcel.events.length > 0 && (
            <ol className="line">
              {parcel.events.map((event) => (
                <li key={`${event.at} ${event.code}`}>
                  {t(...EVENTS[event.code])}
                  {event.place && <span lang="vi">, {event.place}</span>}
                  {event.reason && <span lang="vi"> ({event.reason})</span>}
                  <span className="help quiet">
                    <Moment at={event.at} lang={lang} />
                  </span>
                </li>
              ))}
            </ol>
          )}
        </div>
      ))}
    </section>
  )
}
