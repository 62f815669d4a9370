import { type Kysely, sql as raw } from 'kysely'
import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { requireSecret } from '../check.ts'
import { Code } from '../contract.ts'
import { ParcelView, type Party, TrackedParcel } from '../model/parcel.ts'
import { lockDossier, notFound, outOfReach } from '../read.ts'
import type { DossierRecord } from '../tables.ts'
import { requireCarrier } from './carrier-settings.ts'
import {
  applicantParty,
  desksOf,
  lockParcel,
  type ParcelRead,
  POST,
  parcelViews,
  trackedParcels,
} from './parcels.ts'
import type { PostTables } from './tables.ts'

export const PartyInput = z.strictObject({
  name: z.string().trim().min(2, 'Ghi họ và tên').max(200),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s.()-]{9,20}$/, 'Số điện thoại gồm 9 đến 15 chữ số, để bưu tá gọi'),
  address: z.string().trim().min(8, 'Ghi địa chỉ đủ để bưu tá tìm được: số nhà, thôn, xã').max(500),
})

/**
 * Has a result sent home by post: the carrier is asked for a number, with which the label is printed. To the address of
 * the application, or another that the applicant gave since. Errors: dossier.not-found 404, post.not-ready 409 (no result
 * yet, or already handed over), post.under-way 409, post.no-carrier 409, request.invalid 422 naming the address.
 */
export const sendParcel = command({
  name: 'post.send',
  route: 'POST /dossiers/{code}/parcels',
  summary: 'Lập bưu gửi để trả kết quả hồ sơ qua bưu chính',
  input: z.strictObject({ code: Code, recipient: PartyInput.optional() }),
  output: ParcelView,
  permission: POST,
  answers: 201,
  audit: ({ code }) => `prepared a parcel of dossier ${code}`,
  async run(context) {
    const { sql, input, subjects } = context
    const row = await lockDossier(sql, input.code)
    await requireDesk(context, row)
    await requireCarrier(sql)
    if (row.status !== 9 || row.returned_at !== null)
      throw new Problem(
        'post.not-ready',
        409,
        row.returned_at
          ? 'Kết quả hồ sơ này đã trả nên không gửi nữa.'
          : 'Hồ sơ chưa có kết quả nên chưa gửi bưu chính được.',
      )
    subjects.add(row.id)
    const recipient = input.recipient ?? (await storedParty(sql, row))
    const parcel = await makeParcel(context, {
      dossierId: row.id,
      direction: 'out',
      desk: row.return_desk,
      pickUp: false,
      party: recipient,
    })
    return (await parcelViews(context, [parcel]))[0]!
  },
})

/**
 * The applicant has papers fetched at their door and brought to the desk: signed in, or with the receipt's own secret.
 * Errors: dossier.not-found 404, request.too-many 429, post.closed 409, post.under-way 409, post.no-carrier 409.
 */
export const askPickUp = command({
  name: 'post.askPickUp',
  route: 'POST /dossiers/{code}/pick-ups',
  summary: 'Người nộp xin bưu chính đến nhà lấy giấy tờ',
  input: z.strictObject({ code: Code, check: z.string().max(100).optional(), sender: PartyInput }),
  output: z.object({ items: z.array(TrackedParcel) }),
  permission: 'public',
  answers: 201,
  audit: ({ code }) => `asked the post to fetch papers of dossier ${code}`,
  async run(context) {
    const { sql, input, actor, subjects } = context
    const row = await lockDossier(sql, input.code)
    const own = row.applicant_account !== null && row.applicant_account === actor.account
    if (!own && input.check === undefined) throw outOfReach(input.code)
    if (!own) await requireSecret(context, row, input.check ?? '')
    await requireCarrier(sql)
    if (row.status >= 9 || row.phase === 'closed')
      throw new Problem('post.closed', 409, 'Hồ sơ đã giải quyết xong nên không cần gửi thêm giấy tờ.')
    const { rows } = await raw`select 1 from dossier.parcel
      where dossier_id = ${row.id} and direction = 'in' and state in ('asked', 'created', 'handedOver', 'moving')`.execute(
      sql,
    )
    if (rows.length > 0) throw underWay('Đã có một lần xin lấy giấy tờ đang được thực hiện.')
    subjects.add(row.id)
    await makeParcel(context, {
      dossierId: row.id,
      direction: 'in',
      desk: row.desk,
      pickUp: true,
      party: input.sender,
    })
    return { items: await trackedParcels(sql, row.id) }
  },
})

/** Calls off a parcel that has not left. Errors: post.not-found 404, post.has-left 409. */
export const cancelParcel = command({
  name: 'post.cancel',
  route: 'POST /parcels/{id}/cancel',
  summary: 'Hủy một bưu gửi chưa giao cho bưu chính',
  input: z.strictObject({ id: z.uuid() }),
  output: ParcelView,
  permission: POST,
  audit: ({ id }) => `called parcel ${id} off`,
  async run(context) {
    const { sql, send, now } = context
    const parcel = await lockParcel(context, context.input.id)
    if (parcel.state !== 'asked' && parcel.state !== 'created')
      throw new Problem('post.has-left', 409, 'Bưu gửi đã giao cho bưu chính nên không hủy được.')
    await raw`update dossier.parcel set state = 'cancelled', moved_at = ${now}, settled_at = ${now}
      where id = ${parcel.id}`.execute(sql)
    if (parcel.number) await send('post.cancel', { number: parcel.number })
    const after = { ...parcel, state: 'cancelled' as const, moved_at: now, settled_at: now }
    return (await parcelViews(context, [after]))[0]!
  },
})

async function requireDesk(context: Context<unknown>, row: DossierRecord): Promise<void> {
  const desks = await desksOf(context, context.actor)
  if (desks && !desks.includes(row.return_desk)) throw notFound(row.code)
}

async function storedParty(sql: Kysely<any>, row: DossierRecord): Promise<Party> {
  const party = await applicantParty(sql, row.id)
  const read = PartyInput.safeParse(party)
  if (read.success) return read.data
  const field = String(read.error.issues[0]?.path[0] ?? 'address')
  throw invalid(
    `recipient.${field}`,
    'Người nộp chưa khai đủ họ tên, số điện thoại, địa chỉ để gửi bưu chính. Hãy nhập địa chỉ nhận rồi gửi.',
  )
}

type NewParcel = {
  dossierId: string
  direction: 'in' | 'out'
  desk: string
  pickUp: boolean
  party: Party
}

async function makeParcel(context: Context<unknown>, made: NewParcel): Promise<ParcelRead> {
  const { sql, now, actor, send } = context
  const tables = sql as Kysely<PostTables>
  const parcel = await tables
    .insertInto('dossier.parcel')
    .values({
      dossier_id: made.dossierId,
      direction: made.direction,
      desk: made.desk,
      number: null,
      state: 'asked',
      pick_up: made.pickUp,
      made_at: now,
      made_by: actor.position,
      moved_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
    .catch((error: { code?: string }) => {
      if (error.code !== '23505') throw error
      throw underWay('Kết quả hồ sơ này đã có một bưu gửi đang đi.')
    })
  await tables
    .insertInto('dossier.parcel_address')
    .values({ parcel: parcel.id, ...made.party })
    .execute()
  await send('post.announce', { id: parcel.id })
  return parcel
}

const underWay = (text: string) => new Problem('post.under-way', 409, `${text} Hãy tải lại trang.`)
