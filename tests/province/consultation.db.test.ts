import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dossierJobs } from '../../src/blocks/dossier/index.ts'
import { connect } from '../../src/platform/database/connection.ts'
import { at, openWorld, type World } from './world.ts'

const PROCEDURE = '1.013236'
const [ASKING, ASKED] = ['H60.09', 'H60.03']

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

/** A dossier whose specialist asks the other department at 14:00. */
async function asking(now = at('08:00')) {
  const opened = await world.open({ procedure: PROCEDURE, agency: ASKING, now })
  const appraised = await world.to(opened, 'appraising', at('09:00'))
  return world.take(appraised, ['consult'], at('14:00'))
}
const view = (who: string, code: string, now: Date) => world.ask(who, 'dossier.get', { code }, { now })

test('an opinion has a clock of its own; both see it late, and the dossier’s own date does not move', async () => {
  const { code, firstDueAt } = await asking()
  const asked = await view(`${ASKED}/head`, code, at('15:00'))
  // 24 working hours, three days of eight: from Tuesday 14:00 to Friday 14:00.
  expect(asked.consultation).toEqual({
    agency: { code: ASKED, name: expect.any(String) },
    askedAt: '2022-05-10T14:00:00+07:00',
    dueAt: '2022-05-13T14:00:00+07:00',
    late: false,
  })
  expect(asked.firstDueAt).toBe(firstDueAt)
  expect(asked.clock.runs).toBe(true)
  const late = at('14:01', '2022-05-13')
  for (const who of [`${ASKED}/head`, `${ASKING}/head`])
    expect((await view(who, code, late)).consultation.late, who).toBe(true)
  const mine = await world.ask(`${ASKED}/head`, 'dossier.find', { queue: 'mine' }, { now: late })
  expect(mine.items.find((row: any) => row.code === code)?.consultation.late).toBe(true)
  // Silence decides nothing by itself.
  await world.drain()
  expect((await world.row(code)).state).toBe('consulting')

  await world.ask(
    `${ASKED}/specialist-1`,
    'dossier.move',
    { code, move: 'giveOpinion', note: 'Thống nhất.' },
    { now: at('15:00', '2022-05-13') },
  )
  const after = await view(`${ASKING}/head`, code, at('16:00', '2022-05-13'))
  expect(after.consultation).toBeNull()
  expect(after.consultations).toEqual([
    expect.objectContaining({ answeredAt: '2022-05-13T15:00:00+07:00', by: 'agency', late: true }),
  ])
})

test('where the edition takes silence for agreement, the asking ends when its term is over, once; its state may stop the main clock', async () => {
  await withEdition((definition) => ({
    ...definition,
    consultation: { term: 2, unit: 'workingDays', silence: 'agree' },
    states: definition.states.map((state: any) =>
      state.key === 'consulting' ? { ...state, clock: 'paused' } : state,
    ),
    moves: [
      ...definition.moves,
      {
        key: 'silentConsent',
        name: { vi: 'Hết hạn lấy ý kiến, coi như đồng ý' },
        from: ['consulting'],
        to: 'appraising',
        who: ['system'],
        kind: 'opinion',
        needs: ['note'],
        effects: [],
      },
    ],
  }))
  const { code } = await asking()
  const asked = await view(`${ASKING}/head`, code, at('15:00'))
  expect(asked.consultation.dueAt).toBe('2022-05-12T14:00:00+07:00')
  expect(asked.clock.runs).toBe(false)
  const silence = dossierJobs(world.house).find((each) => each.queue === 'dossier.silence')!
  const steps = async (time: string) => {
    await silence.work({} as never, at(time, '2022-05-12'))
    return (await view(`${ASKING}/head`, code, at('16:00', '2022-05-12'))).seq
  }
  const before = await steps('13:59')
  expect([await steps('14:01'), await steps('14:02')]).toEqual([before + 1, before + 1])
  const after = await view(`${ASKING}/head`, code, at('16:00', '2022-05-12'))
  expect(after.state.key).toBe('appraising')
  expect(after.consultations[0].by).toBe('silence')
  expect(after.moves.at(-1)).toMatchObject({
    by: 'Hệ thống',
    note: expect.stringContaining('coi như đồng ý'),
  })
  // Two working days of waiting have moved the first date on.
  expect(Date.parse(after.firstDueAt)).toBeGreaterThan(Date.parse(asked.firstDueAt))
})

/** Puts another definition into the edition in force, as only the tables' owner could with the guard taken away. */
async function withEdition(change: (definition: any) => unknown): Promise<void> {
  const owner = connect(world.ownerUrl, { max: 1 })
  await sql`alter table procedure.procedure_edition disable trigger published_stays`.execute(owner.db)
  const { rows } = await sql<{ number: number; definition: any }>`
    select number, definition from procedure.procedure_edition where procedure = ${PROCEDURE}`.execute(
    owner.db,
  )
  for (const { number, definition } of rows)
    await sql`update procedure.procedure_edition set definition = ${JSON.stringify(change(definition))}::jsonb
      where procedure = ${PROCEDURE} and number = ${number}`.execute(owner.db)
  await owner.close()
  world.house.memory.forget('')
}
