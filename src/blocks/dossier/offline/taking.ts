import { sql } from 'kysely'
import type { Context } from '../../../platform/command/declare.ts'
import { type Judged, type OfflineTaking, receiptMoment } from '../model/offline-taking.ts'
import { localDay } from '../seat.ts'
import { backHoursOn } from './rules.ts'

export type JudgedTaking = Judged & { backHours: number; facts: Record<string, unknown> }

/** When it counts as received, and what the first move keeps of that. */
export async function judge(
  { sql: trx, now }: Context<unknown>,
  taking: OfflineTaking,
): Promise<JudgedTaking> {
  const backHours = await backHoursOn(trx, localDay(now))
  const judged = receiptMoment(taking, now, backHours)
  const { device, localNumber } = taking
  const claimedAt = judged.claimedAt.toISOString()
  return {
    ...judged,
    backHours,
    facts: {
      offline: { device, localNumber, claimedAt, sentAt: now.toISOString(), verdict: judged.verdict },
    },
  }
}

/** Both times for good: what the device claimed, and what was made of it. */
export async function recordTaking(
  { sql: trx, now, actor }: Context<unknown>,
  dossier: string,
  taking: OfflineTaking,
  { claimedAt, receivedAt, verdict }: Judged,
): Promise<void> {
  await sql`
    insert into dossier.offline_intake (dossier_id, device, local_number, account, device_at, offset_taken_ms, offset_sent_ms,
      claimed_at, received_at, sent_at, verdict)
    values (${dossier}, ${taking.device}, ${taking.localNumber}, ${actor.account}, ${taking.at}, ${taking.offsetMs},
      ${taking.offsetWhenSentMs}, ${claimedAt}, ${receivedAt}, ${now}, ${verdict})`.execute(trx)
}

/** For the audit row, whose own time is the moment of sending. */
export function wordingOf(taking: OfflineTaking | undefined): string {
  if (!taking) return ''
  const { device, localNumber, at, offsetMs } = taking
  return `, taken in without a line on device ${device} as ${localNumber} at ${at} by its clock (${offsetMs} ms off)`
}
