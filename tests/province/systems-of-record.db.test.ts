import { expect, test } from 'vitest'
import {
  atSystem,
  messages,
  now,
  portal,
  post,
  records,
  round,
  setExchange,
  stateOf,
  steer,
  withPapers,
  world,
} from './exchanging.ts'

setExchange()

test('a system of record is asked by itself, and only its reply brings the result’s number', async () => {
  const { code } = await atSystem()
  await round(3)
  expect(await stateOf(code)).toMatchObject({
    outcome: 'approved',
    resultNumber: expect.stringMatching(/^HT-\d{6}$/),
  })
  const moves = await world.ask('H60.03/head', 'dossier.history', { code }, { now: now() })
  expect(moves.items.at(-1)).toMatchObject({ role: 'system', move: 'systemApproval' })
})

test.each([
  ['tuChoi', { outcome: 'rejected', state: { key: 'ready' } }],
  ['traLai', { outcome: null, state: { key: 'appraising' } }],
  ['haiLan', { outcome: 'approved' }],
] as const)('a reply in the manner %s has its one effect', async (traLoi, expected) => {
  await steer(records, { traLoi })
  const { code } = await atSystem()
  await round(4)
  expect(await stateOf(code)).toMatchObject(expected)
  expect(await messages({ system: 'civil-status', state: 'failed' })).toEqual([])
})

test('a second, different reply and one without a number stand aside; the dossier keeps the first', async () => {
  await steer(records, { traLoi: 'haiSo' })
  const { code } = await atSystem()
  await round(4)
  const { resultNumber, outcome } = await stateOf(code)
  expect(outcome).toBe('approved')
  expect((await messages({ system: 'civil-status', state: 'failed' })).map(({ error }) => error)).toEqual([
    expect.stringContaining('không còn ở bước chờ'),
  ])
  expect((await stateOf(code)).resultNumber).toBe(resultNumber)
  await steer(records, { traLoi: 'khongSo' })
  const second = await atSystem()
  await round(4)
  expect((await stateOf(second.code)).state.key).toBe('atNationalSystem')
  expect((await messages({ system: 'civil-status', state: 'failed' }))[0].error).toContain(
    'không gửi số kết quả',
  )
})

test('by hand only while the line is down', async () => {
  await steer(records, { ngung: true })
  const { code } = await atSystem()
  await round(2)
  const reply = {
    code,
    verdict: 'approved',
    resultNumber: '12/2022-LLTP',
    note: 'Công văn 12 ngày 10/5/2022, mất đường truyền',
  }
  await expect(
    world.ask('H60.03/counter', 'dossier.recordSystemReply', reply, { now: now() }),
  ).rejects.toMatchObject({
    status: 403,
  })
  await world.ask('H60.03/head', 'dossier.recordSystemReply', reply, { now: now() })
  expect(await stateOf(code)).toMatchObject({ outcome: 'approved', resultNumber: '12/2022-LLTP' })

  await steer(records, { ngung: false })
  await world.house.db.updateTable('message.exchange_line').set({ paused_until: null }).execute()
  await steer(records, { sauMs: 3_600_000 })
  const waiting = await atSystem()
  await round(3)
  await expect(
    world.ask('H60.03/head', 'dossier.recordSystemReply', { ...reply, code: waiting.code }, { now: now() }),
  ).rejects.toMatchObject({ code: 'dossier.system-line-up' })
})

test('cut off between an effect and its tick, everything is said and taken again without a second effect', async () => {
  const { content } = await withPapers()
  const { MaHoSo } = await post(`${portal.url}/nop-ho-so`, content)
  const { code } = await atSystem()
  await steer(records, { sauMs: 0 })
  await round(4)
  const before = { ...(await counts()), seq: (await world.row(code)).seq }
  const { db } = world.house
  const again = await db
    .updateTable('message.exchange_in')
    .set({ state: 'waiting', done_at: null, content: JSON.stringify({ ...content, MaHoSo }) })
    .where('outside_id', '=', (eb: any) =>
      eb
        .selectFrom('message.exchange_in')
        .select('outside_id')
        .where('kind', '=', 'filed')
        .orderBy('position', 'desc')
        .limit(1),
    )
    .returning('subject')
    .execute()
  expect(again).toEqual([{ subject: portal.book.dossier(MaHoSo)!.MaHoSoDiaPhuong }])
  const [request] = await db
    .updateTable('message.exchange_out')
    .set({ state: 'waiting', sent_at: null })
    .where('subject', '=', code)
    .returning(['id', 'kind'])
    .execute()
    .then((rows) => rows.filter(({ kind }) => kind === 'request'))
  const replies = await db
    .updateTable('message.exchange_in')
    .set({ state: 'waiting', done_at: null, content: JSON.stringify({ request: request!.id }) })
    .where('subject', '=', code)
    .returning('kind')
    .execute()
  expect(replies).toEqual([{ kind: 'reply' }])
  await round(10)
  expect({ ...(await counts()), seq: (await world.row(code)).seq }).toEqual(before)
  expect(await messages({ state: 'waiting' })).toEqual([])
})

async function counts() {
  const { db } = world.house
  const count = async (table: string) =>
    Number(
      (
        (await db
          .selectFrom(table as any)
          .select((eb: any) => eb.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()) as any
      ).n,
    )
  return {
    dossiers: await count('dossier.dossier'),
    moves: await count('dossier.dossier_move'),
    there: portal.book.all.length,
    steps: portal.book.all.reduce(
      (sum, { progress, statuses }) => sum + progress.length + statuses.length,
      0,
    ),
  }
}
