import { fileURLToPath } from 'node:url'
import { sql as raw } from 'kysely'
import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { formatDate, formatTime } from '../../../kernel/vietnamese.ts'
import { Hidden } from '../../../platform/access/hidden.ts'
import { query } from '../../../platform/command/declare.ts'
import { compilePdf } from '../../../platform/pdf/typst.ts'
import { qrSvg } from '../../document/index.ts'
import { agencyTree, seats } from '../../organisation/index.ts'
import type { Party } from '../model/parcel.ts'
import { localDay } from '../seat.ts'
import { deskParty, desksOf, type ParcelRead, POST } from './parcels.ts'

const template = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const pdf = (fileName: string, body: Uint8Array) => ({
  contentType: 'application/pdf',
  fileName,
  body,
  inline: true,
})

/** A parcel's label, A6. Errors: post.not-found 404, post.no-number 409, dossier.erased 410. */
export const parcelLabel = query({
  name: 'post.label',
  route: 'GET /parcels/{id}/label',
  summary: 'Nhãn bưu gửi (PDF khổ A6)',
  input: z.strictObject({ id: z.uuid() }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: POST,
  audit: ({ id }) => `printed the label of parcel ${id}`,
  async run(context) {
    const { sql, input, actor, now, subjects } = context
    const { rows } = await raw<ParcelRead & { code: string | null; to: Party | null }>`
      select p.*, d.code, case when a.parcel is null then null
        else json_build_object('name', a.name, 'phone', a.phone, 'address', a.address) end as to
      from dossier.parcel p left join dossier.dossier d on d.id = p.dossier_id
      left join dossier.parcel_address a on a.parcel = p.id where p.id = ${input.id}`.execute(sql)
    const desks = await desksOf(context, actor)
    const [parcel] = rows
    if (!parcel || (desks && !desks.includes(parcel.desk)))
      throw new Hidden('post.not-found', 404, 'Không có bưu gửi này trong phạm vi của bạn.')
    if (!parcel.number)
      throw new Problem(
        'post.no-number',
        409,
        'Bưu chính chưa cấp số cho bưu gửi này. Hãy đợi một lát rồi in.',
      )
    if (!parcel.to)
      throw new Problem('dossier.erased', 410, 'Địa chỉ đã xóa theo thời hạn lưu nên không in lại nhãn được.')
    if (parcel.dossier_id) subjects.add(parcel.dossier_id)
    const desk = await deskParty(context, parcel.desk)
    const out = parcel.direction === 'out'
    const data = {
      number: parcel.number,
      code: parcel.code ?? '',
      qr: qrSvg(parcel.number),
      sender: out ? desk : parcel.to,
      recipient: out ? parcel.to : desk,
      paidBy: out ? 'recipient' : 'sender',
    }
    const body = await compilePdf({ template: template('label.typ'), data, madeAt: now })
    return pdf(`nhan-${parcel.number}.pdf`, body)
  },
})

/** The list that desk and postman sign. Errors: post.not-found 404. */
export const parcelBatch = query({
  name: 'post.batch',
  route: 'GET /parcel-batches/{number}',
  summary: 'Danh sách bàn giao bưu chính (PDF)',
  input: z.strictObject({ number: z.string().max(60) }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: POST,
  audit: ({ number }) => `printed the list ${number} of parcels`,
  async run(context) {
    const { sql, input, actor, now, subjects } = context
    const { rows: batches } = await raw<{ id: string; desk: string; at: Date; by: string | null }>`
      select id, desk, at, by from dossier.parcel_batch where number = ${input.number}`.execute(sql)
    const desks = await desksOf(context, actor)
    const [batch] = batches
    if (!batch || (desks && !desks.includes(batch.desk)))
      throw new Hidden('post.not-found', 404, 'Không có danh sách bàn giao này trong phạm vi của bạn.')
    const { rows } = await raw<{ id: string; number: string; code: string } & Party>`
      select d.id, p.number, d.code, coalesce(a.name, '') as name, coalesce(a.phone, '') as phone,
        coalesce(a.address, '') as address
      from dossier.parcel p join dossier.dossier d on d.id = p.dossier_id
      left join dossier.parcel_address a on a.parcel = p.id where p.batch = ${batch.id} order by p.number`.execute(
      sql,
    )
    for (const { id } of rows) subjects.add(id)
    const tree = await agencyTree(context)
    const holder = batch.by ? (await seats(context, localDay(batch.at))).get(batch.by)?.holder : null
    const data = {
      number: input.number,
      desk: tree.nameOf(batch.desk),
      at: `${formatTime(batch.at)} ngày ${formatDate(batch.at)}`,
      by: holder ?? '',
      parcels: rows.map(({ number, name, address, code }) => ({ number, name, address, code })),
    }
    const body = await compilePdf({ template: template('batch.typ'), data, madeAt: now })
    return pdf(`${input.number}.pdf`, body)
  },
})
