import type { Kysely } from 'kysely'
import { z } from 'zod'
import { calendarPeriod } from '../../../kernel/period.ts'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { agencyTree, seats } from '../../organisation/index.ts'
import { AgencyCode, PERMISSIONS, PeriodKey, SurveyResults } from '../contract.ts'
import { feedbackReach, today } from '../handle.ts'
import { tellable } from '../model/results.ts'
import { rulesOn } from '../rules.ts'
import type { ContentTables } from '../tables.ts'

/** How satisfied people were, by agency: nothing is told of fewer than the rule allows, nor what a total would tell. */
export const surveyResults = query({
  name: 'survey.results',
  route: 'GET /survey-results',
  summary: 'Kết quả khảo sát mức độ hài lòng theo cơ quan (không nêu người, hồ sơ)',
  input: z.strictObject({ period: PeriodKey, agency: AgencyCode.optional() }),
  output: SurveyResults,
  permission: 'public',
  async run({ input, db, memory, now }) {
    const tree = await agencyTree({ db, memory })
    if (input.agency && !tree.get(input.agency))
      throw invalid('agency', `Không có cơ quan mã ${input.agency}.`)
    const agencies = input.agency ? tree.subtree(input.agency) : tree.all().map(({ code }) => code)
    const period = calendarPeriod(input.period)
    const answers = await answersOf(db, agencies, period)
    const { surveyFewest } = await rulesOn({ db, memory }, today(now))
    return {
      period: { key: period.key, from: period.from, to: period.to },
      fewest: surveyFewest,
      ...tellable(
        answers.map((row) => ({ key: row.agency, marks: row.marks })),
        surveyFewest,
        (key) => tree.nameOf(key),
      ),
    }
  },
})

/** The same by who handled the dossiers, on the seven indices asked of an officer: for those who lead them. */
export const officerResults = query({
  name: 'survey.officers',
  route: 'GET /survey-officers',
  summary: 'Kết quả khảo sát theo cán bộ thụ lý (bảy chỉ số)',
  input: z.strictObject({ period: PeriodKey, agency: AgencyCode }),
  output: SurveyResults,
  permission: PERMISSIONS.answer,
  audit: (input) => `read survey results by officer of ${input.agency}`,
  async run(context) {
    const { input, db, memory, now } = context
    const reach = await feedbackReach(context)
    if (!reach.all && !reach.agencies.includes(input.agency))
      throw invalid('agency', 'Chọn cơ quan trong phạm vi của bạn.')
    const period = calendarPeriod(input.period)
    const answers = await answersOf(db, [input.agency], period)
    const held = await seats({ db, memory }, today(now))
    const { surveyFewest } = await rulesOn({ db, memory }, today(now))
    return {
      period: { key: period.key, from: period.from, to: period.to },
      fewest: surveyFewest,
      ...tellable(
        answers.flatMap((row) => (row.seat === null ? [] : [{ key: row.seat, marks: row.marks }])),
        surveyFewest,
        (key) => held.get(key)?.holder ?? key,
        true,
      ),
    }
  },
})

/** What people wrote beside their marks, without dossier or day, once enough have answered. */
export const surveyComments = query({
  name: 'survey.comments',
  route: 'GET /survey-comments',
  summary: 'Ý kiến viết thêm của người dân về một cơ quan',
  input: z.strictObject({ period: PeriodKey, agency: AgencyCode }),
  output: z.object({ items: z.array(z.object({ text: z.string() })), fewest: z.int(), told: z.boolean() }),
  permission: PERMISSIONS.answer,
  audit: (input) => `read survey comments of ${input.agency}`,
  async run(context) {
    const { input, db, memory, now } = context
    const reach = await feedbackReach(context)
    if (!reach.all && !reach.agencies.includes(input.agency))
      throw invalid('agency', 'Chọn cơ quan trong phạm vi của bạn.')
    const answers = await answersOf(db, [input.agency], calendarPeriod(input.period))
    const { surveyFewest } = await rulesOn({ db, memory }, today(now))
    const told = answers.length >= surveyFewest
    const written = answers.flatMap(({ comment }) => (comment === null ? [] : [comment]))
    // In the order of the words: the order of arrival would tell whose they are.
    const items = told ? written.toSorted((a, b) => a.localeCompare(b, 'vi')).map((text) => ({ text })) : []
    return { items, fewest: surveyFewest, told }
  },
})

function answersOf(db: Kysely<any>, agencies: readonly string[], { from, to }: { from: string; to: string }) {
  return (db as Kysely<ContentTables>)
    .selectFrom('content.survey_answer')
    .select(['agency', 'seat', 'marks', 'comment'])
    .where('agency', 'in', [...agencies, ''])
    .where('finished_on', '>=', from)
    .where('finished_on', '<=', to)
    .execute()
}
