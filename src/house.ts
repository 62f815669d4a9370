import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import { shippedProcedures, shippedProvince } from './areas/read-areas.ts'
import { loadAgencies, loadCalendar, loadPlaces } from './blocks/organisation/index.ts'
import { loadPacks } from './blocks/procedure/index.ts'
import { Memory } from './platform/command/memory.ts'
import type { House } from './platform/command/run.ts'
import { connect } from './platform/database/connection.ts'
import { startEmbedded } from './platform/database/embedded.ts'
import { migrate, verify } from './platform/database/migrate.ts'
import { migrationSources } from './platform/database/migration-sources.ts'
import { RETENTION_ROLE } from './platform/database/roles.ts'
import { openFiles } from './platform/files/store.ts'
import { installJobs, openJobs } from './platform/jobs/jobs.ts'
import { openVault } from './platform/secrets/vault.ts'
import { SettingError, type Settings } from './platform/settings.ts'
import { QUEUES } from './queues.ts'

export type Running = {
  house: House
  /** Null when an outside server gave no owner address. */
  ownerUrl: string | null
  filesDir: string
  /** Connects as the role that may erase what retention is over for, and nothing else. */
  retention: Kysely<any>
  close: () => Promise<void>
}

/** What the app role must never be able to do, wherever the database stands. */
const FORBIDDEN = (
  [
    'dossier.dossier_move',
    'audit.audit_row',
    'audit.audit_leaf',
    'audit.audit_node',
    'dossier.dossier_answer',
  ] as const
).flatMap(
  (table) =>
    [
      [table, 'UPDATE'],
      [table, 'DELETE'],
      [table, 'TRUNCATE'],
    ] as [string, 'UPDATE' | 'DELETE' | 'TRUNCATE'][],
)

/** Connections for what calls read beside their transactions; each such read is short and shared. */
const ASIDE = 3

export type Opening = {
  settings: Settings
  log: Logger
  clock?: () => Date
  attach?: boolean
  connections?: number
  publish?: boolean
  jobs?: boolean
}

/** Starts or reaches the database, brings it to this release, loads what the release ships, opens files and jobs. */
export async function openHouse({
  settings,
  log,
  clock = () => new Date(),
  attach,
  connections = 16,
  publish,
}: Opening): Promise<Running> {
  const filesDir = join(settings.dataDir, 'files')
  const embedded =
    settings.databaseUrl === null
      ? await startEmbedded({ dataDir: settings.dataDir, log: (line) => log.info(line), attach })
      : null
  try {
    const appUrl = embedded?.appUrl ?? (settings.databaseUrl as string)
    const ownerUrl = embedded?.ownerUrl ?? settings.databaseOwnerUrl
    const appRole = embedded ? 'tan_trao_app' : roleOf(appUrl)
    await bringUp(ownerUrl, appUrl, appRole)
    let closing = false
    // A server that stops says so on connections that are just being closed: that is no loss.
    const onLostConnection = (error: Error) => {
      if (!closing) log.warn({ err: error.message }, 'database connection lost')
    }
    const { db, close } = connect(appUrl, { max: connections, prepare: embedded !== null, onLostConnection })
    const aside = connect(appUrl, { max: ASIDE, onLostConnection })
    const retention = connect(embedded?.retentionUrl ?? asRole(appUrl, RETENTION_ROLE), {
      max: 1,
      onLostConnection,
    })
    const jobs = await openJobs(appUrl, (error) => log.warn({ err: error }, 'job queue'))
    const house: House = {
      db,
      aside: aside.db,
      jobs,
      files: await openFiles(filesDir),
      vault: openVault(settings.dataDir),
      memory: new Memory(),
      publicUrl: settings.publicUrl,
      clock,
      log: { warn: (fields, text) => log.warn(fields, text) },
    }
    await loadShipped(house, publish ?? settings.demo)
    return {
      house,
      ownerUrl,
      filesDir,
      retention: retention.db,
      close: async () => {
        closing = true
        await jobs.stop()
        await close()
        await aside.close()
        await retention.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

async function bringUp(ownerUrl: string | null, appUrl: string, appRole: string): Promise<void> {
  if (ownerUrl === null) return verify(appUrl, migrationSources(), FORBIDDEN)
  await migrate(ownerUrl, migrationSources(), { appRole })
  await installJobs(ownerUrl, appRole, QUEUES)
  await verify(appUrl, migrationSources(), FORBIDDEN)
}

/** The same server, as another role: its password, if it needs one, comes from the server's own means (pgpass, peer). */
function asRole(url: string, role: string): string {
  return url.replace(/^(postgres(?:ql)?:\/\/)[^@/]*@/, `$1${role}@`)
}

function roleOf(url: string): string {
  const user = /^postgres(?:ql)?:\/\/([^:@/]+)/.exec(url)?.[1]
  if (!user)
    throw new SettingError(
      'DATABASE_URL cần ghi tên vai trò của ứng dụng, ví dụ postgres://tan_trao_app@127.0.0.1/tan_trao.',
    )
  return decodeURIComponent(user)
}

/** Agencies, calendar and procedures of this release, where they are not yet; what officials changed stays. */
async function loadShipped(house: House, publish: boolean): Promise<void> {
  const { agencies, successions, calendar, places } = shippedProvince()
  await house.db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(7401947)`.execute(trx)
    await loadAgencies(trx, agencies, successions)
    await loadCalendar(trx, calendar, 'Lịch làm việc của tỉnh')
    await loadPlaces(trx, places)
    await loadPacks(trx, shippedProcedures(), house.clock(), publish, (procedure, reasons) =>
      house.log.warn(
        { procedure, reasons },
        'a shipped procedure stays a draft: the publish check refuses it',
      ),
    )
  })
}
