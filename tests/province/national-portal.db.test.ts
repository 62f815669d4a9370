import { expect, test } from 'vitest'
import { countSynced } from '../../src/blocks/dossier/index.ts'
import {
  administrator,
  filed,
  messages,
  now,
  pass,
  portal,
  post,
  round,
  setExchange,
  steer,
  there,
  withPapers,
  world,
} from './exchanging.ts'
import { at } from './world.ts'

setExchange()

test('a dossier filed on the portal becomes one of ours, once, with its papers, however often it comes', async () => {
  const { content } = await withPapers()
  const { MaHoSo } = await post(`${portal.url}/nop-ho-so`, content)
  await post(`${portal.url}/nop-ho-so`, { ...content, MaHoSo })
  await round(2)
  const taken = await messages({ direction: 'in', state: 'done' })
  expect(taken).toHaveLength(2)
  const [code] = [...new Set(taken.map(({ subject }) => subject))]
  expect(new Set(taken.map(({ subject }) => subject)).size).toBe(1)
  const view = await world.ask('H60.07/counter', 'dossier.get', { code }, { now: now() })
  expect(view).toMatchObject({
    channel: 'online',
    state: { status: 1 },
    applicant: { name: content.ChuHoSo },
  })
  expect(view.documents.flatMap(({ files }: any) => files).length).toBeGreaterThan(0)
  // The portal hears our code and where it stands.
  expect(portal.book.dossier(MaHoSo)).toMatchObject({ MaHoSoDiaPhuong: code, statuses: [{ TrangThai: 1 }] })
  // Nothing of the person stays behind in the inbox.
  const kept = await world.house.db
    .selectFrom('message.exchange_in')
    .select('content')
    .where('state', '=', 'done')
    .execute()
  expect(kept.every(({ content: words }: any) => words === null)).toBe(true)
})

test('the portal follows a dossier of the counter to its result, in order', async () => {
  const played = await world.to(
    await world.open({ now: now() }),
    'returned',
    new Date(now().getTime() + 60_000),
  )
  pass(86_400_000)
  await round(30)
  const held = there(played.code)
  expect(held?.facts).toMatchObject({ MaTTHC: '1.001686', KenhThucHien: 1, MaDonViTiepNhan: 'H60.07' })
  const numbers = held!.progress.map(({ SoThuTu }) => SoThuTu)
  expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  expect(numbers.at(-1)).toBe((await world.row(played.code)).seq)
  const statuses = held!.statuses.map(({ TrangThai }) => TrangThai)
  expect(statuses[0]).toBe(2)
  expect(statuses.slice(-2)).toEqual([9, 10])
  const done = held!.statuses.find(({ TrangThai }) => TrangThai === 9)!
  expect(portal.book.file(done.DuongDanTepTinKetQua)!.body.subarray(0, 5).toString()).toBe('%PDF-')
  const told = await world.ask('H60.07/counter', 'dossier.exchange', { code: played.code }, { now: now() })
  expect(told).toMatchObject({ sync: 'synced', status: 10, portalCode: held!.MaHoSo })
  const counted = await countSynced(world.house.db, { from: at('00:00'), to: at('23:59') })
  expect(counted.find(({ agency }) => agency === 'H60.07')).toMatchObject({ accepted: 1, synced: 1 })
})

test('while the portal is down everything waits and says so; afterwards it is caught up, nothing twice', async () => {
  await steer(portal, { ngung: true })
  const played = await world.open({ now: now() })
  const { content } = await withPapers()
  const { MaHoSo } = await post(`${portal.url}/nop-ho-so`, content)
  await round(2)
  const [line] = (await world.ask(administrator, 'exchange.systems', {}, { now: now() })).items.filter(
    ({ key }: any) => key === 'national-portal',
  )
  expect(line).toMatchObject({ line: 'down', failed: 0 })
  expect(line.waiting).toBeGreaterThan(0)
  expect(line.error).toContain('502')
  expect(there(played.code)).toBeUndefined()
  await steer(portal, { ngung: false })
  pass(3_600_000)
  await round(4)
  expect(there(played.code)?.statuses.map(({ TrangThai }) => TrangThai)).toEqual([2])
  expect(portal.book.dossier(MaHoSo)?.statuses).toHaveLength(1)
})

