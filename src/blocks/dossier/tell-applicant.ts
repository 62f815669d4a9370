import { sql } from 'kysely'
import { formatDate, formatMoney, formatTime } from '../../kernel/vietnamese.ts'
import type { Context } from '../../platform/command/declare.ts'
import type { House } from '../../platform/command/run.ts'
import { contactOf } from '../identity/index.ts'
import { hasChannels, type NoticeKind, notify } from '../message/index.ts'
import { agencyTree } from '../organisation/index.ts'
import { partsIn } from '../procedure/model/check-parts.ts'
import type { Definition, Move } from '../procedure/model/definition.ts'
import { feesFor, totalOf } from '../procedure/model/fees.ts'
import { bindingDefinition } from './binding.ts'
import { parentOf } from './joint/links.ts'
import { contentsOf } from './read.ts'
import type { DossierRecord } from './tables.ts'

/** One thing to tell: the effect `effect` of move `seq`; null, what the move is told of though no edition says so. */
export type Telling = { code: string; seq: number; effect: number | null; at: string }

const KINDS: Partial<Record<Move['kind'], NoticeKind>> = {
  accept: 'received',
  askIntakeCorrection: 'correctionAsked',
  sendCorrection: 'correctionAsked',
  refuseIntake: 'refused',
  requestPayment: 'paymentAsked',
  confirmPayment: 'paymentReceived',
  apologise: 'apology',
  sign: 'resultReady',
  systemReply: 'resultReady',
  handOver: 'finished',
  withdraw: 'withdrawn',
  stop: 'stopped',
  reopen: 'reopened',
}

/** What is told of a dossier's first and last step, which editions leave unsaid; by channels only, the page shows the step. */
const UNSAID: Partial<Record<NoticeKind, { vi: string; en: string }>> = {
  submitted: {
    vi: 'Hệ thống đã nhận hồ sơ nộp trực tuyến; Bộ phận Một cửa sẽ kiểm tra và báo lại.',
    en: 'Your online application has arrived; the one-stop desk will check it and let you know.',
  },
  received: {
    vi: 'Hồ sơ đã được tiếp nhận.',
    en: 'Your dossier has been accepted.',
  },
  finished: { vi: 'Kết quả hồ sơ đã được trả.', en: 'The result of your dossier has been handed over.' },
}

/** Tells the applicant what a move says to tell. Doing it twice is doing it once. */
export async function tellApplicant(house: House, telling: Telling, now: Date): Promise<void> {
  const { rows } = await sql<DossierRecord & { move: string }>`
    select d.*, m.move from dossier.dossier d
    join dossier.dossier_move m on m.dossier_id = d.id and m.seq = ${telling.seq}::int
    where d.code = ${telling.code}`.execute(house.db)
  const [row] = rows
  if (!row) return
  const definition = await bindingDefinition(house, row)
  const said = sayingOf(definition, row.move, telling)
  if (!said) return
  const of = await parentOf(house.db, row)
  if (of) return tellOfPart(house, row, of, { ...said, at: new Date(telling.at) }, now)
  await tellAbout(house, row, { ...said, at: new Date(telling.at) }, now, definition)
}

/** Whoever asked once is told under the one code: of a part by its name. */
async function tellOfPart(
  house: House,
  row: DossierRecord,
  { parent, part }: { parent: DossierRecord; part: string },
  { text, event, ...said }: Saying,
  now: Date,
): Promise<void> {
  const joint = await bindingDefinition(house, parent)
  const name = partsIn(joint).find((each) => each.part === part)?.name ?? { vi: row.code }
  const told = { vi: `${name.vi}: ${text.vi}`, en: `${name.en ?? name.vi}: ${text.en ?? text.vi}` }
  await tellAbout(house, parent, { ...said, event: `${part}.${event}`, text: told }, now, joint)
}

function sayingOf(definition: Definition, move: string, { seq, effect }: Telling) {
  const arrow = definition.moves.find((each) => each.key === move)
  const kind: NoticeKind =
    move === 'submit'
      ? 'submitted'
      : move === 'receive'
        ? 'received'
        : (KINDS[arrow?.kind ?? 'claim'] ?? 'news')
  if (effect === null) {
    const text = UNSAID[kind]
    return text ? { kind, event: `${seq}`, text, listed: false } : null
  }
  const drawn = arrow?.effects[effect]
  if (drawn?.kind !== 'notify') return null
  return { kind, event: `${seq}.${effect}`, text: drawn.text, listed: true }
}

/** Has a step told that no edition says to tell: by channels only, so without any there is nothing to do. */
export async function askToTell(
  { send, db, memory }: Pick<Context<unknown>, 'send' | 'db' | 'memory'>,
  step: { code: string; seq: number },
  at: Date,
): Promise<void> {
  if (!(await hasChannels({ db, memory }, at))) return
  await send('dossier.notify', { ...step, effect: null, at: at.toISOString() })
}

export type Saying = {
  kind: NoticeKind
  event: string
  text: { vi: string; en?: string | undefined }
  /** Stands on the tracking page, too. */
  listed: boolean
  at: Date
  /** More placeholders of the kind. */
  data?: Record<string, string>
}

/** Tells the applicant of a dossier something, with the link that shows them all of it: their own contact only. */
export async function tellAbout(
  house: House,
  row: DossierRecord,
  saying: Saying,
  now: Date,
  drawn?: Definition,
): Promise<void> {
  const definition = drawn ?? (await bindingDefinition(house, row))
  const tree = await agencyTree(house)
  await house.db.transaction().execute(async (trx) => {
    const contents = await contentsOf(trx, row.id)
    const { email, phone } = contents.applicant ?? {}
    const account = row.applicant_account
    const own = account === null ? null : await contactOf(trx, account)
    const due = row.rescheduled_due_at ?? row.first_due_at
    const asked = saying.kind === 'paymentAsked' ? totalOf(feesFor(definition, null, contents.answers)) : null
    await notify(
      { sql: trx, send: house.jobs.sender(trx), now },
      {
        subject: row.code,
        event: saying.event,
        kind: saying.kind,
        to: {
          owner: `dossier:${row.code}`,
          account,
          email: textOf(email) ?? own?.email ?? null,
          phone: textOf(phone) ?? own?.phone ?? null,
        },
        data: {
          code: row.code,
          text: saying.text.vi,
          procedure: definition.title.vi,
          agency: tree.nameOf(row.agency),
          ...(due && { due: `${formatTime(due)} ngày ${formatDate(due)}` }),
          ...(asked && { amount: formatMoney(asked) }),
          ...saying.data,
        },
        dataEn: {
          text: saying.text.en ?? saying.text.vi,
          ...(definition.title.en && { procedure: definition.title.en }),
          ...(due && { due: `${formatTime(due)} on ${formatDate(due)}` }),
        },
        link: `${house.publicUrl}/tra-cuu?ma=${row.code}&khoa=${row.check_secret}`,
        text: saying.listed ? saying.text : null,
        at: saying.at,
      },
    )
  })
}

const textOf = (value: unknown) => (typeof value === 'string' && value.trim() ? value : null)
