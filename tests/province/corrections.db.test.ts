import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Played } from '../../demo/play/walker.ts'
import { at, openWorld, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const ask = (who: string, played: Played, more: object = {}, now = at('12:00')) =>
  world.ask(
    who,
    'dossier.requestCorrection',
    { code: played.code, items: [world.marked(played)], ...more },
    { now },
  )
const answer = async (played: Played, input: object, now = at('16:00'), who: string | null = null) =>
  world.ask(
    who ?? stranger(),
    'dossier.answerCorrection',
    { code: played.code, ...(who ? {} : { check: (await world.row(played.code)).check_secret }), ...input },
    { now },
  )
let addresses = 0
const stranger = () => {
  addresses += 1
  return world.visitor(`192.0.2.${addresses}`)
}
const keyOf = (played: Played) => world.marked(played).path.slice('answers.'.length)
/** After acceptance: drafted by the specialist, signed by the leader, sent by the desk. */
const askedAfter = async (opening = {}, agency = 'H60.07') => {
  const played = await world.to(await world.open(opening), 'appraising', at('09:10'))
  await ask(`${agency}/specialist-1`, played, {}, at('13:00'))
  for (const [who, key, clock] of [
    ['leader', 'signCorrection', '13:10'],
    ['counter', 'sendCorrection', '14:00'],
  ] as const)
    await world.ask(`${agency}/${who}`, 'dossier.move', { code: played.code, move: key }, { now: at(clock) })
  return played
}

describe('before acceptance', () => {
  test('the counter asks once; the applicant sends what was asked; a second asking is refused', async () => {
    const played = await world.open({ channel: 'online' })
    expect((await ask('H60.07/counter', played)).state.key).toBe('intakeCorrection')
    await answer(played, { answers: { [keyOf(played)]: 'Đã ghi rõ' } })
    const after = await world.row(played.code)
    expect([after.state, after.accepted_at, after.corrections]).toEqual(['submitted', null, 0])
    const again = await refusal(ask('H60.07/counter', played, {}, at('16:30')))
    expect([again.status, again.code]).toEqual([409, 'dossier.second-correction'])
    expect(again.message).toContain('61/2018')
  })

  test('what is asked must be a field or paper of the form', async () => {
    const played = await world.open({ channel: 'online' })
    const problem = await refusal(
      ask('H60.07/counter', played, { items: [{ path: 'answers.shoeSize', note: 'cỡ giày' }] }),
    )
    expect([problem.status, problem.errors[0]?.path]).toEqual([422, 'items.0.path'])
    expect((await refusal(ask('H60.07/counter', played, { items: [] }))).status).toBe(422)
  })
})

describe('an answer', () => {
  test('changes the marked item and nothing else', async () => {
    const played = await world.open({ channel: 'online' })
    await ask('H60.07/counter', played)
    const before = (await world.ask('H60.07/counter', 'dossier.get', { code: played.code })).answers
    const [other] = Object.keys(before).filter((key) => key !== keyOf(played))
    const sly = await refusal(
      answer(played, { answers: { [keyOf(played)]: 'Đúng', [other!]: before[other!] } }),
    )
    expect([sly.status, sly.errors[0]?.path]).toEqual([422, `answers.${other}`])
    const papers = await refusal(
      answer(played, {
        answers: { [keyOf(played)]: 'Đúng' },
        documents: [{ key: played.stage.definition.documents[0]!.key, form: 'copy' }],
      }),
    )
    expect(papers.errors.map((each) => each.path)).toContain(
      `documents.${played.stage.definition.documents[0]!.key}`,
    )
    await answer(played, { answers: { [keyOf(played)]: 'Đúng' } })
    const after = (
      await world.ask('H60.07/counter', 'dossier.get', { code: played.code }, { now: at('16:10') })
    ).answers
    expect(after).toEqual({ ...before, [keyOf(played)]: 'Đúng' })
  })

  test('that leaves out what was asked, or is empty, does not count', async () => {
    const played = await world.open({ channel: 'online' })
    await ask('H60.07/counter', played)
    expect((await refusal(answer(played, {}))).errors[0]?.path).toBe(`answers.${keyOf(played)}`)
    expect((await refusal(answer(played, { answers: { [keyOf(played)]: '' } }))).status).toBe(422)
    expect((await world.row(played.code)).state).toBe('intakeCorrection')
  })

  test('with a paper needs its file, uploaded for this dossier', async () => {
    const played = await world.open({ channel: 'online' })
    const paper = played.stage.definition.documents.find((each) => each.direction === 'in')!
    await ask('H60.07/counter', played, {
      items: [{ path: `documents.${paper.key}`, note: 'Chụp lại cho rõ' }],
    })
    const bring = (files: string[]) =>
      answer(played, { documents: [{ key: paper.key, form: 'electronic', files }] })
    expect((await refusal(bring([]))).errors[0]?.path).toBe(`documents.${paper.key}`)
    expect((await refusal(bring(['ef'.repeat(32)]))).errors[0]?.path).toBe(`documents.${paper.key}`)
  })

  test('needs the receipt’s secret or the desk: a wrong one is as if there were no dossier', async () => {
    const played = await world.open({ channel: 'online' })
    await ask('H60.07/counter', played)
    const input = { code: played.code, answers: { [keyOf(played)]: 'Kẻ lạ' } }
    for (const check of ['0000', 'x'.repeat(22), undefined]) {
      const problem = await refusal(
        world.ask(world.visitor('192.0.2.251'), 'dossier.answerCorrection', { ...input, check }),
      )
      expect([problem.status, problem.code]).toEqual([404, 'dossier.not-found'])
    }
    expect((await refusal(world.ask('H60.37.03/counter', 'dossier.answerCorrection', input))).status).toBe(
      404,
    )
    const atDesk = await world.ask('H60.07/counter', 'dossier.answerCorrection', input, { now: at('15:00') })
    expect(atDesk.state).toBe('submitted')
  })

  test('where nothing is asked is told so', async () => {
    const played = await world.open()
    const problem = await refusal(answer(played, { answers: { [keyOf(played)]: 'x' } }))
    expect([problem.status, problem.code]).toEqual([409, 'dossier.nothing-asked'])
  })
})

describe('after acceptance', () => {
  test('it is drafted, signed and sent; the clock stands while the applicant has it and goes on then', async () => {
    const played = await askedAfter({ now: at('08:00') })
    const waiting = await world.row(played.code)
    expect([waiting.state, waiting.clock_runs, waiting.corrections]).toEqual(['waitingCorrection', false, 1])
    const promised = waiting.first_due_at as Date
    // Sent on Tuesday at 14:00, answered on Thursday at 14:00: two working days of pause.
    await answer(played, { answers: { [keyOf(played)]: 'Đã sửa' } }, at('14:00', '2022-05-12'))
    const after = await world.row(played.code)
    expect([after.state, after.clock_runs]).toEqual(['appraising', true])
    expect(promised).toEqual(at('08:00', '2022-05-19'))
    expect(after.first_due_at).toEqual(at('08:00', '2022-05-23'))
  })

  test('an edition whose clock restarts counts its whole term from the answer', async () => {
    const played = await askedAfter({ procedure: '1.003709', agency: 'H60.16', now: at('08:00') }, 'H60.16')
    await answer(played, { answers: { [keyOf(played)]: 'Đã sửa' } }, at('10:00', '2022-05-16'))
    const row = await world.row(played.code)
    // Twenty calendar days from Monday 16 May at 10:00 end on Sunday 5 June; the next working day is Monday.
    expect(row.first_due_at).toEqual(at('10:00', '2022-06-06'))
    expect(
      (await world.ask('H60.16/head', 'dossier.explainDueDate', { code: played.code })).explained.length,
    ).toBeGreaterThan(0)
  })

  test('a second is blocked for the specialist; the head lets it go out with a reason, and it counts as late', async () => {
    const played = await askedAfter()
    await answer(played, { answers: { [keyOf(played)]: 'Lần một' } }, at('16:00'))
    const now = at('16:30')
    const blocked = await refusal(
      ask('H60.07/specialist-1', played, { overrideReason: 'Tôi tự cho phép mình' }, now),
    )
    expect([blocked.status, blocked.code]).toEqual([409, 'dossier.second-correction'])
    const keys = async (who: string) =>
      (await world.ask(who, 'dossier.get', { code: played.code }, { now })).allowed.map(
        (each: { key: string }) => each.key,
      )
    expect(await keys('H60.07/specialist-1')).not.toContain('draftCorrection')
    expect(await keys('H60.07/head')).toContain('draftCorrection')
    expect((await refusal(ask('H60.07/head', played, {}, now))).code).toBe('dossier.second-correction')

    await ask('H60.07/head', played, { overrideReason: 'Phát sinh quy hoạch mới ban hành' }, now)
    for (const [who, key] of [
      ['leader', 'signCorrection'],
      ['counter', 'sendCorrection'],
    ])
      await world.ask(`H60.07/${who}`, 'dossier.move', { code: played.code, move: key }, { now: at('16:40') })
    await answer(played, { answers: { [keyOf(played)]: 'Lần hai' } }, at('16:50'))
    const done = await world.to(
      { ...played, state: 'appraising', steps: 50 },
      'ready',
      at('08:00', '2022-05-11'),
    )
    const row = await world.row(done.code)
    expect(row.finished_at < row.first_due_at).toBe(true)
    expect([row.corrections, row.timeliness]).toEqual([2, 'late'])
    const moves = await world.ask(
      'H60.07/head',
      'dossier.history',
      { code: played.code },
      { now: at('17:00') },
    )
    const drafted = moves.items.filter((each: { move: string }) => each.move === 'draftCorrection')
    expect(drafted.map((each: { role: string }) => each.role)).toEqual(['specialist', 'head'])
  })

  test('a draft the leader drops never reaches the applicant and counts as none', async () => {
    const played = await world.to(await world.open(), 'appraising', at('09:10'))
    await ask('H60.07/specialist-1', played, {}, at('13:00'))
    await world.ask(
      'H60.07/leader',
      'dossier.move',
      { code: played.code, move: 'dropCorrection', note: 'Đã đủ giấy tờ.' },
      { now: at('13:10') },
    )
    const row = await world.row(played.code)
    expect([row.state, row.corrections, row.clock_runs]).toEqual(['appraising', 0, true])
    expect((await ask('H60.07/specialist-1', played, {}, at('13:30'))).state.key).toBe('correctionSigning')
  })
})
