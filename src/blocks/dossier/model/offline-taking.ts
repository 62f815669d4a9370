import { z } from 'zod'
import { CalendarView } from '../../organisation/contract.ts'

/** The clock of a device is trusted again within this much: networks and people are slow, clocks drift little. */
const SKEW_MS = 2 * 60_000
/** A device's offset that changed by more between taking in and sending: somebody set its clock meanwhile. */
const MOVED_MS = 10 * 60_000
const HOUR_MS = 3_600_000
/** What a province that set nothing else allows. A setting of ours, not of any law. */
export const DEFAULT_BACK_HOURS = 72

const Offset = z
  .int()
  .min(-10 * 366 * 24 * HOUR_MS)
  .max(10 * 366 * 24 * HOUR_MS)

export const Device = z.string().regex(/^[A-Z2-9]{6}$/, 'Mã máy gồm 6 chữ hoặc số in hoa.')
export const LocalNumber = z.string().regex(/^TẠM-[A-Z2-9]{6}-\d{3,6}$/, 'Số tạm có dạng TẠM-K7QM2R-001.')

/** What a device says of a dossier it took in while it had no line. */
export const OfflineTaking = z.strictObject({
  device: Device,
  localNumber: LocalNumber,
  /** When it was taken in, by the device's own clock. */
  at: z.iso.datetime({ offset: true }),
  /** Milliseconds to add to the device's clock to have the server's, as measured at its last contact before. */
  offsetMs: Offset,
  /** The same, measured anew when sending. */
  offsetWhenSentMs: Offset,
})
export type OfflineTaking = z.infer<typeof OfflineTaking>

export const VERDICTS = ['accepted', 'tooOld', 'inFuture', 'clockMoved'] as const
export type Verdict = (typeof VERDICTS)[number]
export type Judged = { claimedAt: Date; receivedAt: Date; verdict: Verdict }

/**
 * The moment such a dossier counts as received: what the device claims, by our clock, when that can be true; otherwise
 * `now`. The server decides, since a due date hangs on it: never in the future, never further back than `backHours`,
 * and not by a clock that was set while the line was down.
 */
export function receiptMoment(taking: OfflineTaking, now: Date, backHours: number): Judged {
  const claimedAt = new Date(Date.parse(taking.at) + taking.offsetMs)
  const judged = (verdict: Verdict) => ({
    claimedAt,
    verdict,
    receivedAt: verdict === 'accepted' && claimedAt < now ? claimedAt : now,
  })
  if (Math.abs(taking.offsetMs - taking.offsetWhenSentMs) > MOVED_MS) return judged('clockMoved')
  if (claimedAt.getTime() > now.getTime() + SKEW_MS) return judged('inFuture')
  if (claimedAt.getTime() < now.getTime() - backHours * HOUR_MS) return judged('tooOld')
  return judged('accepted')
}

/** Why the date of receipt is another than the slip's, for the officer and the citizen; null when it is not. */
export function verdictText(verdict: Verdict, backHours: number): string | null {
  switch (verdict) {
    case 'accepted':
      return null
    case 'tooOld':
      return `Hồ sơ được nhận khi mất mạng đã quá ${backHours} giờ, nên ngày tiếp nhận tính từ lúc gửi lên. Hãy báo người dân ngày hẹn mới.`
    case 'inFuture':
      return 'Giờ nhận mà máy ghi muộn hơn giờ của máy chủ, nên ngày tiếp nhận tính từ lúc gửi lên. Hãy chỉnh lại đồng hồ của máy.'
    case 'clockMoved':
      return 'Đồng hồ của máy đã bị chỉnh trong lúc mất mạng, nên ngày tiếp nhận tính từ lúc gửi lên. Hãy báo người dân ngày hẹn mới.'
  }
}

/** What a counter takes with it for when the line goes down. Public data only. */
export const OfflineProvision = z.object({
  /** To measure the device's clock by. */
  serverTime: z.iso.datetime({ offset: true }),
  backHours: z.int(),
  /** Every procedure that can be received, with the edition in force today. */
  procedures: z.array(z.object({ code: z.string(), edition: z.int() })),
  calendar: CalendarView,
})
export type OfflineProvision = z.infer<typeof OfflineProvision>

export const OfflineRuleInput = z.strictObject({
  backHours: z
    .int('Số giờ là số nguyên.')
    .min(0, 'Số giờ không âm.')
    .max(720, 'Nhiều nhất 720 giờ (30 ngày).'),
  from: z.iso.date('Ngày bắt đầu áp dụng viết dạng 2026-12-01.'),
})

/** 32 bytes, base64url. */
const Key = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'Khóa của máy gồm 32 byte.')
export const KeepKeyInput = z.strictObject({ device: Device, key: Key })
export const OpenKeyInput = z.strictObject({ device: Device })
export const OpenKeyOutput = z.object({ key: Key })
