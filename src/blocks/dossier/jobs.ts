import { type Kysely, sql } from 'kysely'
import type { House } from '../../platform/command/run.ts'
import type { JobHandler } from '../../platform/jobs/jobs.ts'
import { endSilence } from './end-silence.ts'
import { eraseExpired } from './erase.ts'
import { inheritAll } from './inherit.ts'
import { followParts } from './joint/follow-parts.ts'
import { foldMonthChanges } from './month-count.ts'
import { recountAll } from './recount.ts'
import type { DossierTables } from './tables.ts'
import { type Telling, tellApplicant } from './tell-applicant.ts'
import { tellOpening } from './tell-opening.ts'
import { learnHistories } from './watch/histories.ts'
import { fitRiskScale } from './watch/scale.ts'
import { weighRisks } from './watch/weigh.ts'

export const QUEUES = [
  'dossier.parts',
  'dossier.silence',
  'dossier.notify',
  'dossier.recount',
  'dossier.inherit',
  'dossier.tidy',
  'dossier.foldCounts',
  'dossier.erase',
  'dossier.tellOpening',
  'dossier.weighRisks',
] as const

/** The dossier block's work after the fact: each is safe to do twice. */
export function dossierJobs(house: House, retention: Kysely<any> | null = null): JobHandler[] {
  const db = house.db as Kysely<DossierTables>
  return [
    {
      queue: 'dossier.parts',
      /** A joint dossier or one of its parts moved: the whole goes where its parts are. */
      work: (data: { id: string }, at) => followParts(house, data.id, at),
    },
    {
      queue: 'dossier.silence',
      cron: '*/15 * * * *',
      /** Where an edition takes silence for agreement, an opinion that did not come in time is one. */
      work: async (_data, at) => void (await endSilence(house, at)),
    },
    {
      queue: 'dossier.notify',
      /** Tells the applicant what a move's edition says to tell. */
      work: (data: Telling, at) => tellApplicant(house, data, at),
    },
    {
      queue: 'dossier.recount',
      /** Counts open dossiers anew after a change of the calendar. */
      async work() {
        await recountAll(house)
      },
    },
    {
      queue: 'dossier.inherit',
      /** An agency ended: its open dossiers go to its successor, from `at` on. */
      async work(data: { from: string; at: string }) {
        house.memory.forget('organisation.')
        await inheritAll(house, data.from, new Date(data.at))
      },
    },
    {
      queue: 'dossier.tellOpening',
      /** Somebody opened a dossier in an emergency: its agency's heads are told. */
      work: (data: { id: string; code: string }, at) => tellOpening(house, data.id, data.code, at),
    },
    {
      queue: 'dossier.erase',
      cron: '30 2 * * *',
      /** What the editions keep no longer; by the retention role, where this installation lets the process in as it. */
      async work(_data, at) {
        if (!retention) return
        await eraseExpired(retention, house, at)
      },
    },
    {
      queue: 'dossier.foldCounts',
      cron: '* * * * *',
      /** The changes of the last minute into the monthly counts, so that reading them stays short. */
      async work() {
        await foldMonthChanges(house.db)
      },
    },
    {
      queue: 'dossier.weighRisks',
      cron: '7 * * * *',
      /** What has ended into the histories of steps, then every open dossier weighed by them. */
      async work(_data, at) {
        await learnHistories(house, at)
        await fitRiskScale(house, at)
        await weighRisks(house, at)
      },
    },
    {
      queue: 'dossier.tidy',
      cron: '15 2 * * *',
      /** Drafts live 30 days, kept answers of commands 30 days, counted attempts one. */
      async work(_data, at) {
        await db.deleteFrom('dossier.draft').where('expires_at', '<', at).execute()
        await sql`delete from platform.idempotency where at < ${new Date(at.getTime() - 30 * 86_400_000)}`.execute(
          house.db,
        )
        await sql`delete from platform.attempt where window_start < ${new Date(at.getTime() - 86_400_000)}`.execute(
          house.db,
        )
      },
    },
  ]
}
