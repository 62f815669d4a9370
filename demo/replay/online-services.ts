import { readFileSync } from 'node:fs'
import { shippedProcedures } from '../../src/areas/read-areas.ts'
import type { DraftContent, RecordLevelsInput } from '../../src/blocks/procedure/contract.ts'
import {
  findDrafts,
  getDraft,
  importProcedures,
  levelsOn,
  publish,
  recordOnlineLevels,
  saveDraft,
  submitDraft,
} from '../../src/blocks/procedure/index.ts'
import { dayOf, formatDate } from '../../src/kernel/local-time.ts'
import { ask, type House } from '../../src/platform/command/run.ts'
import type { Cast } from '../play/cast.ts'
import { decidersOf } from './deciders.ts'
import { PERIOD, SERVICES } from './figures.ts'

export type Entry = {
  code: string
  name: string
  field: string
  level: string
  time_limit_value?: number
  time_limit_unit?: string
}
type Level = 2 | 3 | 4
/** A service that the replay puts into force from the catalogue's own draft. */
export type LightEdition = Entry & { onlineLevel: 3 | 4 }
type Registered = (typeof RecordLevelsInput)['_output']['levels']

/** Before the levels of 2022 had their new names. */
const UNTIL = '2022-08-15'
const SINCE = '2021-01-01'
const ASSUMED =
  'Mức độ giả định cho chạy lại: bài báo ngày 10/10/2022 chỉ nêu tổng 444 + 66 + 917, không nêu từng thủ tục'
const PLACEHOLDER = `Mã giữ chỗ, không phải thủ tục thật. ${ASSUMED}`

const DECISION = { number: 'Quyết định giả định cho chạy lại', date: SINCE }

export function nationalCatalogue(): { meta: object; procedures: Entry[] } {
  return JSON.parse(readFileSync(new URL('../catalogue/national.json', import.meta.url), 'utf8'))
}

/**
 * Which entries of the catalogue become editions of their own, so that with the release's packs exactly as many services
 * of level 3 and 4 can have dossiers as the article counts: the province's first, then those of communes, by code. Pure.
 */
export function lightEditions(
  entries: readonly Entry[],
  packs: ReadonlyMap<string, Level>,
  shipped: ReadonlySet<string> = shippedCodes(),
): LightEdition[] {
  const missing = {
    3: SERVICES.level3WithDossiers - countOf(packs, 3),
    4: SERVICES.level4WithDossiers - countOf(packs, 4),
  }
  // Without a term nothing could be early or late.
  const free = entries.filter(
    (entry) =>
      !packs.has(entry.code) && !shipped.has(entry.code) && entry.time_limit_value && entry.time_limit_unit,
  )
  const above = (entry: Entry) => (decidersOf(entry).agencies.length > 0 ? 0 : 1)
  const chosen = [...free]
    .sort((a, b) => above(a) - above(b) || (a.code < b.code ? -1 : 1))
    .slice(0, missing[3] + missing[4])
  if (missing[3] < 0 || missing[4] < 0 || chosen.length < missing[3] + missing[4])
    throw new RangeError(
      'the catalogue and the packs together do not give as many services as the article counts',
    )
  return chosen.map((entry, n) => ({ ...entry, onlineLevel: n < missing[3] ? 3 : 4 }))
}

/** The draft as the official of 2022 decides it: who decides, at which level. Pure. */
export function decided(content: DraftContent, edition: LightEdition): DraftContent {
  const { definition } = content
  const onlineLevel = edition.onlineLevel === 4 ? 'full' : 'partial'
  return {
    ...content,
    competent: decidersOf(edition),
    definition: { ...definition, law: { ...definition.law, onlineLevel, level2022: edition.onlineLevel } },
  }
}

/** The levels of every other service: the catalogue's own codes first, then codes that only hold a place. Pure. */
export function otherServices(entries: readonly Entry[], taken: ReadonlyMap<string, Level>): Registered {
  const codes = entries.map((entry) => entry.code).filter((code) => !taken.has(code))
  const rows: Registered = []
  let place = 0
  for (const level of [2, 3, 4] as const) {
    const wanted = SERVICES[`level${level}`] - countOf(taken, level)
    for (let n = 0; n < wanted; n += 1) {
      const real = codes.shift()
      place += real ? 0 : 1
      rows.push({
        procedure: real ?? `9.${String(place).padStart(6, '0')}`,
        level: `${level}`,
        from: SINCE,
        to: UNTIL,
        decision: real ? ASSUMED : PLACEHOLDER,
      })
    }
  }
  return rows
}

/**
 * Makes the province of 2022 offer the article's 1,427 online services: the national catalogue imported, the drafts it
 * made decided, submitted and published by two people, the rest put down by their level alone. What an earlier run has
 * already done is passed over.
 */
export async function openServices(house: House, cast: Cast, editions: number, now: Date): Promise<void> {
  if ((await levelsOn(house.db, PERIOD.from)).size >= SERVICES.total) return
  const file = nationalCatalogue()
  const designer = { actor: cast.who('H60', 'designer'), now }
  const approver = { actor: cast.who('H60', 'approver'), now }
  await ask(house, importProcedures, file, designer)
  for (const edition of lightEditions(file.procedures, shippedLevels()).slice(0, editions))
    await putIntoForce(house, edition, { designer, approver })
  const taken = new Map<string, Level>()
  for (const [code, level] of await levelsOn(house.db, PERIOD.from)) taken.set(code, Number(level) as Level)
  await ask(house, recordOnlineLevels, { levels: otherServices(file.procedures, taken) }, designer)
}

/** What the release ships itself, also of later years: it has its own editions and gets none of the catalogue's. */
function shippedCodes(): Set<string> {
  return new Set((shippedProcedures().packs as { code: string }[]).map(({ code }) => code))
}

/** The levels of 2022 that the release's packs bring. */
export function shippedLevels(): Map<string, Level> {
  type Shipped = { code: string; definition: { law: { level2022?: Level } } }
  const packs = shippedProcedures().packs as Shipped[]
  return new Map(
    packs.flatMap(({ code, definition: { law } }) => (law.level2022 ? [[code, law.level2022] as const] : [])),
  )
}

function countOf(levels: ReadonlyMap<string, Level>, wanted: Level): number {
  return [...levels.values()].filter((level) => level === wanted).length
}

type Hand = { actor: ReturnType<Cast['who']>; now: Date }

async function putIntoForce(
  house: House,
  edition: LightEdition,
  { designer, approver }: { designer: Hand; approver: Hand },
): Promise<void> {
  const { items } = await ask(house, findDrafts, { procedure: edition.code }, designer)
  const row = items.find((each) => each.origin === 'catalogue' && each.status !== 'discarded')
  if (!row) throw new Error(`the import made no draft of ${edition.code}`)
  let { version, status } = row
  const { id } = row
  if (status === 'editing') {
    const { content } = await ask(house, getDraft, { id }, designer)
    const saved = await ask(house, saveDraft, { id, version, content: decided(content, edition) }, designer)
    const submitted = await ask(
      house,
      submitDraft,
      {
        id,
        version: saved.version,
        validFrom: formatDate(dayOf(designer.now.getTime())),
        decision: DECISION,
      },
      designer,
    )
    version = submitted.version
    status = submitted.status
  }
  if (status === 'submitted') await ask(house, publish, { id, version }, approver)
}
