import { afterAll, afterEach, beforeAll } from 'vitest'
import { putSystem } from '../../src/blocks/message/index.ts'
import { openPortalSimulator } from '../../src/connectors/national-portal/simulator/simulator.ts'
import { openRecordSimulator } from '../../src/connectors/systems-of-record/simulator/simulator.ts'
import { type Exchange, exchangeRounds } from '../../src/exchange.ts'
import { at, openWorld, type World } from './world.ts'

/** What the exchange's tests play on: a province, the portal and the systems of record, over real sockets. */
export let world: World
export let portal: Awaited<ReturnType<typeof openPortalSimulator>>
export let records: Awaited<ReturnType<typeof openRecordSimulator>>
let exchange: Exchange
let clock = at('08:00')
export let administrator: Awaited<ReturnType<World['seat']>>

/** Says that this file's tests need them; each test finds every fault switched off again. */
export function setExchange(): void {
  beforeAll(open)
  afterAll(close)
  afterEach(mend)
}

async function open() {
  world = await openWorld()
  ;[portal, records] = await Promise.all([openPortalSimulator(0), openRecordSimulator(0, { delayMs: 0 })])
  await connect({ key: 'national-portal', name: 'Cổng thử', address: portal.url, procedures: [] }, portal)
  await connect(
    {
      key: 'civil-status',
      name: 'Hộ tịch thử',
      address: `${records.url}/civil-status`,
      procedures: ['2.000488'],
    },
    records,
  )
  exchange = exchangeRounds(world.house, () => clock)
  administrator = await world.seat('H60/administrator')
  await round()
}

async function close() {
  await Promise.all([portal?.close(), records?.close()])
  await world?.close()
}

async function mend() {
  await steer(portal, { ngung: false, loi502: 0 })
  await steer(records, { traLoi: 'duyet', ngung: false })
  await world.house.db.updateTable('message.exchange_line').set({ paused_until: null }).execute()
}

export const now = () => clock
/** Time goes by, with nothing exchanged. */
export function pass(milliseconds: number): void {
  clock = new Date(clock.getTime() + milliseconds)
}

const connect = (
  system: { key: string; name: string; address: string; procedures: string[] },
  { clientId, secret }: { clientId: string; secret: string },
) =>
  putSystem(
    world.house.db,
    world.house.vault,
    { ...system, clientId, secret, enabled: true },
    at('08:00'),
    null,
  )
export const post = async (url: string, body: unknown) =>
  (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json() as Promise<any>
export const steer = ({ url }: { url: string }, told: object) => post(`${url}/dieu-khien`, told)
/** One round, a minute later than the one before. */
export async function round(times = 1) {
  for (let at = 0; at < times; at += 1) {
    clock = new Date(clock.getTime() + 60_000)
    await exchange.round(clock)
  }
}
export const messages = async (query: object) =>
  (await world.ask(administrator, 'exchange.find', { limit: 200, ...query }, { now: clock })).items as any[]
export const there = (code: string) => portal.book.all.find((each) => each.MaHoSoDiaPhuong === code)

/** As a citizen fills it in on the portal, for the procedure of certified copies. */
export async function filed(extra: object = {}) {
  const { procedure, agency, applicant, answers } = await world.goodInput('1.001686', 'H60.07')
  return {
    MaTTHC: procedure,
    MaDonViTiepNhan: agency,
    ChuHoSo: applicant.name,
    SoDinhDanh: applicant.citizenNumber,
    SoDienThoai: applicant.phone,
    DiaChi: applicant.address,
    HinhThucTra: 2,
    ToKhai: answers,
    ThanhPhanHoSo: [] as object[],
    ...extra,
  }
}
const PDF = Buffer.from('%PDF-1.4\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n', 'latin1')
export async function withPapers(extra: object = {}) {
  const { documents } = await world.goodInput('1.001686', 'H60.07')
  const { IdTepTin } = (await (
    await fetch(`${portal.url}/tep-moi`, {
      method: 'POST',
      body: Buffer.concat([PDF, Buffer.from(String(Math.random()))]),
    })
  ).json()) as { IdTepTin: string }
  const papers = documents.map(({ key }: { key: string }) => ({
    MaThanhPhanHoSo: key,
    SoLuong: 1,
    LoaiBan: 2,
    GiayToDinhKem: [{ IdGiayTo: IdTepTin, TenGiayTo: 'giay-to.pdf', HashTepTin: IdTepTin }],
  }))
  return { file: IdTepTin, content: await filed({ ThanhPhanHoSo: papers, ...extra }) }
}

/** A dossier that stands where only the national system can go on. */
export async function atSystem() {
  const played = await world.open({ procedure: '2.000488', agency: 'H60.03', now: clock })
  const there = await world.to(played, 'atNationalSystem', new Date(clock.getTime() + 60_000))
  pass(86_400_000)
  return there
}
export const stateOf = async (code: string) => (await world.row(code)).folded
