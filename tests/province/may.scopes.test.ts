import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '../../src/platform/command/actor.ts'
import { at, openWorld, type World } from './world.ts'

/**
 * Who may do what: one dossier of H60.07, received at the desk of a commune (H60.37.03) and lying with
 * H60.07/specialist-1; one table to read from top to bottom. `yes`, or the status of the refusal: 404 hides what
 * belongs to another, 403 refuses a verb, 401 asks to sign in.
 */
const PEOPLE = {
  specialist: 'H60.07/specialist-1',
  colleague: 'H60.07/specialist-2',
  head: 'H60.07/head',
  leader: 'H60.07/leader',
  counter: 'H60.07/counter',
  desk: 'H60.37.03/counter',
  otherDesk: 'H60.37.01/counter',
  district: 'H60.37/leader',
  otherLeader: 'H60.03/leader',
  director: 'H60.01.01/director',
  chairman: 'H60/chairman',
  office: 'H60/office',
  administrator: 'H60/administrator',
} as const
type Who = keyof typeof PEOPLE | 'system' | 'reader' | 'visitor'
/** 409 and 422: they may, but not this, from where it stands. */
type May = 'yes' | 401 | 403 | 404 | 409 | 422
const ALL: Who[] = [...(Object.keys(PEOPLE) as (keyof typeof PEOPLE)[]), 'system', 'reader', 'visitor']

let world: World
let code = ''
let hash = ''
beforeAll(async () => {
  world = await openWorld()
  const bytes = Buffer.from('%PDF-1.4\n% giấy thử\n')
  const stored = await world.house.files.put(bytes, 'giay.pdf')
  hash = stored.hash
  await world.ask(PEOPLE.desk, 'document.upload', { file: { ...stored, name: 'giay.pdf' } })
  const input = await world.goodInput('1.001686', 'H60.07')
  const documents = input.documents.map((paper) => ({ ...paper, files: [hash] }))
  const receipt = await world.ask(PEOPLE.desk, 'dossier.receive', { ...input, documents })
  code = receipt.code
  await world.ask(PEOPLE.desk, 'dossier.move', { code, move: 'transfer' })
  await world.ask(PEOPLE.head, 'dossier.move', { code, move: 'assign', assignee: PEOPLE.specialist })
})
afterAll(() => world?.close())

async function actorOf(who: Who): Promise<Actor> {
  if (who === 'visitor') return world.visitor()
  if (who === 'system') return world.system
  if (who === 'reader')
    return { ...world.system, grants: [{ permission: 'dossier.read', scope: 'all', agency: null }] }
  return world.seat(PEOPLE[who])
}

async function outcome(who: Who, name: string, input: object): Promise<unknown> {
  try {
    await world.ask(await actorOf(who), name, input, { now: at('17:00') })
    return 'yes'
  } catch (error) {
    const { status } = error as { status?: number }
    if (!status) throw error
    return status
  }
}

/** Everybody not named in `may` gets `others`; a visitor is asked to sign in unless named. */
function scopes(name: string, input: () => object, may: Partial<Record<Who, May>>, others: May) {
  test(name, async () => {
    const expected: Record<string, unknown> = {}
    const found: Record<string, unknown> = {}
    for (const who of ALL) {
      expected[who] = may[who] ?? (who === 'visitor' ? 401 : others)
      found[who] = await outcome(who, name, input())
    }
    expect(found).toEqual(expected)
  })
}

const READERS = {
  specialist: 'yes',
  colleague: 'yes',
  head: 'yes',
  leader: 'yes',
  counter: 'yes',
  desk: 'yes',
  // The district stands above its communes: their desk is within its sight.
  district: 'yes',
  director: 'yes',
  chairman: 'yes',
  reader: 'yes',
  administrator: 403,
  system: 403,
} as const
const code_ = () => ({ code })

describe('reading one dossier', () => {
  for (const name of ['dossier.get', 'dossier.history', 'dossier.explainDueDate'])
    scopes(name, code_, READERS, 404)
  // Who plays no part in it sees no papers before they say why they must.
  const WORKERS = { ...READERS, chairman: 403, colleague: 403, director: 403, district: 403 } as const
  scopes('dossier.file', () => ({ code, hash }), WORKERS, 404)
  // Letters are for the applicant too, by the receipt's secret: without it a visitor learns nothing.
  for (const name of ['dossier.receipt'])
    scopes(name, code_, { ...WORKERS, administrator: 404, system: 404, visitor: 404 }, 404)
})

test('dossier.find lists it to exactly those who may read it', async () => {
  for (const who of ALL) {
    const may = (READERS as Partial<Record<Who, May>>)[who] === 'yes'
    const found = await world.ask(await actorOf(who), 'dossier.find', { q: code }, { now: at('17:00') }).then(
      (answer) => answer.items.length,
      (problem) => problem.status,
    )
    expect(found, who).toBe(
      may ? 1 : who === 'visitor' ? 401 : ['administrator', 'system'].includes(who) ? 403 : 0,
    )
  }
})

const everyReader = (may: May) =>
  Object.fromEntries(Object.entries(READERS).map(([who, reads]) => [who, reads === 'yes' ? may : reads]))
const NO_MOVES = { director: 403, reader: 403, administrator: 403 } as const

describe('working on it', () => {
  const apologise = () => ({
    code,
    move: 'apologiseSigning',
    note: 'thử',
    dueAt: '2022-06-30T17:00:00+07:00',
  })
  // Not drawn from where it stands: whoever sees the dossier is told why, nobody else that it exists.
  scopes('dossier.move', apologise, { ...everyReader(409), ...NO_MOVES, system: 409 }, 404)
  const nowhere = () => ({ code, items: [{ path: 'answers.nowhere', note: 'không có' }] })
  scopes('dossier.requestCorrection', nowhere, { ...everyReader(422), ...NO_MOVES, system: 422 }, 404)
  scopes('dossier.answerCorrection', () => ({ code }), { counter: 409, desk: 409, visitor: 404 }, 404)
  scopes('dossier.withdraw', () => ({ code }), { visitor: 422 }, 422)
})

describe('taking in', () => {
  // Nothing is filled in: 422 is a yes to the person and a no to the form.
  const may = { counter: 422, desk: 422, otherDesk: 422, director: 422 } as const
  scopes('dossier.receive', () => ({}), may, 403)
})

describe('the province itself', () => {
  const day = () => ({ calendar: 'default', date: '2022-12-26', kind: 'off', name: 'Nghỉ bù (thử)' })
  scopes('calendar.setDay', day, { administrator: 'yes' }, 403)
  scopes(
    'calendar.setYear',
    () => ({ calendar: 'default', year: 2028, status: 'provisional' }),
    { administrator: 'yes' },
    403,
  )
  scopes('organisation.staff', () => ({ agency: 'H60.07' }), {}, 'yes')
  scopes('organisation.find', () => ({ limit: 1 }), { visitor: 'yes' }, 'yes')
  scopes(
    'report.get',
    () => ({ id: 'centre', from: '2022-05-01', to: '2022-05-31' }),
    { visitor: 'yes' },
    'yes',
  )
  scopes('dossier.setClaiming', () => ({ agency: 'H60.07', open: false }), { head: 'yes' }, 403)
  const within = { ...READERS, desk: 404, district: 404 } as const
  scopes('dossier.load', () => ({ agency: 'H60.07' }), within, 404)
  scopes('dossier.workRules', () => ({ agency: 'H60.07' }), within, 404)
})
