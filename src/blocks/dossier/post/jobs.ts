import { type Kysely, sql as raw } from 'kysely'
import { type House, run } from '../../../platform/command/run.ts'
import type { JobHandler } from '../../../platform/jobs/jobs.ts'
import { agencyTree } from '../../organisation/index.ts'
import { type Carrier, CarrierRefused, type Party } from '../model/parcel.ts'
import type { DossierRecord } from '../tables.ts'
import { tellAbout } from '../tell-applicant.ts'
import { deskParty, type ParcelRead } from './parcels.ts'
import { recordParcel } from './report-parcel.ts'
import type { PostTables } from './tables.ts'
import { CARRIER_ACTOR } from './take-events.ts'

export const POST_QUEUES = [
  'post.announce',
  'post.handOver',
  'post.cancel',
  'post.poll',
  'post.tell',
] as const

const MINUTE = 60_000
/** A parcel of which nothing was heard this long is asked after. */
const SILENT = 2 * 60 * MINUTE
const POLL_MOST = 200

/** What goes between the house and the carrier, beside the calls of people; each is safe to do twice. */
export function postJobs(house: House, carrier: Carrier | null): JobHandler[] {
  const asked = () => {
    if (!carrier) throw new Error('this installation has no carrier')
    return carrier
  }
  return [
    { queue: 'post.announce', work: ({ id }: { id: string }) => announce(house, asked(), id) },
    {
      queue: 'post.handOver',
      async work({ id }: { id: string }) {
        const { rows } = await raw<{ batch: string; number: string }>`
          select b.number as batch, p.number from dossier.parcel_batch b join dossier.parcel p on p.batch = b.id
          where b.id = ${id} order by p.number`.execute(house.db)
        if (rows[0])
          await asked().handOver(
            rows[0].batch,
            rows.map(({ number }) => number),
          )
      },
    },
    { queue: 'post.cancel', work: ({ number }: { number: string }) => asked().cancel(number) },
    {
      queue: 'post.poll',
      cron: '*/15 * * * *',
      /** Reports get lost on the line: parcels of which nothing was heard are asked after. */
      async work(_data, at) {
        if (carrier) await poll(house, carrier, at)
      },
    },
    {
      queue: 'post.tell',
      work: ({ id, kind, at }: { id: string; kind: 'parcelSent' | 'parcelReturned'; at: string }, now) =>
        tell(house, id, kind, new Date(at), now),
    },
  ]
}

/** Asks the carrier for a number. One that it refuses is called off with its reason, for the desk to see. */
async function announce(house: House, carrier: Carrier, id: string): Promise<void> {
  const { rows } = await raw<ParcelRead & Party>`
    select p.*, a.name, a.phone, a.address from dossier.parcel p join dossier.parcel_address a on a.parcel = p.id
    where p.id = ${id} and p.state = 'asked'`.execute(house.db)
  const [row] = rows
  if (!row) return
  const person: Party = { name: row.name, phone: row.phone, address: row.address }
  const desk = await deskParty(house, row.desk)
  const out = row.direction === 'out'
  try {
    const { number } = await carrier.create({
      reference: id,
      sender: out ? desk : person,
      recipient: out ? person : desk,
      pickUp: row.pick_up,
      paidBy: out ? 'recipient' : 'sender',
    })
    await (house.db as Kysely<PostTables>)
      .updateTable('dossier.parcel')
      .set({ number, state: 'created' })
      .where('id', '=', id)
      .where('state', '=', 'asked')
      .execute()
  } catch (error) {
    if (!(error instanceof CarrierRefused)) throw error
    await raw`update dossier.parcel set state = 'cancelled', reason = ${`Bưu chính không nhận: ${error.message}`.slice(0, 300)}
      where id = ${id} and state = 'asked'`.execute(house.db)
  }
}

async function poll(house: House, carrier: Carrier, at: Date): Promise<void> {
  const { rows } = await raw<{ number: string }>`
    select number from dossier.parcel where number is not null and settled_at is null
      and state in ('created', 'handedOver', 'moving', 'returning') and (state <> 'created' or pick_up)
      and moved_at < ${new Date(at.getTime() - SILENT)}
    order by moved_at limit ${POLL_MOST}`.execute(house.db)
  for (const { number } of rows) {
    const events = await carrier.eventsOf(number).catch((error: Error) => {
      house.log.warn({ number, err: error.message }, 'a parcel could not be asked after')
      return []
    })
    if (events.length === 0) continue
    await run(house, recordParcel, { number, events }, { actor: CARRIER_ACTOR, now: at })
  }
}

async function tell(
  house: House,
  id: string,
  kind: 'parcelSent' | 'parcelReturned',
  at: Date,
  now: Date,
): Promise<void> {
  const { rows } = await raw<DossierRecord & { parcel_number: string | null; parcel_reason: string | null }>`
    select d.*, p.number as parcel_number, p.reason as parcel_reason
    from dossier.parcel p join dossier.dossier d on d.id = p.dossier_id where p.id = ${id}`.execute(house.db)
  const [row] = rows
  if (!row) return
  const number = row.parcel_number ?? ''
  const reason = row.parcel_reason ?? 'không phát được'
  const tree = await agencyTree(house)
  const text =
    kind === 'parcelSent'
      ? {
          vi: `Kết quả đã giao cho bưu chính, số bưu gửi ${number}.`,
          en: `The result is in the post, number ${number}.`,
        }
      : {
          vi: `Bưu chính chưa phát được kết quả (${reason}). Xin liên hệ nơi trả kết quả để gửi lại hoặc đến nhận.`,
          en: 'The post could not deliver the result. Please contact the desk to have it sent again, or come for it.',
        }
  await tellAbout(
    house,
    row,
    {
      kind,
      event: `parcel.${id}.${kind}`,
      text,
      listed: true,
      at,
      data: { number, reason, agency: tree.nameOf(row.return_desk) },
    },
    now,
  )
}
