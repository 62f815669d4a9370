import { z } from 'zod'

/**
 * The rules online submission stands under. 2022: the province's own portal with its own accounts (Nghị định
 * 45/2020/NĐ-CP's time). 2025: the National Portal is the only place to file from home (Nghị định 118/2025/NĐ-CP).
 */
export const Regime = z.literal([2022, 2025], 'Chọn chế độ 2022 hoặc 2025.')

/** Where a citizen is sent when an installation has named no page of its own. */
export const NATIONAL_PORTAL_PAGE = 'https://dichvucong.gov.vn/'

export const RegimePeriod = z.object({
  regime: Regime,
  /** The first day. */
  from: z.iso.date(),
  page: z.string().nullable(),
  decision: z.string(),
})
export type RegimePeriod = z.infer<typeof RegimePeriod>

/** The regime of a day (`YYYY-MM-DD`); before anything was set it is 2022's. */
export function regimeOn(periods: readonly RegimePeriod[], day: string): RegimePeriod {
  const begun = periods.filter(({ from }) => from <= day).sort((a, b) => (a.from < b.from ? 1 : -1))
  return begun[0] ?? { regime: 2022, from: '1900-01-01', page: null, decision: '' }
}

/** The National Portal's page of a procedure. */
export function portalPage({ page }: Pick<RegimePeriod, 'page'>, code: string): string {
  return (page ?? NATIONAL_PORTAL_PAGE).replaceAll('{code}', encodeURIComponent(code))
}
