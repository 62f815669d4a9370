import { sql as raw } from 'kysely'
import { z } from 'zod'
import { dayOf, formatDate } from '../../../kernel/local-time.ts'
import { invalid } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { Regime, RegimePeriod } from '../model/regime.ts'

/**
 * Says under which rules online submission stands from a day on: today or later, so that no past day changes its rules.
 * Set again for the same day, the later word stands. Errors: request.invalid naming `from` or `page`.
 */
export const setRegime = command({
  name: 'organisation.setRegime',
  route: 'POST /regime',
  summary: 'Đặt chế độ nộp trực tuyến: Cổng của tỉnh (2022) hoặc Cổng Dịch vụ công quốc gia (2025)',
  input: z.strictObject({
    regime: Regime,
    from: z.iso.date('Ngày có hiệu lực viết dạng 2025-07-01.'),
    page: z.string().trim().max(500).optional(),
    decision: z.string().trim().min(5, 'Ghi số, ngày của văn bản quy định.').max(300),
  }),
  output: RegimePeriod,
  permission: PERMISSIONS.change,
  audit: (input) => `set the regime of online submission to ${input.regime} from ${input.from}`,
  forgets: ['organisation.regime'],
  async run({ input, actor, sql, now }) {
    const today = formatDate(dayOf(now.getTime()))
    if (input.from < today)
      throw invalid('from', `Chế độ mới chỉ có hiệu lực từ hôm nay (${today}) hoặc một ngày sau đó.`)
    const page = input.page || null
    if (page !== null && !isPage(page))
      throw invalid(
        'page',
        'Địa chỉ viết đầy đủ, ví dụ https://dichvucong.gov.vn/; {code} thay cho mã thủ tục.',
      )
    await raw`
      insert into organisation.regime (valid_from, regime, page, decision, set_by, set_at)
      values (${input.from}::date, ${input.regime}, ${page}, ${input.decision}, ${actor.account}, ${now})
      on conflict (valid_from) do update
        set regime = excluded.regime, page = excluded.page, decision = excluded.decision, set_by = excluded.set_by,
          set_at = excluded.set_at`.execute(sql)
    return { regime: input.regime, from: input.from, page, decision: input.decision }
  },
})

/** It stands on every procedure's page as a link: nothing but http(s). */
function isPage(text: string): boolean {
  try {
    const { protocol, username } = new URL(text.replaceAll('{code}', '1.000000'))
    return /^https?:$/.test(protocol) && username === ''
  } catch {
    return false
  }
}
