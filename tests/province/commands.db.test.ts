import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Context, command, query } from '../../src/platform/command/declare.ts'
import { run } from '../../src/platform/command/run.ts'
import { at, openWorld, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const COUNTER = 'H60.07/counter'
const count = async (table: string) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(world.house.db))
    .rows[0]!.n
const dossiers = () => count('dossier.dossier')
const receive = async (key: string, change: object = {}, who = COUNTER, input?: object) =>
  world.ask(
    who,
    'dossier.receive',
    { ...(input ?? (await world.goodInput('1.001686', 'H60.07'))), ...change },
    {
      idempotencyKey: key,
    },
  )

/** A verb of the test's own, run as every other. */
const verb = (name: string, work: (context: Context<{ word: string }>) => Promise<void>) =>
  command({
    name,
    route: `POST /${name}`,
    summary: 'Lệnh của bài thử',
    input: z.strictObject({ word: z.string() }),
    output: z.object({ word: z.string() }),
    permission: 'public',
    audit: (input) => `tried ${input.word.length} letters`,
    async run(context) {
      await work(context)
      return { word: context.input.word }
    },
  })

describe('a repeated key', () => {
  test('with the same body answers the same, and does it once', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const before = await dossiers()
    const first = await receive('same', {}, COUNTER, input)
    const { applicant, answers, ...rest } = input
    // The order in which a client writes its fields is not part of what it says.
    const second = await receive('same', {}, COUNTER, { answers, ...rest, applicant })
    expect(second).toEqual(first)
    expect(await dossiers()).toBe(before + 1)
  })

  test('with another body is refused, and the first answer stays', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const first = await receive('other', {}, COUNTER, input)
    const before = await dossiers()
    const problem = await refusal(receive('other', { onBehalfOf: 'Người khác' }, COUNTER, input))
    expect([problem.code, problem.status]).toEqual(['idempotency.conflict', 409])
    expect(await dossiers()).toBe(before)
    expect(await receive('other', {}, COUNTER, input)).toEqual(first)
  })

  test('sent eight times at once has one effect; the others wait for its answer', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const before = await dossiers()
    const answers = await Promise.all(Array.from({ length: 8 }, () => receive('at once', {}, COUNTER, input)))
    expect(new Set(answers.map((each) => each.code)).size).toBe(1)
    expect(await dossiers()).toBe(before + 1)
  })

  test('whose call failed may be used again', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const problem = await refusal(receive('mended', { answers: {} }, COUNTER, input))
    expect(problem.status).toBe(422)
    expect((await receive('mended', {}, COUNTER, input)).code).toMatch(/^H60\.07-220510-/)
  })

  test('belongs to whoever sent it', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const mine = await receive('shared', {}, COUNTER, input)
    const theirs = await receive('shared', {}, 'H60.37/counter', input)
    expect(theirs.code).not.toBe(mine.code)
  })

  test('belongs to one operation', async () => {
    const receipt = await receive('per operation')
    const moved = await world.ask(
      COUNTER,
      'dossier.move',
      { code: receipt.code, move: 'transfer' },
      {
        idempotencyKey: 'per operation',
      },
    )
    expect(moved.state.key).toBe('assigning')
  })

  test('is ignored by a query', async () => {
    const first = await world.ask(COUNTER, 'dossier.find', { limit: 1 }, { idempotencyKey: 'q' })
    const second = await world.ask(COUNTER, 'dossier.find', { limit: 2 }, { idempotencyKey: 'q' })
    expect([first.items.length, second.items.length]).toEqual([1, 2])
  })
})

