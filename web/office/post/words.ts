import type { CarrierCode, ParcelState, ParcelView } from '../../../src/blocks/dossier/model/parcel.ts'
import { moment } from '../words.ts'

export const STATE_NAMES: Record<ParcelState, string> = {
  asked: 'Đang xin số bưu gửi',
  created: 'Đã có số, chờ bàn giao',
  handedOver: 'Đã bàn giao bưu chính',
  moving: 'Đang đi',
  delivered: 'Đã phát',
  returning: 'Đang quay về',
  cameBack: 'Đã quay về',
  lost: 'Thất lạc',
  cancelled: 'Đã hủy',
}
const EVENT_NAMES: Record<CarrierCode, string> = {
  accepted: 'bưu cục nhận gửi',
  inTransit: 'đang vận chuyển',
  outForDelivery: 'bưu tá đang đi phát',
  attemptFailed: 'phát không thành công',
  delivered: 'đã phát',
  returning: 'chuyển hoàn',
  returned: 'đã về nơi gửi',
  lost: 'thất lạc',
}

/** A parcel's state as its direction makes it sound. */
export function stateName({ state, direction }: Pick<ParcelView, 'state' | 'direction'>): string {
  return state === 'delivered' && direction === 'in' ? 'Đã đến quầy' : STATE_NAMES[state]
}

/** '10:02 23/11/2026 phát không thành công, Bưu cục phát (sai địa chỉ)' */
export function eventLine({ at, code, place, reason }: ParcelView['events'][number]): string {
  return `${moment(at)} ${EVENT_NAMES[code]}${place ? `, ${place}` : ''}${reason ? ` (${reason})` : ''}`
}