test('a token that ends in the middle and a few 502s cost nothing', async () => {
  const played = await world.open({ now: now() })
  await steer(portal, { hetHanThe: true })
  await round(3)
  expect(there(played.code)?.facts).toBeTruthy()
  const second = await world.open({ now: now() })
  await steer(portal, { loi502: 3 })
  await round(12)
  expect(there(second.code)?.statuses).toHaveLength(1)
  expect(await messages({ state: 'failed', direction: 'out' })).toEqual([])
})

test('an unknown procedure, a lost file and a changed one stand aside with their reason and block nobody', async () => {
  await post(`${portal.url}/nop-ho-so`, await filed({ MaTTHC: '9.999999' }))
  const lost = await withPapers()
  await post(`${portal.url}/nop-ho-so`, lost.content)
  await steer(portal, { matTep: lost.file })
  const changed = await withPapers()
  const papers = structuredClone(changed.content.ThanhPhanHoSo) as any[]
  papers[0].GiayToDinhKem[0].HashTepTin = 'a'.repeat(64)
  await post(`${portal.url}/nop-ho-so`, { ...changed.content, ThanhPhanHoSo: papers })
  const good = await withPapers()
  const { MaHoSo } = await post(`${portal.url}/nop-ho-so`, good.content)
  await round(3)
  const failed = await messages({ state: 'failed', direction: 'in' })
  expect(failed.some(({ error }) => error.includes('9.999999'))).toBe(true)
  expect(failed).toHaveLength(3)
  expect(failed.some(({ error }) => error.includes('404'))).toBe(true)
  expect(failed.some(({ error }) => error.includes('mã băm'))).toBe(true)
  expect(portal.book.dossier(MaHoSo)?.statuses).toHaveLength(1)
  // One is let go with a reason, and cannot be taken up again.
  const dropped = await world.ask(
    administrator,
    'exchange.drop',
    { id: failed[0].id, reason: 'Đã hướng dẫn người dân nộp lại' },
    { now: now() },
  )
  expect(dropped.state).toBe('dropped')
  await expect(
    world.ask(administrator, 'exchange.retry', { id: failed[0].id }, { now: now() }),
  ).rejects.toMatchObject({
    code: 'exchange.settled',
  })
})

test('what a citizen adds on the portal answers the request for more', async () => {
  const { content } = await withPapers()
  const { MaHoSo } = await post(`${portal.url}/nop-ho-so`, content)
  await round(2)
  const code = portal.book.dossier(MaHoSo)!.MaHoSoDiaPhuong!
  const field = Object.keys(content.ToKhai).find(
    (key) => typeof content.ToKhai[key] === 'string' && /name|address/i.test(key),
  )!
  await world.ask(
    'H60.07/counter',
    'dossier.requestCorrection',
    { code, items: [{ path: `answers.${field}`, note: 'Ghi đúng như giấy tờ.' }] },
    { now: now() },
  )
  await round(3)
  expect(portal.book.dossier(MaHoSo)!.statuses.map(({ TrangThai }) => TrangThai)).toEqual([1, 5])
  await post(`${portal.url}/bo-sung`, {
    MaHoSo,
    ToKhai: { [field]: content.ToKhai[field] },
    ThanhPhanHoSo: [],
  })
  await round(3)
  expect(portal.book.dossier(MaHoSo)!.statuses.map(({ TrangThai }) => TrangThai)).toEqual([1, 5, 1])
})

test('what moved while the connection was turned off is told once it is on again; its password is never shown', async () => {
  const played = await world.open({ now: now() })
  await round(2)
  const turn = (enabled: boolean) =>
    world.ask(
      administrator,
      'exchange.setSystem',
      { key: 'national-portal', name: 'Cổng thử', address: portal.url, clientId: portal.clientId, enabled },
      { now: now() },
    )
  await turn(false)
  const moved = await world.to(played, 'appraising', now())
  pass(60_000)
  await round(2)
  const listed = await world.ask(administrator, 'exchange.systems', {}, { now: now() })
  expect(listed.items.find(({ key }: { key: string }) => key === 'national-portal').line).toBe('off')
  expect(JSON.stringify(listed)).not.toContain(portal.secret)
  expect(there(played.code)!.statuses.map(({ TrangThai }) => TrangThai)).toEqual([2])
  await turn(true)
  await round(8)
  const { seq } = await world.row(moved.code)
  expect(there(played.code)!.progress.map(({ SoThuTu }) => SoThuTu)).toEqual(
    Array.from({ length: seq + 1 }, (_, at) => at),
  )
})
