import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Played } from '../../demo/play/walker.ts'
import { project } from '../../src/blocks/dossier/model/projection.ts'
import { getReport } from '../../src/blocks/indicator/index.ts'
import { workingCalendar } from '../../src/blocks/organisation/index.ts'
import { withClient } from '../../src/platform/database/roles.ts'
import { refold } from './dossier-rows.ts'
import { at, openWorld, PROCEDURES, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const move = (who: string, code: string, key: string, more: object = {}, now = at('15:00')) =>
  world.ask(who, 'dossier.move', { code, move: key, ...more }, { now })
const APOLOGY = { note: 'Cần xác minh thêm tại cơ sở.', dueAt: '2022-05-25T17:00:00+07:00' }

describe('the applicant takes it back', () => {
  const withdraw = (
    played: Played,
    input: object,
    who: Parameters<World['ask']>[0] = world.visitor('192.0.2.10'),
  ) =>
    world.ask(
      who,
      'dossier.withdraw',
      { code: played.code, reason: 'Chưa cần nữa', ...input },
      { now: at('16:00') },
    )

  test('by the receipt’s secret while it is being worked on; it is then nobody’s lateness', async () => {
    const played = await world.to(await world.open(), 'appraising')
    const { check_secret: check } = await world.row(played.code)
    expect((await withdraw(played, { check })).state).toBe('withdrawn')
    const row = await world.row(played.code)
    expect([row.phase, row.clock_runs, row.status]).toEqual(['closed', false, 7])
    expect((await refusal(withdraw(played, { check }))).code).toBe('dossier.not-withdrawable')
  })

  test('not by four digits, not by a stranger, not once it is signed', async () => {
    const played = await world.to(await world.open(), 'appraising')
    const {
      rows: [answered],
    } = {
      rows: await world.house.db
        .selectFrom('dossier.dossier_answer')
        .selectAll()
        .where('dossier_id', '=', (await world.row(played.code)).id)
        .execute(),
    }
    const digits = answered!.content.applicant.citizenNumber.slice(-4)
    for (const check of [digits, '']) expect((await refusal(withdraw(played, { check }))).status).toBe(404)
    const ready = await world.to(played, 'ready', at('12:00'))
    const { check_secret: check } = await world.row(ready.code)
    expect((await refusal(withdraw(ready, { check }))).status).toBe(409)
  })
})

describe('an apology', () => {
  test('tells a new date once; lateness stays against the first', async () => {
    const played = await world.to(await world.open({ now: at('08:00') }), 'appraising', at('08:30'))
    await move('H60.07/leader', played.code, 'apologiseAppraising', APOLOGY)
    const told = await world.row(played.code)
    expect(told.first_due_at).toEqual(at('08:00', '2022-05-19'))
    expect(told.rescheduled_due_at).toEqual(at('17:00', '2022-05-25'))
    const again = await refusal(
      move('H60.07/leader', played.code, 'apologiseAppraising', APOLOGY, at('15:30')),
    )
    expect(again.status).toBeGreaterThanOrEqual(403)
    const done = await world.to(played, 'ready', at('09:00', '2022-05-23'))
    const row = await world.row(done.code)
    // Before the new date, after the first: late, though apologised for.
    expect([row.timeliness, row.finished_at < row.rescheduled_due_at]).toEqual(['late', true])
    const report: any = await world.ask(world.visitor(), getReport.name, {
      id: 'centre',
      from: '2022-05-01',
      to: '2022-05-31',
    })
    expect(report.timeliness.late.value).toBeGreaterThanOrEqual(1)
    expect(report.lateApologised.value).toBe(1)
  })

  test('may not promise a day before the first date, nor one that is past, nor none', async () => {
    const played = await world.to(await world.open({ now: at('08:00') }), 'appraising', at('08:30'))
    for (const dueAt of ['2022-05-18T08:00:00+07:00', '2022-05-01T08:00:00+07:00', undefined]) {
      const problem = await refusal(
        move('H60.07/leader', played.code, 'apologiseAppraising', { ...APOLOGY, dueAt }),
      )
      expect([problem.status, problem.errors[0]?.path]).toEqual([422, 'dueAt'])
    }
  })
})

describe('reopening', () => {
  test('takes the end back; the same history finishes anew', async () => {
    const ready = await world.to(await world.open({ now: at('08:00') }), 'ready', at('08:10'))
    expect((await world.row(ready.code)).finished_at).not.toBeNull()
    await move('H60.07/leader', ready.code, 'reopen', { note: 'Ghi sai tên trong kết quả.' }, at('16:00'))
    const open = await world.row(ready.code)
    expect([open.state, open.finished_at, open.timeliness, open.outcome]).toEqual([
      'appraising',
      null,
      null,
      null,
    ])
    const again = await world.to(
      { ...ready, state: 'appraising', steps: 90 },
      'returned',
      at('08:00', '2022-05-11'),
    )
    const row = await world.row(again.code)
    expect([row.outcome, row.status]).toEqual(['approved', 10])
    expect(row.finished_at > at('08:00', '2022-05-11')).toBe(true)
  })
})

describe('the moves alone', () => {
  /** What the database keeps must be exactly what the history folds to, whatever happened. */
  const requireSame = async (code: string) => {
    const row = await world.row(code)
    const definition = await world.definition(row.procedure, row.agency)
    const folded = await refold(world.house.db, row.id, definition)
    expect(JSON.parse(JSON.stringify(folded))).toEqual(JSON.parse(JSON.stringify(row.folded)))
    const parties = { agency: row.agency, desk: row.desk, returnDesk: row.return_desk }
    const projection = project(definition, folded, parties, await workingCalendar(world.house))
    expect(row).toMatchObject(projection)
  }

  test('refolded, equal the projection, after any walk through any flow', async () => {
    const flows = Object.values(PROCEDURES)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...flows),
        fc.boolean(),
        fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 30 })), { minLength: 3, maxLength: 18 }),
        async ([procedure, agency], online, choices) => {
          let now = at('08:00')
          let played = await world.open({ procedure, agency, channel: online ? 'online' : 'counter', now })
          for (const [pick, hours] of choices) {
            const arrows = world.walker.arrows(played).filter((arrow) => arrow.kind !== 'claim')
            if (arrows.length === 0) break
            now = new Date(now.getTime() + hours * 3_600_000)
            const late = new Date(now.getTime() + 90 * 86_400_000).toISOString()
            const arrow = arrows[pick % arrows.length]!
            const taken = await world.walker.take(played, arrow, now, { dueAt: late }).catch((problem) => {
              // The law's own limits (asking or apologising twice, a condition) are no failure of the walk.
              if (![403, 409].includes(problem.status)) throw problem
              return null
            })
            played = taken ?? { ...played, steps: played.steps + 1 }
          }
          await requireSame(played.code)
        },
      ),
      { numRuns: 30, seed: 20220510 },
    )
  }, 120_000)

  test('work on after the people’s words are erased: fold, report, track, history', async () => {
    const done = await world.to(await world.open(), 'returned')
    const input = { id: 'centre', from: '2022-05-01', to: '2022-05-31' }
    const before = await world.ask(world.visitor(), 'report.get', input)
    const row = await world.row(done.code)
    await withClient(world.retentionUrl, async (client) => {
      await client.query('delete from dossier.dossier_answer where dossier_id = $1', [row.id])
      await client.query('delete from dossier.dossier_document where dossier_id = $1', [row.id])
    })
    await requireSame(done.code)
    expect(await world.ask(world.visitor(), 'report.get', input)).toEqual(before)
    const tracked = await world.ask(world.visitor(), 'dossier.track', {
      code: done.code,
      check: row.check_secret,
    })
    expect([tracked.verified, tracked.step.key]).toEqual([true, 'returned'])
    const shown = await world.ask('H60.07/head', 'dossier.get', { code: done.code })
    expect([shown.applicant, shown.applicantName, shown.answers]).toEqual([null, null, {}])
    expect((await world.ask('H60.07/head', 'dossier.find', { q: done.code })).items).toHaveLength(1)
    expect(
      (await world.ask('H60.07/head', 'dossier.history', { code: done.code })).items.length,
    ).toBeGreaterThan(5)
    const receipt = await refusal(world.ask('H60.07/counter', 'dossier.receipt', { code: done.code }))
    expect([receipt.status, receipt.code]).toEqual([410, 'dossier.erased'])
  })
})