describe('the audit', () => {
  test('has one row a write, with who, from which seat, and whose data', async () => {
    const receipt = await receive(randomUUID())
    const row = (await world.audits('dossier.receive')).at(-1)!
    expect(row).toMatchObject({
      outcome: 'done',
      actor_kind: 'person',
      account: COUNTER,
      position: COUNTER,
      agency: 'H60.07',
      subjects: [receipt.id],
    })
    expect(row.at).toEqual(at())
  })

  test('has a row for reading a person, naming the dossiers shown', async () => {
    const receipt = await receive(randomUUID())
    await world.ask(COUNTER, 'dossier.get', { code: receipt.code })
    expect((await world.audits('dossier.get')).at(-1)).toMatchObject({
      subjects: [receipt.id],
      wording: `read dossier ${receipt.code}`,
    })
    const found = await world.ask(COUNTER, 'dossier.find', { limit: 3 })
    const listed = (await world.audits('dossier.find')).at(-1)!
    expect(listed.subjects.sort()).toEqual(found.items.map((each: { id: string }) => each.id).sort())
  })

  test('goes with the write: what is rolled back leaves neither', async () => {
    const half = verb('test.half', async ({ sql: trx, now }) => {
      await sql`insert into message.notice (subject, event, text, at) values ('half', '1', 'x', ${now})`.execute(
        trx,
      )
      throw new Error('the power failed')
    })
    const call = { actor: world.visitor(), now: at() }
    await expect(run(world.house, half, { word: 'x' }, call)).rejects.toThrow('the power failed')
    expect(await world.audits('test.half')).toEqual([])
    const { rows } = await sql`select 1 from message.notice where subject = 'half'`.execute(world.house.db)
    expect(rows).toEqual([])
  })

  test('keeps refused attempts: of the wrong seat, and of a dossier out of reach', async () => {
    const receipt = await receive(randomUUID())
    const denied = await refusal(world.ask('H60.07/specialist-1', 'dossier.receive', {}))
    expect(denied.status).toBe(403)
    expect((await world.audits('dossier.receive')).at(-1)).toMatchObject({
      outcome: 'refused',
      account: 'H60.07/specialist-1',
      wording: 'access.denied',
    })
    const hidden = await refusal(world.ask('H60.37.03/counter', 'dossier.get', { code: receipt.code }))
    expect(hidden.status).toBe(404)
    expect((await world.audits('dossier.get')).at(-1)).toMatchObject({
      outcome: 'refused',
      account: 'H60.37.03/counter',
      subjects: [],
      wording: `dossier.not-found: read dossier ${receipt.code}`,
    })
  })

  test('says nothing of what a person wrote', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    await receive(randomUUID(), {}, COUNTER, input)
    const { rows } = await sql<{ text: string }>`select wording as text from audit.audit_row
      union all select facts::text from dossier.dossier_move union all select folded::text from dossier.dossier`.execute(
      world.house.db,
    )
    const said = rows.map((each) => each.text).join('\n')
    expect(said).not.toContain(input.applicant.name)
    expect(said).not.toContain(input.applicant.citizenNumber)
  })
})

describe('a job', () => {
  const waiting = async () =>
    (
      await sql<{ n: number }>`select count(*)::int as n from pgboss.job where name = 'dossier.tidy'`.execute(
        world.house.db,
      )
    ).rows[0]!.n

  test('exists once the write it belongs to is committed, and never without it', async () => {
    const call = { actor: world.visitor(), now: at() }
    const sends = verb('test.sends', ({ send }) => send('dossier.tidy', {}))
    const fails = verb('test.fails', async ({ send }) => {
      await send('dossier.tidy', {})
      throw new Error('after sending')
    })
    const before = await waiting()
    await expect(run(world.house, fails, { word: 'x' }, call)).rejects.toThrow('after sending')
    expect(await waiting()).toBe(before)
    await run(world.house, sends, { word: 'x' }, call)
    expect(await waiting()).toBe(before + 1)
  })
})

describe('what is sent', () => {
  test('unknown and wrong fields are named, all of them', async () => {
    const problem = await refusal(
      world.ask(COUNTER, 'dossier.receive', {
        procedure: 7,
        agency: 'Sở',
        applicant: { name: 'A', citizenNumber: '12', shoe: 42 },
        extra: true,
      }),
    )
    expect(problem.code).toBe('request.invalid')
    const paths = problem.errors.map((each) => each.path)
    for (const path of [
      'procedure',
      'agency',
      'applicant.name',
      'applicant.citizenNumber',
      'applicant.shoe',
      'extra',
    ])
      expect(paths).toContain(path)
    for (const { message } of problem.errors) expect(message).toMatch(/[à-ỹ]/i)
  })

  test.each([
    ['a NUL', 'Nguyễn\u0000Thử'],
    ['half a character', 'Nguyễn \ud83d Thử'],
  ])('%s in a name is the sender’s to mend, not our fault', async (_what, name) => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const before = await dossiers()
    const problem = await refusal(
      receive(randomUUID(), {}, COUNTER, { ...input, applicant: { ...input.applicant, name } }),
    )
    expect(problem.status).toBe(422)
    expect(await dossiers()).toBe(before)
  })

  test('a page cursor that was tampered with is refused as such', async () => {
    const forged = Buffer.from('2022-05-10T00:00:00.000Z|------------------------------------').toString(
      'base64url',
    )
    for (const cursor of ['x', forged])
      expect((await refusal(world.ask(COUNTER, 'dossier.find', { cursor }))).status).toBe(422)
  })

  test('sixty questions at once wait for each other, not for connections they hold', async () => {
    const receipt = await receive(randomUUID())
    const asked = Array.from({ length: 60 }, (_, index) =>
      world.ask(world.visitor(`198.51.100.${index}`), 'dossier.track', { code: receipt.code }),
    )
    expect(new Set((await Promise.all(asked)).map((each) => each.code))).toEqual(new Set([receipt.code]))
  })
})

test('what is for the signed-in asks a visitor to sign in', async () => {
  const sneaky = query({
    name: 'test.sneaky',
    route: 'GET /test/sneaky',
    summary: 'Câu hỏi của bài thử',
    input: z.strictObject({}),
    output: z.null(),
    permission: 'signed-in',
    run: async () => null,
  })
  const problem = await refusal(run(world.house, sneaky, {}, { actor: world.visitor() }))
  expect([problem.status, problem.code]).toEqual([401, 'identity.required'])
})
