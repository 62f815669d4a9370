import { checkField } from './check-fields.ts'
import type { Definition, Field } from './definition.ts'
import { feelNames, feelProblem } from './feel.ts'
import type { Report } from './finding.ts'

/** What 'dossier' offers to the condition of an arrow; the fold gives it. */
const DOSSIER_FACTS = new Set(['outcome', 'corrections', 'assigned'])

type Scope = { answers: Set<string>; dossier: boolean; copies: boolean; later?: Set<string>; what?: string }

/** Whether conditions and formulas parse and name only what exists, and fields, fees and the term make sense. */
export function checkConditions(definition: Definition, report: Report): void {
  const fields = definition.form.flatMap((page) => page.fields)
  const all = new Set(fields.map((field) => field.key))
  const before = new Set<string>()
  const looped = checkLoops(fields, (key) => placeOf(definition, key), report)
  definition.form.forEach((page, p) => {
    page.fields.forEach((field, f) => {
      const place = `form.${p}.fields.${f}`
      checkFeel(
        field.showIf,
        `${place}.showIf`,
        { answers: before, dossier: false, copies: false, later: all },
        report,
      )
      if (!looped.has(field.key))
        checkFeel(
          field.formula,
          `${place}.formula`,
          { answers: before, dossier: false, copies: false, later: all, what: 'Công thức' },
          report,
        )
      checkFeel(
        field.requiredIf,
        `${place}.requiredIf`,
        { answers: all, dossier: false, copies: false },
        report,
      )
      checkField(field, place, definition, report)
      before.add(field.key)
    })
  })
  const form: Scope = { answers: all, dossier: false, copies: false }
  definition.documents.forEach((paper, at) => {
    checkFeel(paper.requiredIf, `documents.${at}.requiredIf`, form, report)
  })
  definition.fees.forEach((fee, at) => {
    const place = `fees.${at}`
    checkFeel(fee.formula, `${place}.formula`, { ...form, copies: true, what: 'Công thức' }, report)
    checkFeel(fee.waivedIf, `${place}.waivedIf`, form, report)
    if ((fee.amount === undefined) === (fee.formula === undefined))
      report(
        'fee.amount',
        place,
        `“${fee.name.vi}” phải có hoặc số tiền, hoặc công thức, không cả hai.`,
        'Hãy giữ lại một.',
      )
    if (fee.waivedIf !== undefined && fee.waiver === undefined)
      report(
        'fee.waiver',
        place,
        `“${fee.name.vi}” có trường hợp miễn nhưng chưa nói là ai.`,
        'Hãy viết lời cho người dân đọc.',
        'warning',
      )
  })
  definition.moves.forEach((move, at) => {
    checkFeel(move.when, `moves.${at}.when`, { answers: all, dossier: true, copies: false }, report)
    move.effects.forEach((effect, n) => {
      if (effect.kind !== 'openChild') return
      for (const [key, formula] of Object.entries(effect.answers))
        checkFeel(formula, `moves.${at}.effects.${n}.answers.${key}`, { ...form, what: 'Công thức' }, report)
    })
  })
  checkTerm(definition, report)
}

function placeOf(definition: Definition, key: string): string {
  for (const [p, page] of definition.form.entries()) {
    const f = page.fields.findIndex((field) => field.key === key)
    if (f >= 0) return `form.${p}.fields.${f}`
  }
  return 'form'
}

