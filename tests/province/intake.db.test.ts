import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { at, openWorld, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const receive = async (
  desk: string,
  change: Record<string, unknown> = {},
  code = '1.001686',
  agency = 'H60.07',
) => world.ask(`${desk}/counter`, 'dossier.receive', { ...(await world.goodInput(code, agency)), ...change })

describe('codes', () => {
  test('32 receivers at once leave no gap and repeat none, though every fourth is refused or breaks off', async () => {
    const inputs = await Promise.all(Array.from({ length: 64 }, () => world.goodInput('1.001686', 'H60.07')))
    const taken = inputs[0]!
    const first = await world.ask('H60.09/counter', 'dossier.receive', {
      ...taken,
      id: '11111111-1111-4111-8111-111111111111',
    })
    const received = await Promise.allSettled(
      inputs.map((input, index) =>
        world.ask('H60.09/counter', 'dossier.receive', {
          ...input,
          ...(index % 8 === 3 ? { answers: {} } : {}),
          // This id is another dossier's: the insert itself is what fails.
          ...(index % 8 === 6 ? { id: first.id } : {}),
        }),
      ),
    )
    const codes = received.flatMap((each) => (each.status === 'fulfilled' ? [each.value.code] : []))
    expect(codes).toHaveLength(48)
    const numbers = [first.code, ...codes].map((code) => Number(code.slice(-4))).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 49 }, (_, index) => index + 1))
    expect(new Set(codes.map((code) => code.slice(0, 14)))).toEqual(new Set(['H60.09-220510-']))
  })

  test('carry the local day: at 23:59 it is still today, at 00:00 tomorrow', async () => {
    const input = () => world.goodInput('2.000488', 'H60.03')
    const late = await world.ask('H60.03/counter', 'dossier.receive', await input(), { now: at('23:59') })
    const early = await world.ask('H60.03/counter', 'dossier.receive', await input(), {
      now: at('00:00', '2022-05-11'),
    })
    expect([late.code, early.code]).toEqual(['H60.03-220510-0001', 'H60.03-220511-0001'])
  })

  test('two that bring the same id at once become one dossier', async () => {
    const id = randomUUID()
    const input = await world.goodInput('1.001686', 'H60.07')
    const both = await Promise.allSettled(
      ['H60.37/counter', 'H60.05/counter'].map((who) => world.ask(who, 'dossier.receive', { ...input, id })),
    )
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = both.find((each) => each.status === 'rejected') as PromiseRejectedResult
    expect([lost.reason.code, lost.reason.status]).toEqual(['dossier.already-exists', 409])
  })
})

describe('any desk', () => {
  test.each(['H60.37.03', 'H60.37', 'H60.03', 'H60.01.01'])(
    '%s receives for a department, and has it in its own list',
    async (desk) => {
      const who = desk === 'H60.01.01' ? 'H60.01.01/director' : `${desk}/counter`
      const receipt = await world.ask(who, 'dossier.receive', await world.goodInput('1.001686', 'H60.07'))
      expect(receipt.code.startsWith(`${desk}-220510-`)).toBe(true)
      const dossier = await world.ask(who, 'dossier.get', { code: receipt.code })
      expect([dossier.agency.code, dossier.desk.code, dossier.returnDesk.code]).toEqual([
        'H60.07',
        desk,
        desk,
      ])
      // The unit that decides sees it too.
      expect((await world.ask('H60.07/head', 'dossier.get', { code: receipt.code })).code).toBe(receipt.code)
    },
  )

  test('not for an agency that does not decide it, nor one that does not exist', async () => {
    const other = await refusal(receive('H60.37', { agency: 'H60.03' }))
    expect([other.code, other.errors[0]?.path]).toEqual(['dossier.not-competent', 'agency'])
    expect(other.message).toContain('Sở Tư pháp')
    expect((await refusal(receive('H60.37', { agency: 'H60.99' }))).message).toContain('H60.99')
  })

  test('to be returned at another desk, if that desk exists', async () => {
    const receipt = await receive('H60.37', { returnDesk: 'H60.37.03' })
    expect((await world.row(receipt.code)).return_desk).toBe('H60.37.03')
    for (const returnDesk of ['H60.999', 'H60.175'])
      expect((await refusal(receive('H60.37', { returnDesk }))).errors[0]?.path).toBe('returnDesk')
  })
})

