import type { Kysely } from 'kysely'
import { type Actor, visitor } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import type { House } from '../../platform/command/run.ts'

/** Who moves a dossier when nobody at a desk does. */
function itself(job: string): Actor {
  return { ...visitor(job), kind: 'job', name: 'Hệ thống', roles: ['system'], caller: `job:${job}` }
}

/** What a job that makes moves works with: its own transaction, and its moment. */
export function jobContext(house: House, trx: Kysely<any>, job: string, now: Date): Context<unknown> {
  return {
    input: undefined,
    actor: itself(job),
    now,
    sql: trx,
    send: house.jobs.sender(trx),
    files: house.files,
    vault: house.vault,
    memory: house.memory,
    db: house.aside ?? house.db,
    publicUrl: house.publicUrl,
    idempotencyKey: null,
    subjects: new Set(),
  }
}
