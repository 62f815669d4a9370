import { formatInstant } from '../../kernel/local-time.ts'
import { formatDate, formatTime } from '../../kernel/vietnamese.ts'
import type { House } from '../../platform/command/run.ts'
import { emailOf } from '../identity/index.ts'
import { leaveNotice, markNotice } from '../message/index.ts'
import { openingOf, seats } from '../organisation/index.ts'
import type { Mail } from './mail.ts'
import { localDay } from './seat.ts'

const HEADS = ['leader', 'head', 'provinceLeader']

/** Tells whoever leads the agency that one of its dossiers was opened from outside; each once, doing it twice is doing it once. */
export async function tellOpening(house: House, mail: Mail, id: string, code: string): Promise<void> {
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
    const subject = `opening:${id}`
    const email = await emailOf(house.db, account)
    const fresh = await leaveNotice(house.db, { subject, event: account, text, textEn: null, at, email })
    if (!fresh || !mail || !email) continue
    await mail(
      email,
      `Hồ sơ ${code} được mở khẩn cấp`,
      `${text}\n\nXem danh sách: ${house.publicUrl}/can-bo/mo-khan-cap`,
    )
    await markNotice(house.db, subject, account, 'sent')
  }
}
