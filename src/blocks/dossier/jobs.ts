import { type Kysely, sql } from 'kysely'
import type { House } from '../../platform/command/run.ts'
import type { JobHandler } from '../../platform/jobs/jobs.ts'
import { leaveNotice, markNotice } from '../message/index.ts'
import { bindingDefinition } from './binding.ts'
import { eraseExpired } from './erase.ts'
import { inheritAll } from './inherit.ts'
import type { Mail } from './mail.ts'
import { recountAll } from './recount.ts'
import type { DossierRecord, DossierTables } from './tables.ts'
import { tellOpening } from './tell-opening.ts'

export const QUEUES = [
  'dossier.notify',
  'dossier.recount',
  'dossier.inherit',
  'dossier.tidy',
  'dossier.erase',
  'dossier.tellOpening',
] as const

/** The dossier block's work after the fact: each is safe to do twice. */
export function dossierJobs(house: House, mail: Mail, retention: Kysely<any> | null = null): JobHandler[] {
  const db = house.db as Kysely<DossierTables>
  return [
    {
      queue: 'dossier.notify',
      /** Tells the applicant what a move's edition says to tell. */
      async work(data: { code: string; seq: number; effect: number; at: string }) {
        const { rows } = await sql<DossierRecord & { move: string; email: string | null }>`
          select d.*, m.move, a.content #>> '{applicant,email}' as email
          from dossier.dossier d
          join dossier.dossier_move m on m.dossier_id = d.id and m.seq = ${data.seq}::int
          left join dossier.dossier_answer a on a.dossier_id = d.id and a.seq = 0
          where d.code = ${data.code}`.execute(house.db)
        const [row] = rows
        if (!row) return
        const definition = await bindingDefinition(house, row)
        const effect = definition.moves.find((each) => each.key === row.move)?.effects[data.effect]
        if (effect?.kind !== 'notify') return
        const { email } = row
        const event = `${data.seq}.${data.effect}`
        const fresh = await leaveNotice(house.db, {
          subject: row.code,
          event,
          text: effect.text.vi,
          textEn: effect.text.en ?? null,
          at: new Date(data.at),
          email,
        })
        if (!fresh || !mail || !email) return
        const link = `${house.publicUrl}/tra-cuu?ma=${row.code}&khoa=${row.check_secret}`
        await mail(email, `Hồ sơ ${row.code}`, `${effect.text.vi}\n\nXem hồ sơ: ${link}`)
        await markNotice(house.db, row.code, event, 'sent')
      },
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
      async work(data: { id: string; code: string }) {
        await tellOpening(house, mail, data.id, data.code)
      },
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
