import { join } from 'node:path'
import { followMoves } from './blocks/dossier/index.ts'
import {
  collect,
  deliver,
  type ExchangeSystem,
  type Line,
  putSystem,
  systemsOn,
  take,
} from './blocks/message/index.ts'
import { NATIONAL_PORTAL } from './blocks/message/model/exchange.ts'
import { startBeside } from './connectors/beside.ts'
import { nationalPortal } from './connectors/national-portal/adapter.ts'
import { systemOfRecord } from './connectors/systems-of-record/adapter.ts'
import SYSTEMS from './connectors/systems-of-record/systems.json' with { type: 'json' }
import { portalLine, recordLine } from './exchange-lines.ts'
import type { House } from './platform/command/run.ts'
import type { Settings } from './platform/settings.ts'

const PORTAL_SIMULATOR = new URL('./connectors/national-portal/simulator/main.ts', import.meta.url)
const RECORD_SIMULATOR = new URL('./connectors/systems-of-record/simulator/main.ts', import.meta.url)
const PORTAL_NAME = 'Cổng Dịch vụ công quốc gia'
/** What a simulator left in the settings: never a system's own address. */
const SIMULATED = /^http:\/\/127\.0\.0\.1:/
const PULSE_MS = 2_000
const STOPS_WITHIN_MS = 2_000

/** One round with every connected system: moves become messages, messages go out, arrivals come in and have their effect. */
export type Exchange = { round: (now: Date) => Promise<void> }

/** The lines of the settings in force; a changed setting makes its line anew. */
export function exchangeRounds(house: House, clock: () => Date = house.clock): Exchange {
  const made = new Map<string, { settings: string; line: Line }>()

  function lineOf(system: ExchangeSystem): Line {
    const settings = JSON.stringify([system.address, system.clientId, system.secret])
    const before = made.get(system.key)
    if (before?.settings === settings) return before.line
    const line =
      system.key === NATIONAL_PORTAL
        ? portalLine(house, nationalPortal(system), clock)
        : recordLine(house, system, systemOfRecord(system, system.name), clock)
    made.set(system.key, { settings, line })
    return line
  }

  return {
    async round(now) {
      const systems = await systemsOn(house.db, house.vault, now)
      if (systems.length === 0) return
      const records = systems.filter(({ key }) => key !== NATIONAL_PORTAL)
      await followMoves(house, { portal: records.length < systems.length, systems: records }, now)
      // One system that is slow or down holds back no other.
      await Promise.all(systems.map((system) => oneRound(house, lineOf(system), now)))
    },
  }
}

async function oneRound({ db }: House, line: Line, now: Date): Promise<void> {
  await collect(db, line, now)
  await take(db, line, now)
  await deliver(db, line, now)
}

export type OpenExchange = {
  simulated: Promise<{ name: string; address: string }[]>
  stop: () => Promise<void>
}

/** Keeps the exchange going until it is stopped. The demonstration's outside systems are simulated beside it. */
export function openExchange(house: House, settings: Settings): OpenExchange {
  const exchange = exchangeRounds(house)
  const simulators = settings.demo ? startSimulators(house, settings) : Promise.resolve([])
  let stopped = false
  let idle = false
  let running: Promise<void> = simulators.then(
    () => undefined,
    (error) => house.log.warn({ err: error }, 'the simulators of outside systems did not start'),
  )
  const pulse = setInterval(() => {
    if (!idle || stopped) return
    idle = false
    running = exchange
      .round(house.clock())
      .catch((error) => house.log.warn({ err: error }, 'exchange with outside systems'))
      .finally(() => {
        idle = true
      })
  }, PULSE_MS)
  void running.finally(() => {
    idle = true
  })
  return {
    simulated: simulators.then((all) => all.map(({ name, address }) => ({ name, address }))).catch(() => []),
    async stop() {
      stopped = true
      clearInterval(pulse)
      // A system that answers slowly does not hold the stop up: what was on its way is sent again after the next start.
      await Promise.race([running, new Promise((resolve) => setTimeout(resolve, STOPS_WITHIN_MS).unref())])
      for (const { stop } of await simulators.catch(() => [])) stop()
    },
  }
}

type Beside = { name: string; address: string; stop: () => void }
type Said = { url: string; clientId: string; secret: string }

async function startSimulators(house: House, { port, dataDir }: Settings): Promise<Beside[]> {
  const kept = (name: string) => join(dataDir, 'gia-lap', `${name}.json`)
  const begin = async (name: string, script: URL, beside: number, file: string) => {
    const { said, stop } = await startBeside(script, [String(port ? port + beside : 0), kept(file)])
    return { name, stop, ...(JSON.parse(said) as Said) }
  }
  const [portal, records] = await Promise.all([
    begin(PORTAL_NAME, PORTAL_SIMULATOR, 5, 'cong-quoc-gia'),
    begin('Hệ thống chuyên ngành', RECORD_SIMULATOR, 6, 'chuyen-nganh'),
  ])
  const now = house.clock()
  await connect(house, { key: NATIONAL_PORTAL, name: PORTAL_NAME, procedures: [] }, portal.url, portal, now)
  for (const system of SYSTEMS) await connect(house, system, `${records.url}/${system.key}`, records, now)
  return [portal, records].map(({ name, url, stop }) => ({ name, address: url, stop }))
}

/** What an administrator connected for real, or turned off, stays. */
async function connect(
  house: House,
  { key, name, procedures }: { key: string; name: string; procedures: string[] },
  address: string,
  { clientId, secret }: Said,
  now: Date,
): Promise<void> {
  const known = (await systemsOn(house.db, house.vault, now, true)).find((each) => each.key === key)
  if (known && (!SIMULATED.test(known.address) || !known.enabled)) return
  const listed = known?.procedures ?? procedures
  await putSystem(
    house.db,
    house.vault,
    { key, name, address, clientId, secret, enabled: true, procedures: listed },
    now,
    null,
  )
}
