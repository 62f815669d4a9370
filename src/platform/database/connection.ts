import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { PreparingClient } from './preparing-client.ts'

export type Connection = { db: Kysely<any>; pool: pg.Pool; close(): Promise<void> }

export type ConnectOptions = {
  /** Most connections held open. Default 10. */
  max?: number
  /** Shown in pg_stat_activity. */
  applicationName?: string
  /** Milliseconds after which the server cancels one statement; 0 is never. Default 30,000. */
  statementTimeout?: number
  /** Milliseconds to wait for a free or new connection before `isUnavailable`. Default 10,000. */
  connectTimeout?: number
  /** Statements are prepared once a connection: only where no pooler stands between. Default no. */
  prepare?: boolean
  /** Told when a connection breaks while nobody waits for it. */
  onLostConnection?: (error: Error) => void
}

/** Counts and keys come as numbers; one beyond 2^53 would be silently wrong, so it is refused. */
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} is beyond the safe integers`)
  return value
}

const { INT8, NUMERIC, DATE } = pg.types.builtins
const textArray = pg.types.getTypeParser(1009 as number) as (text: string) => (string | null)[]
const arrayOf =
  <T>(parse: (text: string) => T) =>
  (text: string): (T | null)[] =>
    textArray(text).map((entry) => (entry === null ? null : parse(entry)))
const asText = (text: string) => text
const [INT8_ARRAY, NUMERIC_ARRAY, DATE_ARRAY] = [1016, 1231, 1182]

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, safeInteger],
  [INT8_ARRAY, arrayOf(safeInteger)],
  [NUMERIC, asText],
  [NUMERIC_ARRAY, arrayOf(asText)],
  // A date has no hour: as a Date it would move by a day with the reader's time zone.
  [DATE, asText],
  [DATE_ARRAY, arrayOf(asText)],
])

/** How rows read in JavaScript: int8 number, numeric string, date 'YYYY-MM-DD', timestamptz Date. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) ||
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
}

/** Opens a pool on `url` (also `postgresql://user@/database?host=%2Fsocket%2Ffolder`). Connects on first use. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'tan-trao',
    statement_timeout: options.statementTimeout ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: options.connectTimeout ?? 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // A prepared statement is planned once. Statements of many parts would else be planned at each call, at more cost
    // than their work: each part is written to be found by one index, whatever its values (docs/decisions/0013).
    ...(options.prepare
      ? { Client: PreparingClient, pipeline: true, options: '-c plan_cache_mode=force_generic_plan' }
      : {}),
  })
  // An 'error' without a listener ends the process. The pool covers idle clients only; one that is checked out
  // but between two queries emits its own.
  const lost = (error: Error) => options.onLostConnection?.(error)
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const db = new Kysely<any>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

const unavailableStates = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '57P04', // database_dropped
  '53300', // too_many_connections
  '25006', // read_only_sql_transaction: a leader that has just become a replica
])
const unavailableSystem = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
// pg gives these no code.
const unavailableWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed and is not queryable|timeout expired)/

/** True when the database could not be reached or went away: nothing is wrong with the request, try again (503). */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as { code?: string; syscall?: string }
  if (typeof code === 'string') {
    if (unavailableStates.has(code) || unavailableSystem.has(code)) return true
    if (/^08[0-9A-Z]{3}$/.test(code)) return true // connection_exception
    if (code === 'ENOENT' && syscall === 'connect') return true // the socket file is gone
  }
  if (unavailableWords.test(error.message)) return true
  if (error instanceof AggregateError && error.errors.some(isUnavailable)) return true
  return error.cause !== undefined && isUnavailable(error.cause)
}
