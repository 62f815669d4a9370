import { z } from 'zod'
import { dayOf, formatDate, formatInstant } from '../../../kernel/local-time.ts'
import { calendarPeriod } from '../../../kernel/period.ts'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { Index766, PeriodKey } from '../contract.ts'
import { BEHIND_COMPONENT } from '../index766/behind.ts'
import { type Facts, factsOf } from '../index766/facts.ts'
import { MEASURES, type Unit, unitOf } from '../index766/measures.ts'
import { settingsOn } from '../index766/settings.ts'
import { COMPONENTS, GROUPS } from '../model/components-766.ts'
import { type Scored, type Settings, scored, totalOf } from '../model/index-766.ts'

/**
 * The index of Quyết định 766/QĐ-TTg as it stands this moment, of the province, an agency or a commune, over a month,
 * quarter or year: every component with numerator, denominator, formula and what was assumed; and each unit's total.
 */
export const getIndex766 = query({
  name: 'indicator.index',
  route: 'GET /index-766',
  summary: 'Bộ chỉ số 766 theo thời gian thực, theo đơn vị và kỳ',
  input: z.strictObject({ period: PeriodKey, unit: z.string().max(40).optional() }),
  output: Index766,
  permission: 'public',
  async run({ input, db, memory, now }) {
    const period = calendarPeriod(input.period)
    const facts = await factsOf({ db, memory, now }, period)
    const { tree } = facts
    const province = tree.all().find((agency) => agency.kind === 'province')!
    const code = input.unit ?? province.code
    const whole = code === province.code
    if (!tree.get(code)) throw invalid('unit', `Không có cơ quan mã ${code}.`)
    const settings = await settingsOn({ db, memory }, formatDate(dayOf(now.getTime())))
    const agencies = whole ? tree.all().map((agency) => agency.code) : tree.subtree(code)
    const parts = partsOf(facts, unitOf(facts, agencies, whole), settings)
    return {
      period: { key: period.key, from: period.from, to: period.to },
      unit: { code, name: tree.nameOf(code) },
      asOf: formatInstant(facts.readAt.getTime()),
      total: told(parts, settings),
      bandsAssumed: true,
      components: COMPONENTS.map((component, at) => {
        const part = parts[at]!
        const { group, name, formula, assumption } = component
        return {
          code: component.code,
          group: { code: group, name: GROUPS[group]! },
          name,
          formula,
          assumption,
          points: part.points,
          threshold: part.threshold,
          numerator: part.numerator,
          denominator: part.denominator,
          rate: part.rate,
          score: part.score,
          state: stateOf(part),
          opens: BEHIND_COMPONENT[component.code] !== undefined,
        }
      }),
      units: below(facts, code, whole).map((each) => {
        const unit = unitOf(facts, tree.subtree(each.code), false)
        const { received, finished, late } = unit.sum
        const agency = { code: each.code, name: each.name, kind: each.kind }
        return { unit: agency, received, finished, late, ...told(partsOf(facts, unit, settings), settings) }
      }),
    }
  },
})

function partsOf(facts: Facts, unit: Unit, settings: Settings): Scored[] {
  return COMPONENTS.map((component) => scored(component, MEASURES[component.code]!(facts, unit), settings))
}

function told(parts: readonly Scored[], settings: Settings) {
  return { ...totalOf(parts, settings.bands), of: parts.reduce((sum, part) => sum + part.points, 0) }
}

function stateOf(part: Scored): 'scored' | 'told' | 'empty' | 'noData' {
  if (part.denominator === null) return 'noData'
  if (part.rate === null) return 'empty'
  return part.counted ? 'scored' : 'told'
}

/** Units with anything to tell: under the province every agency that handles dossiers, otherwise what lies right below. */
function below({ tree, months }: Facts, code: string, whole: boolean) {
  return tree
    .all()
    .filter((agency) => (whole ? agency.code !== code : agency.parent === code))
    .filter((agency) => agency.kind !== 'desk' && tree.subtree(agency.code).some((each) => months.has(each)))
}