describe('what is missing', () => {
  test('is named field by field and paper by paper', async () => {
    const problem = await refusal(receive('H60.07', { answers: {}, documents: [] }))
    expect([problem.status, problem.code]).toEqual([422, 'request.invalid'])
    const definition = await world.definition('1.001686', 'H60.07')
    const fields = definition.form
      .flatMap((page) => page.fields)
      .filter((field) => !field.showIf && field.requiredIf === undefined)
    const papers = definition.documents.filter(
      (each) => each.direction === 'in' && each.requiredIf === undefined,
    )
    const paths = problem.errors.map((each) => each.path)
    for (const field of fields) expect(paths).toContain(`answers.${field.key}`)
    for (const paper of papers) expect(paths).toContain(`documents.${paper.key}`)
    for (const paper of papers)
      expect(problem.errors.find((each) => each.path === `documents.${paper.key}`)?.message).toContain(
        paper.name.vi,
      )
  })

  test('at the counter may come later for a reason, which stays with the dossier', async () => {
    const receipt = await receive('H60.07', {
      documents: [],
      missingReason: 'Người nộp hẹn bổ sung bản chính ngày mai',
    })
    const rows = await world.house.db
      .selectFrom('dossier.dossier_answer')
      .selectAll()
      .where('dossier_id', '=', receipt.id)
      .execute()
    expect(rows[0]?.content.missingReason).toContain('hẹn bổ sung')
  })

  test('answers nobody asked for and papers the procedure does not know are refused', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const unknown = await refusal(
      receive('H60.07', {
        answers: { ...input.answers, secretField: 'x' },
        documents: [...input.documents, { key: 'loveLetter', form: 'copy' }],
      }),
    )
    expect(unknown.errors.map((each) => each.path)).toEqual(
      expect.arrayContaining(['answers.secretField', 'documents.loveLetter']),
    )
  })

  test('online every required paper needs its file', async () => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const problem = await refusal(world.ask(world.system, 'dossier.submit', input))
    expect(problem.errors.map((each) => each.path)).toEqual(
      input.documents.map((paper) => `documents.${paper.key}`),
    )
    const unknownFile = input.documents.map((paper) => ({ ...paper, files: ['ab'.repeat(32)] }))
    const foreign = await refusal(
      world.ask(world.system, 'dossier.submit', { ...input, documents: unknownFile }),
    )
    expect([foreign.status, foreign.errors[0]?.path]).toEqual([422, `documents.${input.documents[0]!.key}`])
  })
})

describe('a draft', () => {
  const drafting = async (origin: string) => {
    const citizen = world.visitor(origin)
    const { token } = await world.ask(citizen, 'dossier.openDraft', {
      procedure: '2.000635',
      agency: 'H60.03',
    })
    return { citizen, token }
  }

  test('is lost by nothing: another window is told, and both keep what they typed', async () => {
    const { citizen, token } = await drafting('198.51.100.9')
    await world.ask(citizen, 'dossier.saveDraft', { token, version: 0, answers: { a: 'một' } })
    const problem = await refusal(
      world.ask(citizen, 'dossier.saveDraft', { token, version: 0, answers: { b: 'hai' } }),
    )
    expect([problem.status, problem.code]).toEqual([409, 'draft.changed-elsewhere'])
    const kept = await world.ask(citizen, 'dossier.saveDraft', { token, version: 1, answers: { b: 'hai' } })
    expect(kept.answers).toEqual({ a: 'một', b: 'hai' })
  })

  test('submitted twice, also at once and from two addresses, is one dossier with one receipt', async () => {
    const { citizen, token } = await drafting('198.51.100.10')
    const input = await world.goodInput('2.000635', 'H60.03')
    for (const paper of input.documents) {
      const hash = 'cd'.repeat(32)
      await world.ask(citizen, 'dossier.attachToDraft', {
        token,
        key: paper.key,
        file: { hash, name: 'giay.pdf', size: 10, mediaType: 'application/pdf' },
      })
      paper.files = [hash]
    }
    const press = (origin: string) =>
      world.ask(
        world.visitor(origin),
        'dossier.submit',
        { ...input, draft: token },
        { idempotencyKey: randomUUID() },
      )
    const [one, two] = await Promise.all([press('198.51.100.10'), press('203.0.113.77')])
    expect(two).toEqual(one)
    expect(one.state).toBe('submitted')
    expect((await world.row(one.code)).accepted_at).toBeNull()
  })

  test('is over after thirty days, and unknown links are unknown', async () => {
    const { citizen, token } = await drafting('198.51.100.11')
    const later = at('09:00', '2022-06-09')
    expect((await refusal(world.ask(citizen, 'dossier.getDraft', { token }, { now: later }))).status).toBe(
      404,
    )
    expect((await refusal(world.ask(citizen, 'dossier.getDraft', { token: 'x'.repeat(22) }))).status).toBe(
      404,
    )
  })
})
