import type { FieldProblem } from '../../../kernel/problem.ts'
import type { ClockRule } from './definition.ts'
import type { DraftDefinition } from './draft.ts'

type Paper = { key: string; name: string; form: string; copies: number; always: boolean }
type Charge = { key: string; name: string; kind: string; amount: number | null; legalBasis: string }

/**
 * What the ministry's decision fixes of a procedure, as a draft had it when it was opened. A province may only reduce it
 * (Nghị định 63/2010/NĐ-CP, điều 8 and 12): fewer papers, a shorter term, a lower fee.
 */
export type Fixed = {
  title: string | null
  field: string | null
  decision: string | null
  term: { term: number; unit: ClockRule['unit'] } | null
  /** Null where the catalogue names none: what is not told is not fixed. */
  papers: Paper[] | null
  fees: Charge[] | null
}

const FORMS = ['electronic', 'copy', 'certified', 'original']

export function fixedOf(definition: DraftDefinition): Fixed {
  const papers = handedIn(definition).map(({ paper }) => paperOf(paper))
  const fees = listed(definition.fees).map(chargeOf)
  const { term, unit } = definition.clock ?? {}
  return {
    title: definition.title?.vi ?? null,
    field: definition.field ?? null,
    decision: definition.law?.decision || null,
    term: typeof term === 'number' && unit ? { term, unit } : null,
    papers: papers.length > 0 ? papers : null,
    fees: fees.length > 0 ? fees : null,
  }
}

/** Places of a draft whose content the catalogue gives; screens do not let them be typed over. */
export function lockedPaths(definition: DraftDefinition, fixed: Fixed | null): string[] {
  if (!fixed) return []
  const known = (keys: readonly { key: string }[] | null, key: unknown) =>
    keys?.some((each) => each.key === key) ?? false
  const papers = handedIn(definition).flatMap(({ paper, at }) =>
    known(fixed.papers, paper.key)
      ? ['name.vi', 'form', 'copies'].map((end) => `documents.${at}.${end}`)
      : [],
  )
  const fees = listed(definition.fees).flatMap((fee, at) =>
    known(fixed.fees, fee?.key) ? ['name.vi', 'kind', 'amount'].map((end) => `fees.${at}.${end}`) : [],
  )
  return [
    ...(fixed.title === null ? [] : ['title.vi']),
    ...(fixed.field === null ? [] : ['field']),
    ...(fixed.decision === null ? [] : ['law.decision']),
    ...(fixed.term === null ? [] : ['clock.term', 'clock.unit']),
    ...papers,
    ...fees,
  ]
}

/** Where a draft says something else than what is fixed, or more than it. Pure and total. */
export function lockedChanges(definition: DraftDefinition, fixed: Fixed | null): FieldProblem[] {
  if (!fixed) return []
  const found: FieldProblem[] = []
  const refuse = (path: string, message: string) => found.push({ path, message })
  const same = (path: string, now: unknown, then: string | null, what: string) => {
    if (then !== null && now !== then)
      refuse(path, `${what} do danh mục quốc gia quy định là “${then}”. Hãy giữ nguyên.`)
  }
  same('title.vi', definition.title?.vi, fixed.title, 'Tên thủ tục')
  same('field', definition.field, fixed.field, 'Lĩnh vực')
  same('law.decision', definition.law?.decision, fixed.decision, 'Số quyết định công bố')
  checkTerm(definition, fixed, refuse)
  if (fixed.papers)
    for (const { paper, at } of handedIn(definition)) checkPaper(paperOf(paper), at, fixed.papers, refuse)
  if (fixed.fees)
    for (const [at, fee] of listed(definition.fees).entries()) checkFee(fee, at, fixed.fees, refuse)
  return found
}

type Refuse = (path: string, message: string) => void

