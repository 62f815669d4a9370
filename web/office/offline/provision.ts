import { dueAt } from '../../../src/blocks/dossier/model/clock.ts'
import type { OfflineProvision } from '../../../src/blocks/dossier/model/offline-taking.ts'
import { termOf } from '../../../src/blocks/dossier/model/projection.ts'
import type { ProcedureRow } from '../../../src/blocks/procedure/contract.ts'
import { SearchIndex } from '../../../src/blocks/procedure/model/search-index.ts'
import { termText } from '../../../src/blocks/procedure/model/term-text.ts'
import { compileCalendar } from '../../../src/kernel/calendar.ts'
import { explainTrace } from '../../../src/kernel/explain-due-date.ts'
import { formatInstant } from '../../../src/kernel/local-time.ts'
import { ask } from '../api.ts'
import type { Procedure } from '../dossier/definition.ts'
import { keepClock, measure, recallClock } from './clock.ts'
import { database, keepProvision, recallProvision } from './store.ts'

type Kept = { at: number; provision: OfflineProvision; procedures: number }
type KeptProcedure = { at: number; procedure: Procedure }
const A_DAY = 86_400_000
const ofProcedure = (code: string) => `procedure:${code}`

/**
 * Takes along what the counter needs without a line, only what has changed since; `told` hears how far it is. Answers how
 * many procedures are there. Errors: ApiProblem; what was taken along before stays usable.
 */
export async function prepare(told: (done: number, of: number) => void, now = Date.now()): Promise<Kept> {
  const sentAt = now
  const began = performance.now()
  const provision = await ask<OfflineProvision>('/offline-intake')
  const clock = measure(provision.serverTime, sentAt, sentAt + (performance.now() - began))
  await keepClock(clock)
  let done = 0
  for (const { code, edition } of provision.procedures) {
    const known = await recallProvision<KeptProcedure>(ofProcedure(code))
    // Which agencies decide it may change with no new edition, so a day later it is asked for again.
    if (!known || known.procedure.edition !== edition || now - known.at > A_DAY)
      await keepProvision(ofProcedure(code), {
        at: now,
        procedure: await ask<Procedure>(`/procedures/${code}`),
      })
    done += 1
    told(done, provision.procedures.length)
  }
  await keepProvision('places', await ask('/places'))
  const kept: Kept = { at: now, provision, procedures: done }
  await keepProvision('provision', kept)
  await dropOthers(new Set(provision.procedures.map(({ code }) => ofProcedure(code))))
  index = null
  return kept
}

async function dropOthers(wanted: ReadonlySet<string>): Promise<void> {
  const db = await database()
  for (const key of await db.getAllKeys('provision'))
    if (key.startsWith('procedure:') && !wanted.has(key)) await db.delete('provision', key)
}

export const prepared = () => recallProvision<Kept>('provision')

/** A procedure as it was when last prepared; null when it was not. */
export async function preparedProcedure(code: string): Promise<Procedure | null> {
  return (await recallProvision<KeptProcedure>(ofProcedure(code)))?.procedure ?? null
}

export const preparedPlaces = <T>() => recallProvision<T>('places')

let index: Promise<{ rows: ProcedureRow[]; words: SearchIndex }> | null = null

async function readIndex() {
  const kept = await prepared()
  const all = await Promise.all((kept?.provision.procedures ?? []).map(({ code }) => preparedProcedure(code)))
  const rows = all
    .filter((each) => each !== null)
    .map(({ code, definition }) => ({
      code,
      title: definition.title,
      field: definition.field,
      onlineLevel: definition.law.onlineLevel,
      term: termText(definition.clock),
      lifeEvents: [],
      offered: true,
    }))
  return {
    rows,
    words: new SearchIndex(
      rows.map(({ title, field, code }) => ({ title: title.vi, more: `${field} ${code}` })),
    ),
  }
}

/** Plain words against what was prepared; without words everything, as it lies. */
export async function findPrepared(query: string): Promise<ProcedureRow[]> {
  index ??= readIndex()
  const { rows, words } = await index
  if (!query.trim()) return rows
  return words.find(query).map(({ at }) => rows[at]!)
}

/** What dossier.previewDue would answer, by the same pure model; the moment is corrected to the server's clock. */
export async function duePreview(
  procedure: Procedure,
  agency: string,
  now = Date.now(),
): Promise<{ firstDueAt: string | null; explained: string[] }> {
  const [kept, clock] = await Promise.all([prepared(), recallClock()])
  if (!kept) return { firstDueAt: null, explained: [] }
  const at = new Date(now + (clock?.offsetMs ?? 0)).toISOString()
  const term = procedure.variants.find((each) => each.agency === agency)?.term
  const rule = term ? { ...procedure.definition.clock, term } : procedure.definition.clock
  const due = dueAt(termOf(rule), [{ kind: 'started', at }], compileCalendar(kept.provision.calendar))
  return {
    firstDueAt: due.firstDueAt ? formatInstant(due.firstDueAt.getTime()) : null,
    explained: explainTrace(due.trace),
  }
}
