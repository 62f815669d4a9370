import { keepProvision, recallProvision } from './store.ts'

/** How far this device's clock is from the server's, as measured at the last contact. */
export type Measured = { offsetMs: number; at: number; roundTripMs: number }

/** The server spoke about the middle of the round trip. */
export function measure(serverTime: string, sentAt: number, answeredAt: number): Measured {
  const roundTripMs = answeredAt - sentAt
  const offsetMs = Math.round(Date.parse(serverTime) - (sentAt + roundTripMs / 2))
  return { offsetMs, at: answeredAt, roundTripMs }
}

export const recallClock = () => recallProvision<Measured>('clock')
export const keepClock = (measured: Measured) => keepProvision('clock', measured)

const TOLD_FROM_MS = 5 * 60_000
/** A clock that is wrong by more than five minutes is told of; the dossiers' dates are right all the same. */
export function clockSentence({ offsetMs }: Measured): string | null {
  const size = Math.abs(offsetMs)
  if (size < TOLD_FROM_MS) return null
  const span =
    size < 3_600_000
      ? `${Math.round(size / 60_000)} phút`
      : size < 86_400_000
        ? `${Math.round(size / 3_600_000)} giờ`
        : `${Math.round(size / 86_400_000)} ngày`
  return `Đồng hồ máy này ${offsetMs > 0 ? 'chậm' : 'nhanh'} khoảng ${span}. Ngày tiếp nhận vẫn tính theo giờ máy chủ; hãy chỉnh lại đồng hồ.`
}
