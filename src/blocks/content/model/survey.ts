/** The nine indices of satisfaction at the desk (Thông tư 01/2018/TT-VPCP), in its order; `officer`: also asked of one officer's work. */
export const INDICES = [
  {
    key: 'time',
    officer: true,
    vi: 'Thời gian giải quyết so với quy định',
    en: 'Time taken, against what the rules allow',
  },
  {
    key: 'agencyTime',
    officer: true,
    vi: 'Thời gian giải quyết tại từng cơ quan',
    en: 'Time taken at each agency',
  },
  {
    key: 'contacts',
    officer: true,
    vi: 'Số lần phải liên hệ, đi lại',
    en: 'How often you had to come or call',
  },
  {
    key: 'agencies',
    officer: false,
    vi: 'Số cơ quan phải liên hệ',
    en: 'How many agencies you had to deal with',
  },
  {
    key: 'desk',
    officer: true,
    vi: 'Cách tổ chức của Bộ phận Một cửa',
    en: 'How the one-stop desk is organised',
  },
  {
    key: 'publicity',
    officer: true,
    vi: 'Công khai thủ tục: dễ thấy, dễ hiểu, đầy đủ',
    en: 'Public information: easy to find, clear, complete',
  },
  { key: 'attitude', officer: true, vi: 'Thái độ của cán bộ', en: 'Attitude of the officers' },
  {
    key: 'complaints',
    officer: true,
    vi: 'Tiếp thu, giải trình phản ánh, kiến nghị',
    en: 'How complaints are heard and answered',
  },
  {
    key: 'online',
    officer: false,
    vi: 'Chất lượng dịch vụ công trực tuyến',
    en: 'Quality of the online service',
  },
] as const

export const MARKS = ['dissatisfied', 'satisfied', 'verySatisfied'] as const
export type Mark = (typeof MARKS)[number]
type IndexKey = (typeof INDICES)[number]['key']
export type Marks = Partial<Record<IndexKey, Mark>>

export const MARK_NAMES: Record<Mark, { vi: string; en: string }> = {
  dissatisfied: { vi: 'Không hài lòng', en: 'Dissatisfied' },
  satisfied: { vi: 'Hài lòng', en: 'Satisfied' },
  verySatisfied: { vi: 'Rất hài lòng', en: 'Very satisfied' },
}

/** Does somebody who marked so count as dissatisfied with the handling: any index marked “Không hài lòng”. */
export function isDissatisfied(marks: Marks): boolean {
  return Object.values(marks).includes('dissatisfied')
}

/**
 * Which of these counts stay unpublished, by place: all under `fewest`, and, where these together are fewer than
 * `fewest` or only one of them has any, the smallest others too: else a total would tell what was hidden. Pure.
 */
export function hidden(counts: readonly number[], fewest: number): boolean[] {
  const kept = counts.map((count) => count > 0 && count < fewest)
  const smallestFirst = counts
    .map((count, at) => ({ count, at }))
    .filter(({ count }) => count >= fewest)
    .sort((a, b) => a.count - b.count)
  for (const { at } of smallestFirst) {
    const parts = counts.filter((count, place) => kept[place] && count > 0)
    const together = parts.reduce((sum, count) => sum + count, 0)
    if (parts.length === 0 || (parts.length > 1 && together >= fewest)) break
    kept[at] = true
  }
  return kept
}
