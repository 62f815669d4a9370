import { person } from '../../demo/people/people.ts'
import { seeded } from '../../demo/people/random.ts'
import { believableAnswers } from '../../demo/play/answers.ts'
import { NATIONAL_SYSTEM } from '../../demo/play/cast.ts'
import { seededId } from '../../demo/play/ids.ts'
import { markedField, type Played } from '../../demo/play/walker.ts'
import { definitionFor, editionInForce } from '../../src/blocks/procedure/index.ts'
import type { Definition, Move } from '../../src/blocks/procedure/model/definition.ts'
import { requiredDocuments } from '../../src/blocks/procedure/model/form-schema.ts'
import type { Problem } from '../../src/kernel/problem.ts'
import { allOperations } from '../../src/operations.ts'
import { type Actor, visitor } from '../../src/platform/command/actor.ts'
import { type Call, run } from '../../src/platform/command/run.ts'
import { type OpenProvince, openProvince } from './open-province.ts'

/** The day the tests' province lives on, and its agencies: departments, a central branch, a district, two communes. */
export const DAY = '2022-05-10'
export const AGENCIES = [
  'H60',
  'H60.01.01',
  'H60.03',
  'H60.05',
  'H60.07',
  'H60.09',
  'H60.10',
  'H60.16',
  'H60.37',
  'H60.37.01',
  'H60.37.03',
]
/** One procedure for every shipped flow, with the agency that decides it. */
export const PROCEDURES = {
  'agency-decides': ['1.001686', 'H60.07'],
  'department-appraises-province-signs': ['1.010727', 'H60.10'],
  'desk-same-day': ['2.000635', 'H60.03'],
  'national-system': ['2.000488', 'H60.03'],
  'with-consultation': ['1.013236', 'H60.09'],
  'with-payment': ['1.012787', 'H60.10'],
} as const

/** `2022-05-10`, 09:00 unless said, in the province's own time. */
export const at = (clock = '09:00', day = DAY) => new Date(`${day}T${clock}:00+07:00`)

export type World = Awaited<ReturnType<typeof openWorld>>
type Opening = {
  procedure?: string
  agency?: string
  desk?: string
  channel?: 'counter' | 'post' | 'online'
  now?: Date
}

let opened = 0

/** A province to test in: whoever is named acts by the grants the database gives their seat. */
export async function openWorld() {
  const province: OpenProvince = await openProvince(DAY, AGENCIES)
  const { house, walker } = province
  const registry = allOperations()
  const seat = (id: string, now = at(), chosen?: string) => province.signedIn(id, now, chosen)

  const definition = async (code: string, agency: string): Promise<Definition> => {
    const entry = await editionInForce(house, code, DAY)
    return definitionFor(house, code, entry.edition, agency)
  }

  /** Asks as that actor; the answer must be what the operation promises to outsiders. */
  const ask = async (
    actor: Actor | string,
    name: string,
    input: object,
    call: Partial<Call> = {},
  ): Promise<any> => {
    const operation = registry.get(name)
    const now = call.now ?? at()
    const who = typeof actor === 'string' ? await seat(actor, now) : actor
    const { body } = await run(house, operation, input, { now, ...call, actor: who })
    if (!operation.produces) operation.output.parse(body)
    return body
  }

  const goodInput = async (code: string, agency: string) => {
    const drawn = await definition(code, agency)
    opened += 1
    const random = seeded(`world:${opened}`)
    const who = person(random, { at: DAY })
    const answers = believableAnswers(drawn, who, random)
    const documents = requiredDocuments(drawn, answers).map(({ key, form }) => ({
      key,
      form,
      copies: 1,
      files: [] as string[],
    }))
    const applicant = {
      kind: 'person',
      name: who.fullName,
      citizenNumber: who.citizenNumber,
      phone: who.phone,
      address: who.address.text,
    }
    return { procedure: code, agency, applicant, answers, documents }
  }

  const open = async ({
    procedure = '1.001686',
    agency = 'H60.07',
    desk = agency,
    channel = 'counter',
    now = at(),
  }: Opening = {}): Promise<Played> => {
    opened += 1
    const random = seeded(`world:${opened}`)
    const stage = { code: procedure, definition: await definition(procedure, agency) }
    const id = seededId(`world:${opened}`)
    return walker.open(
      { id, stage, agency, desk, channel, person: person(random, { at: DAY }), random, turn: 0 },
      now,
    )
  }

  /** Takes these arrows one after another, an hour apart, each by whoever plays its part. */
  const take = async (
    from: Played,
    keys: readonly string[],
    now = at('10:00'),
    extra: { dueAt?: string } = {},
  ) => {
    let played = from
    let moment = now
    for (const key of keys) {
      const arrow = played.stage.definition.moves.find((each) => each.key === key)
      if (!arrow) throw new Error(`no arrow ${key}`)
      played = await walker.take(played, arrow, moment, extra)
      moment = new Date(moment.getTime() + 3_600_000)
    }
    return played
  }

  /** Takes it on to a state by the shortest way that neither turns back nor ends it. */
  const to = (from: Played, state: string, now = at('10:00')) =>
    take(from, wayTo(from.stage.definition, from.state, state), now)

  return {
    ...province,
    registry,
    seat,
    ask,
    goodInput,
    definition,
    open,
    take,
    to,
    visitor: (origin = '203.0.113.7') => visitor(origin),
    system: NATIONAL_SYSTEM,
    /** A free-text field of the form, as a correction marks it. */
    marked: (played: Played) => ({
      path: `answers.${markedField(played.stage.definition).key}`,
      note: 'Ghi rõ theo giấy tờ gốc.',
    }),
    row: (code: string) =>
      house.db.selectFrom('dossier.dossier').selectAll().where('code', '=', code).executeTakeFirstOrThrow(),
    audits: (operation: string) =>
      house.db
        .selectFrom('audit.audit_row')
        .selectAll()
        .where('operation', '=', operation)
        .orderBy('id')
        .execute(),
  }
}

const ASIDE = new Set([
  'claim',
  'reopen',
  'back',
  'withdraw',
  'stop',
  'apologise',
  'refuseIntake',
  'draftCorrection',
])

export function wayTo({ moves }: Definition, start: string, goal: string): string[] {
  const ways = new Map<string, string[]>([[start, []]])
  const fits = (move: Move, state: string) =>
    move.from.includes(state) && !ways.has(move.to) && !ASIDE.has(move.kind) && !/reject/i.test(move.key)
  for (const [state, way] of ways)
    for (const move of moves) if (fits(move, state)) ways.set(move.to, [...way, move.key])
  const way = ways.get(goal)
  if (!way) throw new Error(`no way from ${start} to ${goal}`)
  return way
}

/** The problem a call is refused with; a call that succeeds fails the test. */
export async function refusal(call: Promise<unknown>): Promise<Problem> {
  const answer = await call.then(
    (value) => ({ value }),
    (problem: Problem) => ({ problem }),
  )
  if ('problem' in answer) {
    if (!answer.problem.code) throw answer.problem
    return answer.problem
  }
  throw new Error(`not refused: ${JSON.stringify(answer.value)?.slice(0, 300)}`)
}
