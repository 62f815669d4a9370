import type { Definition } from './definition.ts'
import { evaluate, feelNames, feelProblem, holds } from './feel.ts'
import type { Report } from './finding.ts'
import { type Answers, fieldsOf, isRequired, readForm } from './form.ts'
import { sampleForms } from './sample-answers.ts'

type Priced = Pick<Definition, 'form' | 'fees'>
/** No fee of a province comes near it: a formula that gives more has a slip in it. */
const MOST_DONG = 1_000_000_000_000

/** Whether every formula gives an amount for every form that can be handed in, tried on samples. */
export function checkFees(definition: Priced, report: Report): void {
  const formulas = definition.fees.flatMap(({ formula, ...fee }, at) =>
    formula !== undefined && feelProblem(formula) === null ? [{ ...fee, formula, at }] : [],
  )
  if (formulas.length === 0) return
  const labels = new Map(fieldsOf(definition).map((field) => [field.key, field.label.vi]))
  for (const fee of formulas) {
    const named = feelNames(fee.formula).filter((name) => name.startsWith('answers.'))
    // A name that is not there is told by its own finding.
    if (named.some((name) => !labels.has(name.slice('answers.'.length)))) continue
    const asked = { form: deciding(definition, [fee.formula, fee.waivedIf]) }
    for (const { answers, differs } of sampleForms(asked)) {
      const { values, visible } = readForm(asked, answers)
      if (visible.some((field) => !Object.hasOwn(values, field.key) && isRequired(field, values))) continue
      const context = { answers: values, applicant: {}, copies: copiesOf(values) }
      if (fee.waivedIf !== undefined && holds(fee.waivedIf, context)) continue
      const amount = evaluate(fee.formula, context)
      if (typeof amount === 'number' && amount >= 0 && amount <= MOST_DONG) continue
      const label = differs ? labels.get(differs.key) : undefined
      const when = !differs ? 'với tờ khai mẫu' : `khi “${label}” là ${shown(differs.value)}`
      report(
        typeof amount === 'number' ? 'fee.amount-odd' : 'fee.amount-unknown',
        `fees.${fee.at}.formula`,
        typeof amount === 'number'
          ? `Công thức của “${fee.name.vi}” cho ${amount} đồng ${when}.`
          : `Công thức của “${fee.name.vi}” không cho ra số tiền ${when}.`,
        'Hãy sửa công thức để mọi tờ khai đủ thông tin đều tính được tiền.',
      )
      break
    }
  }
}

/** The part of the form that the expressions look at, and what decides whether that is asked: the rest changes nothing. */
function deciding({ form }: Priced, expressions: readonly (string | undefined)[]): Definition['form'] {
  const fields = new Map(form.flatMap((page) => page.fields).map((field) => [field.key, field]))
  const wanted = new Set<string>()
  const follow = (expression: string | false | undefined): void => {
    if (!expression) return
    for (const name of feelNames(expression)) {
      // How many copies are asked for is the answer of that name.
      const key = name === 'copies' ? name : name.startsWith('answers.') ? name.slice('answers.'.length) : ''
      const field = fields.get(key)
      if (!field || wanted.has(key)) continue
      wanted.add(key)
      for (const each of [field.showIf, field.requiredIf, field.formula]) follow(each)
    }
  }
  for (const expression of expressions) follow(expression)
  return form.map((page) => ({ ...page, fields: page.fields.filter((field) => wanted.has(field.key)) }))
}

function copiesOf({ copies }: Answers): number {
  return typeof copies === 'number' && Number.isInteger(copies) && copies > 0 ? copies : 1
}

function shown(value: unknown): string {
  if (value === undefined) return 'để trống'
  if (typeof value === 'boolean') return value ? '“có”' : '“không”'
  return `“${Array.isArray(value) ? value.join(', ') : String(value)}”`
}