function checkTerm({ clock }: DraftDefinition, fixed: Fixed, refuse: Refuse): void {
  // What is answered on the same day is shorter than any term.
  if (!fixed.term || clock?.unit === 'sameDay') return
  if (clock?.unit !== fixed.term.unit)
    refuse('clock.unit', 'Đơn vị tính thời hạn do danh mục quốc gia quy định. Hãy giữ nguyên đơn vị.')
  else if (typeof clock.term !== 'number' || clock.term > fixed.term.term)
    refuse(
      'clock.term',
      `Thời hạn chỉ được rút ngắn, không được dài hơn ${fixed.term.term}. Hãy nhập số nhỏ hơn hoặc giữ nguyên.`,
    )
}

function checkPaper(paper: Paper, at: number, fixed: readonly Paper[], refuse: Refuse): void {
  const law = fixed.find((each) => each.key === paper.key)
  const place = `documents.${at}`
  if (!law) {
    refuse(place, `“${paper.name}” không có trong danh mục quốc gia; không được đòi thêm giấy tờ. Hãy bỏ ra.`)
    return
  }
  if (paper.name !== law.name)
    refuse(`${place}.name.vi`, `Tên giấy tờ do danh mục quốc gia quy định: “${law.name}”. Hãy giữ nguyên.`)
  if (FORMS.indexOf(paper.form) > FORMS.indexOf(law.form))
    refuse(`${place}.form`, `“${law.name}” không được đòi loại bản cao hơn danh mục quốc gia. Hãy chọn lại.`)
  if (paper.copies > law.copies)
    refuse(`${place}.copies`, `“${law.name}” chỉ được đòi nhiều nhất ${law.copies} bản. Hãy giảm số bản.`)
  if (paper.always && !law.always)
    refuse(
      `${place}.requiredIf`,
      `“${law.name}” không phải lúc nào cũng bắt buộc. Hãy ghi điều kiện hoặc để không bắt buộc.`,
    )
}

type Fees = NonNullable<DraftDefinition['fees']>

function checkFee(fee: Fees[number] | null, at: number, fixed: readonly Charge[], refuse: Refuse): void {
  const now = chargeOf(fee)
  const law = fixed.find((each) => each.key === now.key)
  const place = `fees.${at}`
  if (!law) {
    refuse(place, `“${now.name}” không có trong danh mục quốc gia; không được thu thêm. Hãy bỏ ra.`)
    return
  }
  if (now.name !== law.name)
    refuse(`${place}.name.vi`, `Tên khoản thu do danh mục quốc gia quy định: “${law.name}”. Hãy giữ nguyên.`)
  if (now.kind !== law.kind) refuse(`${place}.kind`, `“${law.name}” là ${law.kind}. Hãy giữ nguyên.`)
  if (law.amount === null) return
  if (now.amount === null || now.amount > law.amount)
    refuse(`${place}.amount`, `“${law.name}” chỉ được giảm, không được cao hơn ${law.amount} đồng.`)
  else if (now.amount < law.amount && now.legalBasis === law.legalBasis)
    refuse(
      `${place}.legalBasis`,
      `“${law.name}” đã giảm. Hãy ghi nghị quyết của Hội đồng nhân dân cho mức giảm.`,
    )
}

type Papers = NonNullable<DraftDefinition['documents']>

function handedIn(definition: DraftDefinition): { paper: NonNullable<Papers[number]>; at: number }[] {
  return listed(definition.documents).flatMap((paper, at) =>
    paper?.direction === 'in' ? [{ paper, at }] : [],
  )
}

/** Nothing of a draft is sure, not even that a list is one. */
function listed<Each>(list: readonly Each[] | undefined): readonly Each[] {
  return Array.isArray(list) ? list : []
}

function paperOf(paper: NonNullable<Papers[number]>): Paper {
  return {
    key: String(paper.key ?? ''),
    name: paper.name?.vi ?? '',
    form: paper.form ?? 'copy',
    copies: typeof paper.copies === 'number' ? paper.copies : 1,
    always: paper.requiredIf === undefined,
  }
}

function chargeOf(fee: Fees[number] | null): Charge {
  return {
    key: String(fee?.key ?? ''),
    name: fee?.name?.vi ?? '',
    kind: fee?.kind ?? '',
    // What a formula gives cannot be compared with an amount.
    amount: typeof fee?.amount === 'number' && fee.formula === undefined ? fee.amount : null,
    legalBasis: fee?.legalBasis ?? '',
  }
}
