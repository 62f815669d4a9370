import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { at, openWorld, PROCEDURES, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

const move = (who: string, code: string, key: string, more: object = {}, now = at('11:00')) =>
  world.ask(who, 'dossier.move', { code, move: key, ...more }, { now })
const view = (who: string, code: string, now = at('11:00')) =>
  world.ask(who, 'dossier.get', { code }, { now })
const allowed = async (who: string, code: string) =>
  (await view(who, code)).allowed.map((each: { key: string }) => each.key)
const DRAFT = { resultDraft: { title: 'Chứng chỉ', body: ['Căn cứ hồ sơ.'] } }

describe.each(Object.entries(PROCEDURES))('the flow %s', (_flow, [procedure, agency]) => {
  test('goes from a desk to a result in the applicant’s hands, counted on time', async () => {
    const played = await world.open({ procedure, agency, desk: 'H60.37.03', now: at('08:00') })
    const returned = await world.to(played, 'returned', at('08:05'))
    const row = await world.row(returned.code)
    expect(row).toMatchObject({
      state: 'returned',
      status: 10,
      phase: 'closed',
      outcome: 'approved',
      desk: 'H60.37.03',
    })
    expect(row.timeliness).not.toBeNull()
    expect(row.finished_at).not.toBeNull()
    const tracked = await world.ask(world.visitor(), 'dossier.track', {
      code: returned.code,
      check: row.check_secret,
    })
    expect(tracked.resultReady).toBe(true)
  })

  test('shows each person exactly the moves they may make', async () => {
    const played = await world.open({ procedure, agency })
    expect(await allowed(`${agency}/counter`, played.code)).toContain('transfer')
    for (const who of ['specialist-1', 'head', 'leader'])
      expect(await allowed(`${agency}/${who}`, played.code), who).not.toContain('transfer')
  })
})

describe('two officers', () => {
  test('making the same move at once: one wins, the other is told who did and when', async () => {
    const played = await world.to(await world.open(), 'signing')
    const seq = (await view('H60.07/leader', played.code)).seq
    const sign = () => move('H60.07/leader', played.code, 'signApproval', { expectedSeq: seq }, at('16:20'))
    const both = await Promise.allSettled([sign(), sign(), sign()])
    expect(both.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
    const holder = await staffName('H60.07', 'H60.07/leader')
    for (const lost of both.filter((each) => each.status === 'rejected') as PromiseRejectedResult[]) {
      expect([lost.reason.status, lost.reason.code]).toEqual([409, 'dossier.changed'])
      expect(lost.reason.message).toContain(holder)
      expect(lost.reason.message).toContain('16:20 ngày 10/05/2022')
    }
  })

  test('who did not say what they had seen are told so too', async () => {
    const played = await world.to(await world.open(), 'initialling')
    const both = await Promise.allSettled([
      move('H60.07/head', played.code, 'initial', {}, at('15:05')),
      move('H60.07/head', played.code, 'initial', {}, at('15:05')),
    ])
    const lost = both.find((each) => each.status === 'rejected') as PromiseRejectedResult
    expect([lost.reason.status, lost.reason.code]).toEqual([409, 'dossier.move-not-allowed'])
    expect(lost.reason.message).toContain(await staffName('H60.07', 'H60.07/head'))
  })
})

const staffName = async (agency: string, position: string) =>
  (await world.ask('H60.07/head', 'organisation.staff', { agency })).items.find(
    (each: { id: string }) => each.id === position,
  ).holder

describe('a move', () => {
  test('not drawn from this state is refused and changes nothing', async () => {
    const played = await world.open()
    const before = await world.row(played.code)
    const problem = await refusal(move('H60.07/leader', played.code, 'signApproval'))
    expect([problem.status, problem.code, problem.errors[0]?.path]).toEqual([
      409,
      'dossier.move-not-allowed',
      'move',
    ])
    expect((await refusal(move('H60.07/leader', played.code, 'fly'))).code).toBe('dossier.move-unknown')
    expect((await refusal(move('H60.07/leader', played.code, 'inherit'))).status).toBe(422)
    expect(await world.row(played.code)).toEqual(before)
  })

  test('that is another’s part is refused to whoever may only read', async () => {
    const played = await world.to(await world.open(), 'appraising')
    // The dossier lies with specialist-1; their colleague sees it but may not decide it.
    const problem = await refusal(move('H60.07/specialist-2', played.code, 'proposeApproval', DRAFT))
    expect([problem.status, problem.code]).toEqual([403, 'dossier.move-not-allowed'])
    expect((await refusal(move('H60.07/head', played.code, 'proposeApproval', DRAFT))).status).toBe(403)
    expect((await refusal(move('H60.03/leader', played.code, 'proposeApproval', DRAFT))).status).toBe(404)
  })

  test('needs what its arrow needs, named', async () => {
    const played = await world.to(await world.open(), 'assigning')
    const needs = async (who: string, key: string, input: object) =>
      (await refusal(move(who, played.code, key, input))).errors[0]?.path
    expect(await needs('H60.07/head', 'assign', {})).toBe('assignee')
    expect(await needs('H60.07/head', 'assign', { assignee: 'H60.03/specialist-1' })).toBe('assignee')
    expect(await needs('H60.07/head', 'assign', { assignee: 'H60.07/leader' })).toBe('assignee')
    expect(await needs('H60.07/head', 'returnToDesk', {})).toBe('note')
    await move('H60.07/head', played.code, 'assign', { assignee: 'H60.07/specialist-1' })
    expect(await needs('H60.07/specialist-1', 'proposeApproval', {})).toBe('resultDraft')
  })

  test('carries no more than its arrow asks for: whoever hands a result over cannot rewrite it', async () => {
    const played = await world.to(await world.open(), 'ready')
    await move(
      'H60.07/counter',
      played.code,
      'handOver',
      {
        recipient: 'Người nộp',
        resultDraft: { title: 'Sửa trộm', body: ['Nội dung khác.'] },
        items: [{ path: 'answers.anything', note: 'Không ai hỏi' }],
        resultNumber: '999/GIẢ',
        answers: { anything: 'x' },
      },
      at('17:00'),
    )
    const after = await view('H60.07/counter', played.code, at('17:01'))
    expect(after.resultDraft.title).not.toBe('Sửa trộm')
    expect([after.resultNumber, after.correction]).toEqual([null, []])
    expect(after.answers.anything).toBeUndefined()
  })

  test('may not be a way round the corrections’ own checks', async () => {
    const played = await world.open({ channel: 'online' })
    const problem = await refusal(
      move('H60.07/counter', played.code, 'askIntakeCorrection', {
        items: [{ path: 'answers.nowhere', note: 'không có' }],
      }),
    )
    expect([problem.status, problem.code]).toEqual([422, 'dossier.other-command'])
  })

  test('is dated with the one before when the clock stepped back a little, refused when it went back far', async () => {
    const played = await world.open({ now: at('09:00') })
    const far = await refusal(move('H60.07/counter', played.code, 'transfer', {}, at('08:30')))
    expect([far.status, far.code]).toEqual([503, 'clock.went-back'])
    await move('H60.07/counter', played.code, 'transfer', {}, new Date(at('09:00').getTime() - 20_000))
    expect((await world.row(played.code)).last_at).toEqual(at('09:00'))
  })
})

describe('work', () => {
  afterEach(async () => {
    await world.ask('H60.07/head', 'dossier.setClaiming', { agency: 'H60.07', open: false })
  })

  test('is assigned by the head, and may be given to another', async () => {
    const played = await world.to(await world.open(), 'assigning')
    await move('H60.07/head', played.code, 'assign', { assignee: 'H60.07/specialist-2' })
    const mine = await world.ask('H60.07/specialist-2', 'dossier.find', { queue: 'mine' })
    expect(mine.items.map((each: { code: string }) => each.code)).toContain(played.code)
    await move('H60.07/head', played.code, 'reassign', { assignee: 'H60.07/specialist-1' })
    expect((await view('H60.07/head', played.code)).assignee.position).toBe('H60.07/specialist-1')
    expect((await refusal(move('H60.07/specialist-2', played.code, 'proposeApproval', DRAFT))).status).toBe(
      403,
    )
  })

  test('is claimed only where the head has opened it; the second of two is told who was faster', async () => {
    const played = await world.to(await world.open(), 'assigning')
    expect(await allowed('H60.07/specialist-1', played.code)).not.toContain('claim')
    expect((await refusal(move('H60.07/specialist-1', played.code, 'claim'))).status).toBe(403)

    await world.ask('H60.07/head', 'dossier.setClaiming', { agency: 'H60.07', open: true })
    expect(await allowed('H60.07/specialist-1', played.code)).toContain('claim')
    const both = await Promise.allSettled(
      ['H60.07/specialist-1', 'H60.07/specialist-2'].map((who) =>
        move(who, played.code, 'claim', {}, at('14:02')),
      ),
    )
    const won = both.findIndex((each) => each.status === 'fulfilled')
    const lost = both[1 - won] as PromiseRejectedResult
    expect([lost.reason.status, lost.reason.code]).toEqual([409, 'dossier.move-not-allowed'])
    expect(lost.reason.message).toContain(await staffName('H60.07', `H60.07/specialist-${won + 1}`))
    expect(lost.reason.message).toContain('14:02')
  })

  test('goes by rule to the seat of its procedure, before that of its field', async () => {
    const { field } = await world.definition('1.001686', 'H60.07')
    const rule = (kind: string, subject: string, position: string | null) =>
      world.ask('H60.07/head', 'dossier.setAssignmentRule', { agency: 'H60.07', kind, subject, position })
    await rule('field', field, 'H60.07/specialist-1')
    const byField = await world.take(await world.open(), ['transfer'])
    expect([byField.state, (await world.row(byField.code)).assignee]).toEqual([
      'appraising',
      'H60.07/specialist-1',
    ])

    await rule('procedure', '1.001686', 'H60.07/specialist-2')
    const byProcedure = await world.take(await world.open(), ['transfer'])
    expect((await world.row(byProcedure.code)).assignee).toBe('H60.07/specialist-2')
    const { items } = await world.ask('H60.07/head', 'dossier.history', { code: byProcedure.code })
    expect(items.map((each: { move: string; role: string }) => [each.move, each.role])).toEqual([
      ['receive', 'counter'],
      ['transfer', 'counter'],
      ['assign', 'system'],
    ])
    await rule('procedure', '1.001686', null)
    expect((await rule('field', field, null)).rules).toEqual([])
    expect((await world.take(await world.open(), ['transfer'])).state).toBe('assigning')
  })

  test('of a same-day desk, which has no head’s step, goes by rule too', async () => {
    const rule = { agency: 'H60.03', kind: 'procedure', subject: '2.000635', position: 'H60.03/specialist-2' }
    await world.ask('H60.03/head', 'dossier.setAssignmentRule', rule)
    const played = await world.take(await world.open({ procedure: '2.000635', agency: 'H60.03' }), [
      'transfer',
    ])
    expect((await world.row(played.code)).assignee).toBe('H60.03/specialist-2')
    expect(await allowed('H60.03/specialist-1', played.code)).not.toContain('proposeApproval')
    await world.ask('H60.03/head', 'dossier.setAssignmentRule', { ...rule, position: null })
  })

  test('is shared out by that agency’s head alone, to its own specialists, for what exists', async () => {
    const rule = { agency: 'H60.07', kind: 'procedure', subject: '1.001686', position: 'H60.07/specialist-1' }
    const set = (who: string, change: object) =>
      refusal(world.ask(who, 'dossier.setAssignmentRule', { ...rule, ...change }))
    expect((await set('H60.07/specialist-1', {})).status).toBe(403)
    expect((await set('H60.03/head', {})).status).toBe(404)
    expect((await set('H60.07/head', { position: 'H60.03/specialist-1' })).errors[0]?.path).toBe('position')
    expect((await set('H60.07/head', { subject: '9.999999' })).errors[0]?.path).toBe('subject')
  })
})

describe('a national system', () => {
  test('alone gives the result’s number; nobody signs here', async () => {
    const played = await world.to(
      await world.open({ procedure: '2.000488', agency: 'H60.03' }),
      'atNationalSystem',
    )
    expect((await world.row(played.code)).folded.resultNumber).toBeNull()
    expect(await allowed('H60.03/leader', played.code)).not.toContain('systemApproval')
    const reply = { code: played.code, move: 'systemApproval' }
    expect(
      (await refusal(world.ask(world.system, 'dossier.move', reply, { now: at('15:00') }))).errors[0]?.path,
    ).toBe('resultNumber')
    await world.ask(
      world.system,
      'dossier.move',
      { ...reply, resultNumber: 'LLTP-0042/2022' },
      { now: at('15:00') },
    )
    expect((await view('H60.03/counter', played.code)).resultNumber).toBe('LLTP-0042/2022')
  })
})

describe('a payment', () => {
  test('is confirmed only at the sum the fees come to; a wrong one names both sums and changes nothing', async () => {
    const [procedure, agency] = PROCEDURES['with-payment']
    const played = await world.to(await world.open({ procedure, agency }), 'waitingPayment')
    const who = `${agency}/counter`
    const { fees } = await view(who, played.code)
    const due = fees.reduce((sum: number, fee: { amount: number }) => sum + fee.amount, 0)
    expect(due).toBeGreaterThan(0)
    const pay = (amount: number) =>
      world.ask(who, 'payment.confirm', { code: played.code, method: 'cash', amount }, { now: at('16:30') })
    const wrong = await refusal(pay(due - 1000))
    expect([wrong.status, wrong.code, wrong.errors[0]?.path]).toEqual([422, 'payment.wrong-amount', 'amount'])
    expect((await world.row(played.code)).state).toBe('waitingPayment')
    expect((await pay(due)).moved.state.key).toBe('appraising')
    const past = await refusal(move(who, played.code, 'confirmPayment', { paidAmount: due }, at('16:40')))
    expect(past.code).toBe('dossier.other-command')
  })
})
