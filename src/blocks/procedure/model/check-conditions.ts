import type { Definition, Field } from './definition.ts'
import { feelNames, feelProblem } from './feel.ts'
import type { Report } from './finding.ts'

/** What `dossier` offers to the condition of an arrow; the fold gives it. */
const DOSSIER_FACTS = new Set(['outcome', 'corrections', 'assigned'])

type Scope = { answers: Set<string>; dossier: boolean; copies: boolean; later?: Set<string> }

/** Whether conditions and formulas parse and name only what exists, and fields, fees and the term make sense. */
export function checkConditions(definition: Definition, report: Report): void {
  const fields = definition.form.flatMap((page) => page.fields)
  const all = new Set(fields.map((field) => field.key))
  const before = new Set<string>()
  definition.form.forEach((page, p) => {
    page.fields.forEach((field, f) => {
      const place = `form.${p}.fields.${f}`
      checkFeel(
        field.showIf,
        `${place}.showIf`,
        { answers: before, dossier: false, copies: false, later: all },
        report,
      )
      checkFeel(
        field.requiredIf,
        `${place}.requiredIf`,
        { answers: all, dossier: false, copies: false },
        report,
      )
      checkField(field, place, report)
      before.add(field.key)
    })
  })
  const form: Scope = { answers: all, dossier: false, copies: false }
  definition.documents.forEach((paper, at) => {
    checkFeel(paper.requiredIf, `documents.${at}.requiredIf`, form, report)
  })
  definition.fees.forEach((fee, at) => {
    const place = `fees.${at}`
    checkFeel(fee.formula, `${place}.formula`, { ...form, copies: true }, report)
    checkFeel(fee.waivedIf, `${place}.waivedIf`, form, report)
    if ((fee.amount === undefined) === (fee.formula === undefined))
      report(
        'fee.amount',
        place,
        `“${fee.name.vi}” phải có hoặc số tiền, hoặc công thức, không cả hai. Hãy giữ lại một.`,
      )
    if (fee.waivedIf !== undefined && fee.waiver === undefined)
      report(
        'fee.waiver',
        place,
        `“${fee.name.vi}” có trường hợp miễn nhưng chưa nói là ai. Hãy viết lời cho người dân đọc.`,
        'warning',
      )
  })
  definition.moves.forEach((move, at) => {
    checkFeel(move.when, `moves.${at}.when`, { answers: all, dossier: true, copies: false }, report)
  })
  checkTerm(definition, report)
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
    report('feel.syntax', place, problem)
    return
  }
  for (const name of feelNames(expression)) {
    const [root = '', member] = name.split('.')
    if (root === 'answers' && member !== undefined && scope.answers.has(member)) continue
    if (root === 'answers' && member !== undefined && scope.later?.has(member))
      report(
        'feel.later',
        place,
        `Điều kiện hiện mục nhắc tới “${member}” đứng sau nó. Hãy đưa mục “${member}” lên trước.`,
      )
    else if (root === 'answers' && member !== undefined)
      report(
        'feel.field',
        place,
        `Điều kiện nhắc tới mục “${member}” không có trong tờ khai. Hãy sửa tên mục.`,
      )
    else if (root === 'applicant' && member !== undefined) continue
    else if (root === 'dossier' && scope.dossier && DOSSIER_FACTS.has(member ?? '')) continue
    else if (name === 'copies' && scope.copies) continue
    else
      report(
        'feel.name',
        place,
        `Điều kiện dùng tên “${name}” mà hệ thống không có ở đây. Hãy dùng answers.<khóa mục>.`,
      )
  }
}

function checkField(field: Field, place: string, report: Report): void {
  const chosen = field.kind === 'choice' || field.kind === 'choices'
  if (chosen && (field.options ?? []).length < 2)
    report('field.options', place, `Mục “${field.label.vi}” phải có ít nhất hai lựa chọn. Hãy thêm lựa chọn.`)
  if (!chosen && field.options !== undefined)
    report(
      'field.options-unused',
      place,
      `Mục “${field.label.vi}” không phải mục chọn nên không dùng danh sách lựa chọn. Hãy bỏ danh sách.`,
    )
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    report('field.range', place, `Mục “${field.label.vi}” có mức nhỏ nhất lớn hơn mức lớn nhất. Hãy sửa lại.`)
}

function checkTerm(definition: Definition, report: Report): void {
  const { term, unit, cutoff } = definition.clock
  if (unit === 'sameDay' && term !== null && term !== 1)
    report(
      'clock.same-day-term',
      'clock.term',
      'Thủ tục trả trong ngày có thời hạn là 1 hoặc để trống. Hãy sửa thời hạn.',
    )
  if (unit === 'sameDay' && cutoff === undefined)
    report(
      'clock.no-cutoff',
      'clock.cutoff',
      'Thủ tục trả trong ngày cần giờ chốt, thường là 15:00. Hãy ghi giờ chốt.',
    )
  if (unit !== 'sameDay' && cutoff !== undefined)
    report('clock.cutoff', 'clock.cutoff', 'Giờ chốt chỉ dùng cho thủ tục trả trong ngày. Hãy bỏ giờ chốt.')
  if (cutoff !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(cutoff))
    report(
      'clock.cutoff-hour',
      'clock.cutoff',
      `Giờ chốt “${cutoff}” không có thật. Hãy ghi theo dạng 15:00.`,
    )
  if (term === null && definition.clock.silence !== 'none')
    report(
      'clock.silence',
      'clock.silence',
      'Không có thời hạn thì không thể coi im lặng là trả lời. Hãy bỏ quy định này.',
    )
}
