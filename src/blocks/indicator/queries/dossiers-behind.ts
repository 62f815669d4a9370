import { z } from 'zod'
import { dayOf, formatDate, formatInstant } from '../../../kernel/local-time.ts'
import { calendarPeriod } from '../../../kernel/period.ts'
import { invalid } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { dossiersBehind } from '../../dossier/index.ts'
import { agencyTree } from '../../organisation/index.ts'
import { catalogue } from '../../procedure/index.ts'
import { DossiersBehind, PeriodKey } from '../contract.ts'
import { BEHIND_COMPONENT } from '../index766/behind.ts'

/** The dossiers behind one component of the index, as far as the asker may read them. Errors: request.invalid naming component. */
export const indexDossiers = query({
  name: 'indicator.dossiers',
  route: 'GET /index-766/{component}/dossiers',
  summary: 'Các hồ sơ đứng sau một chỉ số thành phần',
  input: z.strictObject({
    component: z.string().max(10),
    period: PeriodKey,
    unit: z.string().max(40).optional(),
    part: z.enum(['all', 'met', 'missed']).default('missed'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    cursor: z.string().max(40).optional(),
  }),
  output: DossiersBehind,
  permission: 'dossier.read',
  audit: (input) => `listed the dossiers behind component ${input.component} of ${input.period}`,
  async run(context) {
    const { input, db, memory, now } = context
    const which = BEHIND_COMPONENT[input.component]
    if (!which) throw invalid('component', 'Chỉ số này không đếm theo hồ sơ.')
    const tree = await agencyTree({ db, memory })
    if (input.unit && !tree.get(input.unit)) throw invalid('unit', `Không có cơ quan mã ${input.unit}.`)
    const whole = !input.unit || tree.get(input.unit)?.kind === 'province'
    const { start, end } = calendarPeriod(input.period)
    const rows = await dossiersBehind(context, {
      which,
      part: input.part,
      span: { start, end, now },
      agencies: whole ? tree.all().map(({ code }) => code) : tree.subtree(input.unit!),
      limit: input.limit + 1,
      after: input.cursor,
    })
    const titles = await catalogue({ db, memory }, formatDate(dayOf(now.getTime())))
    const shown = (moment: Date | null) => (moment ? formatInstant(moment.getTime()) : null)
    const items = rows.slice(0, input.limit).map((row) => ({
      code: row.code,
      agency: { code: row.agency, name: tree.nameOf(row.agency) },
      procedure: {
        code: row.procedure,
        name: titles.get(row.procedure)?.definition.title.vi ?? row.procedure,
      },
      acceptedAt: formatInstant(row.accepted_at.getTime()),
      firstDueAt: shown(row.first_due_at),
      finishedAt: shown(row.finished_at),
      met: row.met,
    }))
    return { items, nextCursor: rows.length > items.length ? (items.at(-1)?.code ?? null) : null }
  },
})
