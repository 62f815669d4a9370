import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import { dossierJobs } from '../../src/blocks/dossier/index.ts'
import { agencyTree, workingCalendar } from '../../src/blocks/organisation/index.ts'
import { openHouse } from '../../src/house.ts'
import { instantAt } from '../../src/kernel/local-time.ts'
import type { House } from '../../src/platform/command/run.ts'
import { SettingError, type Settings } from '../../src/platform/settings.ts'
import { openAccounts } from '../payments.ts'
import { Cast } from '../play/cast.ts'
import { fictitiousPaper } from '../play/paper.ts'
import { staffOf } from '../play/staff.ts'
import { stagesOn } from '../play/stages.ts'
import { staffProvince } from '../province.ts'
import { offersOf } from './feasible.ts'
import { PERIOD, type Targets } from './figures.ts'
import { type History, hashHistory } from './history-hash.ts'
import { openServices } from './online-services.ts'
import { makePlan, type Plan } from './plan.ts'
import { type Progress, play } from './play.ts'

export type Replaying = {
  dataDir: string
  seed: string
  targets: Targets
  concurrency?: number
  repeatAll?: boolean
  log: Logger
  onDay?: (progress: Progress, planned: { dossiers: number }) => void
}
export type Replayed = {
  house: House
  cast: Cast
  plan: Plan
  history: History
  progress: Progress
  close: () => Promise<void>
}

/** Where the province's officers sit down: before the first dossier of December 2021. */
const BEFORE = new Date('2021-11-30T08:00:00+07:00')
const STAFF_FROM = '2021-01-01'

/** Plays the seven months of 2022 into a database of its own, or goes on with one half done. The caller closes it. */
export async function replay(replaying: Replaying): Promise<Replayed> {
  const { dataDir, seed, targets, concurrency = 20 } = replaying
  requireSame(dataDir, { seed, targets })
  let now = BEFORE
  const { house, close } = await openHouse({
    settings: settingsOf(dataDir),
    log: replaying.log,
    clock: () => now,
    connections: concurrency,
    publish: true,
  })
  try {
    const tree = await agencyTree(house)
    const seats = staffOf(
      tree.all().filter((agency) => tree.inForce(agency.code, PERIOD.from)),
      STAFF_FROM,
    )
    if (!(await isStaffed(house.db))) await staffProvince(house, seats)
    await openAccounts(house)
    const cast = new Cast(seats)
    await openServices(house, cast, targets.editions, BEFORE)
    const stages = await stagesOn(house, PERIOD.from)
    const calendar = await workingCalendar(house)
    const plan = makePlan(offersOf(stages), calendar, targets, seed)
    const progress = await play({
      house,
      cast,
      paper: await fictitiousPaper(house),
      stages,
      calendar,
      plan,
      seed,
      concurrency,
      repeatAll: replaying.repeatAll ?? false,
      jobs: dossierJobs(house),
      onDay: (so) => replaying.onDay?.(so, { dossiers: plan.dossiers.length }),
    })
    now = new Date(instantAt(plan.lastDay + 1, 0))
    return { house, cast, plan, history: await hashHistory(house.db), progress, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Settings of a house opened in process, for a replay or what looks at one: from its folder alone. */
export function settingsOf(dataDir: string): Settings {
  return {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    databaseUrl: null,
    databaseOwnerUrl: null,
    publicUrl: 'http://127.0.0.1',
    smtpUrl: null,
    tsaUrl: null,
    demo: true,
  }
}

async function isStaffed(db: Kysely<any>): Promise<boolean> {
  const { rows } = await sql`select 1 from organisation.position limit 1`.execute(db)
  return rows.length > 0
}

/** A folder holds one replay: going on with another seed or size would mix two histories. Errors: SettingError. */
function requireSame(dataDir: string, what: { seed: string; targets: Targets }): void {
  const note = join(dataDir, 'replay.json')
  const text = JSON.stringify(what)
  if (existsSync(note)) {
    if (readFileSync(note, 'utf8') === text) return
    throw new SettingError(
      `Thư mục ${dataDir} đang giữ một lần chạy lại khác (hạt giống hoặc quy mô khác). Hãy chọn DATA_DIR khác hoặc xóa thư mục đó.`,
    )
  }
  if (existsSync(join(dataDir, 'pg')))
    throw new SettingError(
      `Thư mục ${dataDir} đang giữ dữ liệu của hệ thống, không phải của lần chạy lại. Hãy chọn DATA_DIR khác.`,
    )
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(`${note}.new`, text)
  renameSync(`${note}.new`, note)
}