/** Calculated fields that, each by the next, come back to themselves: none of them ever has a value. */
function checkLoops(fields: readonly Field[], place: (key: string) => string, report: Report): Set<string> {
  const formulas = new Map(fields.flatMap((field) => (field.formula ? [[field.key, field.formula]] : [])))
  const uses = new Map(
    [...formulas].map(([key, formula]) => [
      key,
      feelNames(formula)
        .filter((name) => name.startsWith('answers.'))
        .map((name) => name.slice('answers.'.length))
        .filter((name) => formulas.has(name)),
    ]),
  )
  const looped = new Set<string>()
  for (const start of uses.keys()) {
    if (looped.has(start)) continue
    const way = wayBack(uses, start)
    if (!way) continue
    for (const key of way) looped.add(key)
    const round = [...way, start].map((key) => `“${key}”`).join(' → ')
    report(
      'feel.loop',
      `${place(start)}.formula`,
      `Các công thức gọi vòng lẫn nhau: ${round}, nên không mục nào tính được.`,
      'Hãy sửa để công thức chỉ dùng những mục đứng trước.',
    )
  }
  return looped
}

/** The shortest way from a formula by those it uses back to itself. */
function wayBack(uses: ReadonlyMap<string, readonly string[]>, start: string): string[] | null {
  const came = new Map<string, string[]>([[start, [start]]])
  for (const [key, way] of came)
    for (const next of uses.get(key) ?? []) {
      if (next === start) return way
      if (!came.has(next)) came.set(next, [...way, next])
    }
  return null
}

function checkFeel(
  expression: string | false | undefined,
  place: string,
  scope: Scope,
  report: Report,
): void {
  if (expression === undefined || expression === false) return
  const problem = feelProblem(expression)
  if (problem !== null) {
    const [what = '', todo = ''] = problem.split(': hãy ')
    report('feel.syntax', place, `${what}.`, `Hãy ${todo}`)
    return
  }
  for (const name of feelNames(expression)) {
    const [root = '', member] = name.split('.')
    if (root === 'answers' && member !== undefined && scope.answers.has(member)) continue
    if (root === 'answers' && member !== undefined && scope.later?.has(member))
      report(
        'feel.later',
        place,
        `${scope.what ?? 'Điều kiện hiện mục'} nhắc tới “${member}” đứng sau nó.`,
        `Hãy đưa mục “${member}” lên trước.`,
      )
    else if (root === 'answers' && member !== undefined)
      report(
        'feel.field',
        place,
        `${scope.what ?? 'Điều kiện'} nhắc tới mục “${member}” không có trong tờ khai.`,
        'Hãy sửa tên mục.',
      )
    else if (root === 'applicant' && member !== undefined) continue
    else if (root === 'dossier' && scope.dossier && DOSSIER_FACTS.has(member ?? '')) continue
    else if (name === 'copies' && scope.copies) continue
    else
      report(
        'feel.name',
        place,
        `${scope.what ?? 'Điều kiện'} dùng tên “${name}” mà hệ thống không có ở đây.`,
        'Hãy dùng answers.<khóa mục>.',
      )
  }
}

function checkTerm(definition: Definition, report: Report): void {
  const { term, unit, cutoff } = definition.clock
  if (unit === 'sameDay' && term !== null && term !== 1)
    report(
      'clock.same-day-term',
      'clock.term',
      'Thủ tục trả trong ngày có thời hạn là 1 hoặc để trống.',
      'Hãy sửa thời hạn.',
    )
  if (unit === 'sameDay' && cutoff === undefined)
    report(
      'clock.no-cutoff',
      'clock.cutoff',
      'Thủ tục trả trong ngày cần giờ chốt, thường là 15:00.',
      'Hãy ghi giờ chốt.',
    )
  if (unit !== 'sameDay' && cutoff !== undefined)
    report(
      'clock.cutoff',
      'clock.cutoff',
      'Giờ chốt chỉ dùng cho thủ tục trả trong ngày.',
      'Hãy bỏ giờ chốt.',
    )
  if (cutoff !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(cutoff))
    report(
      'clock.cutoff-hour',
      'clock.cutoff',
      `Giờ chốt “${cutoff}” không có thật.`,
      'Hãy ghi theo dạng 15:00.',
    )
  if (term === null && definition.clock.silence !== 'none')
    report(
      'clock.silence',
      'clock.silence',
      'Không có thời hạn thì không thể coi im lặng là trả lời.',
      'Hãy bỏ quy định này.',
    )
}
