import { formatInstant } from '../../kernel/local-time.ts'
import { formatDate, formatTime } from '../../kernel/vietnamese.ts'
import type { House } from '../../platform/command/run.ts'
import { emailOf } from '../identity/index.ts'
import { notify } from '../message/index.ts'
import { openingOf, seats } from '../organisation/index.ts'
import { localDay } from './seat.ts'

const HEADS = ['leader', 'head', 'provinceLeader']

/** Tells whoever leads the agency that one of its dossiers was opened from outside; each once, doing it twice is doing it once. */
export async function tellOpening(house: House, id: string, code: string, now: Date): Promise<void> {
  const opening = await openingOf(house.db, id)
  if (!opening) return
  const at = opening.opened_at
  const all = [...(await seats(house, localDay(at))).values()]
  const opener = all.find((seat) => seat.account === opening.account)
  const heads = all.filter(
    (seat) => seat.agency === opening.agency && seat.roles.some((role) => HEADS.includes(role)),
  )
  const shown = formatInstant(at.getTime())
  const text = `${opener?.holder ?? 'Một cán bộ'}${opener ? ` (${opener.title})` : ''} đã mở khẩn cấp hồ sơ ${code} lúc ${formatTime(shown)} ngày ${formatDate(shown)}, chỉ để xem, trong 30 phút. Lý do: ${opening.reason}`
  for (const { account } of heads) {
    if (account === null) continue
    await house.db.transaction().execute(async (trx) =>
      notify(
        { sql: trx, send: house.jobs.sender(trx), now },
        {
          subject: `opening:${id}`,
          event: account,
          kind: 'opening',
          to: { owner: `account:${account}`, email: await emailOf(trx, account), phone: null },
          data: { code, text },
          link: `${house.publicUrl}/can-bo/mo-khan-cap`,
          text: { vi: text },
          at,
        },
      ),
    )
  }
}
