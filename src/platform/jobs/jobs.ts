import { CompiledQuery, type Kysely } from 'kysely'
import { PgBoss } from 'pg-boss'

/** Puts a job down in the caller's own transaction: it exists exactly when the write it belongs to does. */
export type SendJob = (
  queue: string,
  data: Record<string, unknown>,
  options?: { startAfter?: Date; key?: string },
) => Promise<void>

/** Does one queue's work; a throw is retried with growing pauses, then stays visible as failed. */
export type JobHandler = {
  queue: string
  /** A cron expression (Asia/Ho_Chi_Minh) for work that comes round by itself. */
  cron?: string
  work: (data: any, at: Date) => Promise<void>
}

export type Jobs = {
  sender: (sql: Kysely<any>) => SendJob
  /** Starts fetching; only the worker part of a process calls it. */
  work: (handlers: readonly JobHandler[]) => Promise<void>
  /**
   * Does everything waiting now and returns how many: tests and the replay, which have their own time. With `sql` the
   * jobs are taken and ticked off in that transaction: cut off in the middle, they still wait.
   */
  drain: (handlers: readonly JobHandler[], sql?: Kysely<any>) => Promise<number>
  waiting: () => Promise<Record<string, number>>
  stop: () => Promise<void>
}

const RETRY = { retryLimit: 8, retryDelay: 5, retryBackoff: true }
const BATCH = 50
const DRAIN_LANES = 8

/** Makes pg-boss's own tables and the queues; run by the owner role. */
export async function installJobs(
  ownerUrl: string,
  appRole: string,
  queues: readonly string[],
): Promise<void> {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: 'pgboss',
    supervise: false,
    schedule: false,
    max: 2,
  })
  boss.on('error', () => undefined)
  await boss.start()
  for (const queue of queues) await boss.createQueue(queue, RETRY)
  const db = boss.getDb()
  await db.executeSql(`grant usage on schema pgboss to ${appRole}`)
  await db.executeSql(`grant select, insert, update, delete on all tables in schema pgboss to ${appRole}`)
  await db.executeSql(`grant usage on all sequences in schema pgboss to ${appRole}`)
  await db.executeSql(`grant execute on all functions in schema pgboss to ${appRole}`)
  await boss.stop({ graceful: false })
}

export async function openJobs(appUrl: string, onError: (error: unknown) => void): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: appUrl,
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    schedule: true,
    reindex: false,
    max: 4,
  })
  boss.on('error', onError)
  await boss.start()
  return {
    sender: (sql) => {
      const db = inTransaction(sql)
      return async (queue, data, options = {}) => {
        await boss.send(queue, data, { db, startAfter: options.startAfter, singletonKey: options.key })
      }
    },
    work: async (handlers) => {
      for (const { queue, work, cron } of handlers) {
        if (cron) await boss.schedule(queue, cron, {}, { tz: 'Asia/Ho_Chi_Minh' })
        await boss.work(
          queue,
          { batchSize: BATCH, pollingIntervalSeconds: 1, perJobResults: true },
          (jobs: Job[]) => oneByOne(jobs, work),
        )
      }
    },
    drain: async (handlers, sql) => {
      const within = sql ? { db: inTransaction(sql) } : {}
      let done = 0
      for (const { queue, work } of handlers) {
        for (;;) {
          const jobs = await boss.fetch<any>(queue, { batchSize: 500, ...within })
          if (jobs.length === 0) break
          const waiting = jobs.values()
          const lanes = Array.from({ length: DRAIN_LANES }, async () => {
            for (const job of waiting) await work(job.data, new Date(job.data?.at ?? Date.now()))
          })
          await Promise.all(lanes)
          const ids = jobs.map((job) => job.id)
          await boss.complete(queue, ids, null, within)
          done += jobs.length
        }
      }
      return done
    },
    waiting: async () => {
      const queues = await boss.getQueues()
      return Object.fromEntries(queues.map((each) => [each.name, each.queuedCount]))
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

type Job = { id: string; data: unknown }

/** Each job stands or falls by itself: one that throws is retried and holds up nobody behind it. */
async function oneByOne(jobs: readonly Job[], work: JobHandler['work']) {
  const results: { id: string; status: 'completed' | 'failed'; output?: object }[] = []
  for (const { id, data } of jobs)
    try {
      await work(data, new Date())
      results.push({ id, status: 'completed' })
    } catch (error) {
      results.push({ id, status: 'failed', output: { message: String(error) } })
    }
  return results
}

function inTransaction(sql: Kysely<any>) {
  return {
    executeSql: async (text: string, values?: unknown[]) => {
      const { rows } = await sql.executeQuery<any>(CompiledQuery.raw(text, values))
      return { rows }
    },
  }
}
