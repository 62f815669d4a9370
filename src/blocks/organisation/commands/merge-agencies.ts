import type { Kysely } from 'kysely'
import { dayOf, formatDate, instantAt, parseDate } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { formatDate as shownDate } from '../../../kernel/vietnamese.ts'
import { lastActOf } from '../../../platform/audit/last-act.ts'
import { command } from '../../../platform/command/declare.ts'
import { MergeInput, MergeOutput } from '../contract.ts'
import { moveSeats } from '../move-seats.ts'
import type { OrganisationTables } from '../tables.ts'

type Agencies = Kysely<OrganisationTables>
type AgencyRow = OrganisationTables['organisation.agency']

/**
 * Ends an agency on a day and lets its successor go on with its work. Codes never change. Open dossiers move by the job
 * it sends. Legal source: the resolution or decision named in the input.
 * Errors: organisation.not-found 404; organisation.already-merged, organisation.already-ended,
 * organisation.has-agencies-below, organisation.acted-since 409; 422 naming `into`, `partial` or `at`.
 */
export const mergeAgencies = command({
  name: 'organisation.merge',
  route: 'POST /agencies/{code}/merge',
  summary: 'Sáp nhập một cơ quan vào cơ quan kế thừa; hồ sơ đang xử lý chuyển theo',
  input: MergeInput,
  output: MergeOutput,
  permission: 'organisation.change',
  factor: 'fresh',
  audit: (input) => `merged agency ${input.code} into ${input.into} at ${input.at}`,
  forgets: ['organisation.tree', 'organisation.seats', 'organisation.seatHeirs'],
  async run({ input, actor, now, sql, send }) {
    const trx = sql as Agencies
    const begins = startOf(input.at)
    const ending = await endingAgency(trx, input)
    await requireHeirs(trx, input, ending)
    await requireNothingSince(trx, input)
    await trx
      .insertInto('organisation.merger')
      .values({
        from_code: input.code,
        into_code: input.into,
        at: input.at,
        decision: input.decision,
        seats: input.seats,
        decided_at: now,
        decided_by: actor.position ?? actor.account,
      })
      .execute()
    await trx
      .updateTable('organisation.agency')
      .set({ valid_to: input.at, successor: input.into })
      .where('code', '=', input.code)
      .execute()
    await recordSuccessions(trx, input)
    const seatsMoved = await moveSeats(trx, input)
    await send(
      'dossier.inherit',
      { from: input.code, at: new Date(Math.max(begins.getTime(), now.getTime())).toISOString() },
      { key: input.code, ...(begins > now ? { startAfter: begins } : {}) },
    )
    return { code: input.code, into: input.into, at: input.at, seatsMoved }
  },
})

function startOf(day: string): Date {
  const number = parseDate(day)
  if (number === null) throw invalid('at', `Ngày ${day} không có thật.`)
  return new Date(instantAt(number, 0))
}

/** The agency that ends, its row locked, so that two mergers of one agency meet here. */
async function endingAgency(trx: Agencies, { code, at }: MergeInput): Promise<AgencyRow> {
  const agency = await trx
    .selectFrom('organisation.agency')
    .selectAll()
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  if (!agency)
    throw new Problem(
      'organisation.not-found',
      404,
      `Không có cơ quan mã ${code}. Hãy tìm lại trong danh sách cơ quan.`,
    )
  const done = await trx
    .selectFrom('organisation.merger')
    .selectAll()
    .where('from_code', '=', code)
    .executeTakeFirst()
  if (done)
    throw new Problem(
      'organisation.already-merged',
      409,
      `${agency.name} đã sáp nhập vào ${done.into_code} từ ngày ${shownDate(done.at)} theo ${done.decision}.`,
    )
  if (agency.valid_to !== null && agency.valid_to !== at) {
    const text = `${agency.name} kết thúc hoạt động ngày ${shownDate(agency.valid_to)}; ngày sáp nhập phải đúng ngày đó.`
    throw new Problem('organisation.already-ended', 409, text, [{ path: 'at', message: text }])
  }
  if (at <= agency.valid_from)
    throw invalid('at', `${agency.name} hoạt động từ ngày ${shownDate(agency.valid_from)}; chọn ngày sau đó.`)
  await requireNoneBelow(trx, agency, at)
  return agency
}

async function requireNoneBelow(trx: Agencies, agency: AgencyRow, at: string): Promise<void> {
  const below = await trx
    .selectFrom('organisation.agency')
    .select('name')
    .where('parent', '=', agency.code)
    .where('valid_from', '<=', at)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', at)]))
    .orderBy('code')
    .execute()
  if (below.length === 0) return
  const names = below.slice(0, 3).map((each) => each.name)
  const text = `${agency.name} còn ${below.length} cơ quan trực thuộc hoạt động sau ngày ${shownDate(at)} (${names.join(', ')}${below.length > 3 ? '…' : ''}). Hãy sáp nhập các cơ quan đó trước.`
  throw new Problem('organisation.has-agencies-below', 409, text)
}

/** The main heir and those of a part, each in force on the day, none of them the agency itself. */
async function requireHeirs(trx: Agencies, input: MergeInput, ending: AgencyRow): Promise<void> {
  const heirs: [path: string, code: string][] = [
    ['into', input.into],
    ...input.partial.map((code, index): [string, string] => [`partial.${index}`, code]),
  ]
  const seen = new Set<string>()
  for (const [path, code] of heirs) {
    if (code === input.code) throw invalid(path, `Không thể sáp nhập ${ending.name} vào chính mình.`)
    if (seen.has(code)) throw invalid(path, `Cơ quan ${code} được ghi hai lần.`)
    seen.add(code)
    const heir = await trx
      .selectFrom('organisation.agency')
      .selectAll()
      .where('code', '=', code)
      .forShare()
      .executeTakeFirst()
    if (!heir) throw invalid(path, `Không có cơ quan mã ${code}. Hãy chọn trong danh sách cơ quan.`)
    const inForce = heir.valid_from <= input.at && (heir.valid_to === null || input.at < heir.valid_to)
    if (!inForce)
      throw invalid(
        path,
        `${heir.name} không hoạt động vào ngày ${shownDate(input.at)}; chọn cơ quan đang hoạt động ngày đó.`,
      )
  }
}

/** What officers of the agency did after the day stands in their name: the past is not taken from them. */
async function requireNothingSince(trx: Agencies, { code, at }: MergeInput): Promise<void> {
  const last = await lastActOf(trx, code)
  if (!last) return
  const day = formatDate(dayOf(last.getTime()))
  if (day <= at) return
  const text = `Cán bộ của cơ quan này còn làm việc trên hệ thống đến ngày ${shownDate(day)}; ngày sáp nhập phải từ ngày đó trở đi.`
  throw new Problem('organisation.acted-since', 409, text, [{ path: 'at', message: text }])
}

/** Who took over what; what the release expected of the same day gives way to the decision. */
async function recordSuccessions(trx: Agencies, { code, into, partial, at }: MergeInput): Promise<void> {
  const shared = partial.length > 0
  await trx.deleteFrom('organisation.succession').where('from_code', '=', code).where('at', '=', at).execute()
  await trx
    .insertInto('organisation.succession')
    .values([into, ...partial].map((heir) => ({ from_code: code, to_code: heir, at, partial: shared })))
    .execute()
}
