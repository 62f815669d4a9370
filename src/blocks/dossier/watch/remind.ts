import type { Kysely } from 'kysely'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { formatTime } from '../../../kernel/vietnamese.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { emailOf } from '../../identity/index.ts'
import { notify } from '../../message/index.ts'
import { agencyTree, type Seat, seats, workingCalendar } from '../../organisation/index.ts'
import { PERMISSIONS, ReminderView, RemindInput } from '../contract.ts'
import { requireAgency } from '../reach.ts'
import { readableDossier } from '../read.ts'
import { localDay } from '../seat.ts'
import type { DossierTables } from '../tables.ts'
import { reminderViews } from './reminder-views.ts'
import { type Standing, standingBy } from './standing.ts'

/**
 * Reminds an agency's head of what is late, due within a working day or likely to be late: all of it, or one dossier.
 * Once a day, unless `again`. Errors: organisation.not-found 404, dossier.not-found 404, dossier.nothing-to-remind 409,
 * dossier.already-reminded 409 saying when, dossier.nobody-to-remind 409.
 */
export const remind = command({
  name: 'dossier.remind',
  route: 'POST /reminders',
  summary: 'Đôn đốc một cơ quan, hoặc một hồ sơ của cơ quan đó',
  input: RemindInput,
  output: ReminderView,
  permission: PERMISSIONS.watch,
  answers: 201,
  audit: ({ agency, code, again }) =>
    `reminded ${agency}${code ? ` of dossier ${code}` : ''}${again ? ' again' : ''}`,
  async run(context) {
    const { input, actor, now, sql } = context
    await requireAgency(context, input.agency, PERMISSIONS.watch)
    const row = input.code ? await readableDossier(context, input.code, actor, PERMISSIONS.read) : null
    if (row && row.agency !== input.agency)
      throw new Problem('dossier.not-found', 404, `Hồ sơ ${row.code} không do cơ quan này giải quyết.`)
    const calendar = await workingCalendar(context)
    const asked = { agencies: [input.agency], dossier: row?.id, calendar, now }
    const [standing] = await standingBy(sql, asked)
    if (!standing || (!row && standing.late + standing.soon + standing.likely === 0))
      throw new Problem(
        'dossier.nothing-to-remind',
        409,
        row
          ? `Hồ sơ ${row.code} không còn chờ giải quyết, nên không có gì để đôn đốc.`
          : 'Cơ quan này không có hồ sơ quá hạn, sắp đến hạn hay dễ trễ.',
      )
    const heads = await headsOf(context, input.agency)
    const day = localDay(now)
    const trx = sql as Kysely<DossierTables>
    const written = await trx
      .insertInto('dossier.reminder')
      .values({
        agency: input.agency,
        dossier_id: row?.id ?? null,
        day,
        note: input.note || null,
        late: standing.late,
        soon: standing.soon,
        likely: standing.likely,
        by_account: actor.account!,
        by_agency: actor.agency,
        by_title: await titleOf(context),
        at: now,
        again: input.again,
        seen_at: null,
        seen_by: null,
        reply: null,
        replied_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!written) throw await already(trx, input.agency, row?.id ?? null, day)
    const tree = await agencyTree(context)
    for (const { account } of heads)
      await notify(context, {
        subject: `reminder:${written.id}`,
        event: account,
        kind: 'reminder',
        to: { owner: `account:${account}`, email: await emailOf(sql, account), phone: null },
        data: { agency: tree.nameOf(input.agency), text: sentenceOf(standing, row?.code, input.note) },
        link: `${context.publicUrl}/can-bo/don-doc`,
        text: null,
        at: now,
      })
    if (row) context.subjects.add(row.id)
    const [view] = await reminderViews(context, [{ ...written, code: row?.code ?? null }])
    return view!
  },
})

/** Whoever heads the agency now; its leader where it has no head. Errors: dossier.nobody-to-remind 409. */
async function headsOf(context: Context<unknown>, agency: string): Promise<{ account: string }[]> {
  const there = [...(await seats(context, localDay(context.now))).values()].filter(
    (seat): seat is Seat & { account: string } => seat.agency === agency && seat.account !== null,
  )
  for (const role of ['head', 'leader']) {
    const found = there.filter((seat) => seat.roles.includes(role))
    if (found.length > 0) return found
  }
  throw new Problem(
    'dossier.nobody-to-remind',
    409,
    'Cơ quan này chưa có ai giữ chức vụ phụ trách để nhận đôn đốc. Hãy báo quản trị bổ nhiệm.',
  )
}

async function titleOf(context: Context<unknown>): Promise<string | null> {
  const { position } = context.actor
  const seat = position ? (await seats(context, localDay(context.now))).get(position) : undefined
  return seat ? `${seat.holder ?? seat.title}, ${seat.title}` : null
}

async function already(trx: Kysely<DossierTables>, agency: string, dossier: string | null, day: string) {
  const first = await trx
    .selectFrom('dossier.reminder')
    .select('at')
    .where('agency', '=', agency)
    .where('dossier_id', dossier ? '=' : 'is', dossier)
    .where('day', '=', day)
    .orderBy('at')
    .executeTakeFirst()
  const when = first ? ` lúc ${formatTime(formatInstant(first.at.getTime()))}` : ''
  return new Problem(
    'dossier.already-reminded',
    409,
    `Hôm nay đã đôn đốc rồi${when}. Nếu thật cần nhắc lần nữa, chọn “Nhắc lại”.`,
  )
}

function sentenceOf({ late, soon, likely }: Standing, code?: string, note?: string): string {
  const parts = [
    late > 0 ? `${late} hồ sơ quá hạn` : '',
    soon > 0 ? `${soon} hồ sơ đến hạn trong một ngày làm việc` : '',
    likely > 0 ? `${likely} hồ sơ dễ trễ hạn` : '',
  ].filter(Boolean)
  const what = code ? `Đề nghị khẩn trương giải quyết hồ sơ ${code}.` : `Cơ quan đang có ${parts.join(', ')}.`
  return note ? `${what} ${note}` : what
}
