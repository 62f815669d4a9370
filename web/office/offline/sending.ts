import { ApiProblem, ask, send, sentence, upload, uuid } from '../api.ts'
import type { Issued } from '../intake/parts.ts'
import { measure } from './clock.ts'
import { type Entry, entries, heldFile, putEntry } from './entries.ts'

type Answer = Issued & { offline?: { told: string | null } }
/** Why sending stopped before the end; null when all was sent or refused for reasons of its own. */
export type Stopped = { why: 'line' | 'signed-out' | 'busy' | 'other'; sentence: string } | null

/**
 * Sends what waits, oldest first, one after another, and in one tab only. An entry loses its content only when the answer
 * with the provincial code is there; one that is refused stays with the reason. Whatever stops it, it can be called again.
 */
export async function sendWaiting(told: () => void): Promise<Stopped> {
  return navigator.locks.request('tan-trao.offline.sending', { ifAvailable: true }, async (held) => {
    if (!held) return null
    const offset = await offsetNow()
    if (typeof offset !== 'number') return offset
    for (const entry of await entries()) {
      if (entry.status !== 'waiting') continue
      const stopped = await sendOne(entry, offset)
      told()
      if (stopped) return stopped
    }
    return null
  })
}

/** Measured anew, so that the server sees whether the clock was set meanwhile. */
async function offsetNow(): Promise<number | Stopped> {
  const sentAt = Date.now()
  try {
    const { serverTime } = await ask<{ serverTime: string }>('/offline-intake')
    return measure(serverTime, sentAt, Date.now()).offsetMs
  } catch (error) {
    return stop(error)
  }
}

async function sendOne(entry: Entry, offsetWhenSentMs: number): Promise<Stopped> {
  try {
    const ready = entry.sending ? entry : await fixed(entry, offsetWhenSentMs)
    await coded(ready, await receive(ready))
    return null
  } catch (error) {
    if (!(error instanceof ApiProblem) || !isRefusal(error)) return stop(error)
    const { message: detail, errors } = error
    await putEntry({ ...entry, status: 'refused', sending: null, refused: { detail, errors } })
    return null
  }
}

/** Files first, then the body that every repeat must equal. */
async function fixed(entry: Entry, offsetWhenSentMs: number): Promise<Entry> {
  const named = new Map<string, string>()
  for (const { hash, name, mediaType } of entry.files) {
    const bytes = await heldFile(hash)
    if (bytes) named.set(hash, (await upload(new File([bytes], name, { type: mediaType }))).hash)
  }
  const { device, localNumber, takenAt, offsetMs } = entry
  const input = entry.input ?? {}
  const body = {
    ...input,
    documents: ((input.documents ?? []) as { files: string[] }[]).map((paper) => ({
      ...paper,
      files: paper.files.map((hash) => named.get(hash) ?? hash),
    })),
    offline: { device, localNumber, at: takenAt, offsetMs, offsetWhenSentMs },
  }
  const next = { ...entry, sending: { key: `offline.${uuid()}`, body } }
  await putEntry(next)
  return next
}

async function receive({ id, sending }: Entry): Promise<Answer> {
  const { key, body } = sending!
  try {
    return await send<Answer>('/api/dossiers/received', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    })
  } catch (error) {
    // It had arrived, by a sending whose answer was lost: what it became is asked for by its id.
    if (error instanceof ApiProblem && ARRIVED.has(error.code)) return ask<Answer>(`/dossiers/received/${id}`)
    throw error
  }
}
const ARRIVED = new Set(['dossier.already-exists', 'idempotency.conflict'])

/** The acknowledged answer is written down in the same breath in which the content goes. */
async function coded(entry: Entry, answer: Answer): Promise<void> {
  const { offline, ...issued } = answer
  await putEntry({
    ...entry,
    status: 'coded',
    intake: null,
    input: null,
    files: [],
    sending: null,
    refused: null,
    issued: { ...issued, told: offline?.told ?? null },
  })
}

/** What the dossier itself must be mended for; all else is the line, the session or the server, and is tried again. */
function isRefusal({ status }: ApiProblem): boolean {
  return status === 422 || status === 404 || status === 409 || status === 413 || status === 400
}

function stop(error: unknown): Stopped {
  const status = error instanceof ApiProblem ? error.status : -1
  const why = status === 0 ? 'line' : status === 401 ? 'signed-out' : status === 429 ? 'busy' : 'other'
  return { why, sentence: error instanceof Error && status === -1 ? error.message : sentence(error) }
}
