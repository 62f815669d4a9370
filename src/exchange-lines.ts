import { buffer } from 'node:stream/consumers'
import {
  keepPortalCode,
  markRegistered,
  markStatus,
  result,
  systemRequest,
  takeFiled,
  takeReply,
  takeSupplement,
  toldDossier,
} from './blocks/dossier/index.ts'
import {
  type ExchangeSystem,
  type Line,
  type OutMessage,
  sentMessage,
  Undelivered,
} from './blocks/message/index.ts'
import { NATIONAL_PORTAL } from './blocks/message/model/exchange.ts'
import type { NationalPortal } from './connectors/national-portal/port.ts'
import type { SystemOfRecord } from './connectors/systems-of-record/port.ts'
import { LineError } from './connectors/token-line.ts'
import { Problem } from './kernel/problem.ts'
import { recordJob } from './platform/audit/record-job.ts'
import { visitor } from './platform/command/actor.ts'
import { canonical, sha256 } from './platform/command/canonical.ts'
import { type House, run } from './platform/command/run.ts'

/** The result's letter is opened for the portal as whoever may read every dossier, and so stands in the audit. */
const RESULT_READER = {
  ...visitor('exchange'),
  kind: 'system' as const,
  account: NATIONAL_PORTAL,
  name: 'Cổng Dịch vụ công quốc gia',
  grants: [{ permission: 'dossier.read', scope: 'all' as const, agency: null }],
  caller: `exchange:${NATIONAL_PORTAL}`,
}
const HAS_RESULT = 9

/** The line to the National Portal: dossiers come in, steps, statuses and results go out. */
export function portalLine(house: House, portal: NationalPortal, clock: () => Date): Line {
  const told = (code: string) => toldDossier(house, code, clock())
  const senders: Record<string, (message: OutMessage) => Promise<void>> = { create, progress, status }
  return {
    system: NATIONAL_PORTAL,

    poll: (cursor) =>
      outside(async () => {
        const { events, cursor: next } = await portal.events(cursor)
        const items = events.map(({ id, kind, code, content }) => ({ id, kind, subject: code, content }))
        return { items, cursor: next }
      }),

    send: (message) => outside(() => senders[message.kind]?.(message) ?? unknownKind(message.kind)),

    take: ({ id, kind, content }) =>
      outside(() =>
        kind === 'filed'
          ? takeFiled(house, portal.readFiled(content), portal.file, clock())
          : takeSupplement(house, id, portal.readSupplement(content), portal.file, clock()),
      ),
  }

  async function portalCode(subject: Awaited<ReturnType<typeof told>>): Promise<string> {
    if (subject.record?.portal_code) return subject.record.portal_code
    const code = await portal.giveCode(subject.dossier)
    await keepPortalCode(house.db, subject.id, code)
    return code
  }

  async function create({ subject: code }: OutMessage): Promise<void> {
    const subject = await told(code)
    const there = await portalCode(subject)
    const fileIds = new Map<string, string>()
    for (const file of subject.dossier.papers.flatMap((paper) => paper.files))
      fileIds.set(file.hash, await portal.upload(there, file, await buffer(house.files.read(file.hash))))
    await portal.create(there, subject.dossier, subject.move(0).status, fileIds)
    await house.db.transaction().execute(async (trx) => {
      await markRegistered(trx, subject.id, clock())
      await recordJob(trx, {
        operation: 'exchange.announce',
        wording: `told the National Portal of dossier ${code}`,
        subjects: [subject.id],
        now: clock(),
      })
    })
  }

  async function progress({ subject: code, content }: OutMessage): Promise<void> {
    const subject = await told(code)
    await portal.progress(await portalCode(subject), subject.move(Number(content.seq)))
  }

  async function status({ subject: code, content }: OutMessage): Promise<void> {
    const subject = await told(code)
    const there = await portalCode(subject)
    const now = Number(content.status)
    const file = now === HAS_RESULT ? await resultThere(there, code) : null
    await portal.status(there, Number(content.seq), now, subject.dossier, file)
    await markStatus(house.db, subject.id, now, clock())
  }

  /** The result's letter, uploaded; null where a dossier ends without one. */
  async function resultThere(there: string, code: string): Promise<string | null> {
    try {
      const { body } = await run(house, result, { code }, { actor: RESULT_READER, now: clock() })
      const bytes = Buffer.from((body as { body: Uint8Array }).body)
      const hash = sha256(bytes).toString('hex')
      return await portal.upload(
        there,
        { hash, name: `${code}-ket-qua.pdf`, mediaType: 'application/pdf' },
        bytes,
      )
    } catch (error) {
      if (error instanceof Problem && [409, 410].includes(error.status)) return null
      throw error
    }
  }
}

/** The line to a system of record: requests go out, its replies come in as the dossier's moves. */
export function recordLine(
  house: House,
  { key }: Pick<ExchangeSystem, 'key'>,
  system: SystemOfRecord,
  clock: () => Date,
): Line {
  return {
    system: key,
    poll: (cursor) =>
      outside(async () => {
        const { items, cursor: next } = await system.decided(cursor)
        const about = async (request: string) => (await sentMessage(house.db, key, request))?.subject ?? null
        const arrivals = items.map(async ({ id, request }) => ({
          id,
          kind: 'reply',
          subject: await about(request),
          content: { request },
        }))
        return { items: await Promise.all(arrivals), cursor: next }
      }),
    send: (message) =>
      outside(async () => {
        if (message.kind !== 'request') return unknownKind(message.kind)
        await system.request(message.id, await systemRequest(house, message.subject, clock()))
      }),
    take: ({ content }) =>
      outside(async () => {
        const request = String(content.request)
        const asked = await sentMessage(house.db, key, request)
        if (!asked)
          throw new Undelivered('refused', `Hệ thống trả lời một yêu cầu ở đây không gửi (${request}).`)
        const reply = await system.reply(request)
        // Said twice in the same words is said once; another number for the same request is another reply.
        const id = `${request}:${sha256(canonical(reply)).toString('hex').slice(0, 16)}`
        await takeReply(
          house,
          key,
          { id, code: asked.subject, seq: Number(asked.content.seq), reply },
          clock(),
        )
        return asked.subject
      }),
  }
}

function unknownKind(kind: string): never {
  throw new Undelivered('refused', `Không biết gửi loại tin “${kind}”.`)
}

/** What a line says of its faults, as the exchange understands it; a refusal of ours will be the same next time. */
async function outside<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof LineError) throw new Undelivered(error.why, error.message, error)
    if (error instanceof Problem && error.status < 500)
      throw new Undelivered('refused', sentenceOf(error), error)
    throw error
  }
}

function sentenceOf({ message, errors }: Problem): string {
  const fields = errors.map(({ path, message: text }) => `${path}: ${text}`).slice(0, 5)
  return errors.length > 1 ? `${message} ${fields.join('; ')}` : message
}
