import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'
import { type FieldProblem, Problem } from '../../kernel/problem.ts'
import { Hidden } from '../access/hidden.ts'
import { attested } from '../audit/attest.ts'
import { isUnavailable } from '../database/connection.ts'
import { LAST } from '../database/preparing-client.ts'
import type { Files } from '../files/store.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Vault } from '../secrets/vault.ts'
import { type Actor, signature } from './actor.ts'
import { canonical, sha256 } from './canonical.ts'
import { claimKey } from './claim-key.ts'
import {
  type Command,
  type Context,
  type Download,
  isDownload,
  type Operation,
  type Query,
} from './declare.ts'
import { issueText } from './issue-text.ts'
import type { Memory } from './memory.ts'
import { permit } from './permit.ts'
import { isUnstorable, unstorable } from './unstorable.ts'

/** The parts of the running system a verb works with. */
export type House = {
  db: Kysely<any>
  /**
   * Connections of their own for what a call reads beside its transaction: from one pool, calls that each hold a
   * connection would all wait for one more. Without it `db` serves, and must have room to spare.
   */
  aside?: Kysely<any>
  jobs: Jobs
  files: Files
  /** Seals what must not lie open in the database. */
  vault: Vault
  memory: Memory
  publicUrl: string
  clock: () => Date
  log: { warn: (fields: object, text: string) => void }
}

export type Call = { actor: Actor; idempotencyKey?: string | null; now?: Date; requestId?: string }
export type Answer<T = unknown> = { status: number; body: T | Download; repeated?: boolean }

type OutputOf<O extends Operation> = O extends { output: infer Out extends z.ZodType } ? z.output<Out> : never

/**
 * Runs one declared verb the only way there is: validate, permit, open the transaction, recognise a repeated key, do
 * it, write the audit row, commit. HTTP, jobs, the demo and the replay all come through here.
 * Errors: `request.invalid` 422, `identity.required` 401, `access.denied` 403, `idempotency.conflict` 409,
 * `database.unavailable` 503, and the verb's own.
 */
export async function run<O extends Operation>(
  house: House,
  operation: O,
  raw: unknown,
  call: Call,
): Promise<Answer<OutputOf<O>>> {
  const now = call.now ?? house.clock()
  let input: unknown
  try {
    permit(operation, call.actor, now)
    input = parse(operation, raw)
    return (await withRetry(() =>
      operation.kind === 'command'
        ? runCommand(house, operation, input, call, now)
        : runQuery(house, operation, input, call, now),
    )) as Answer<OutputOf<O>>
  } catch (error) {
    if (isUnavailable(error)) throw unavailable()
    if (isUnstorable(error)) throw unstorable()
    if (error instanceof Hidden || (error instanceof Problem && error.status === 403))
      await recordRefusal(house, operation, call, now, refusalWording(operation, input, error))
    throw error
  }
}

/** The answer's body alone, for callers inside the process. */
export async function ask<O extends Operation>(house: House, operation: O, raw: unknown, call: Call) {
  return (await run(house, operation, raw, call)).body as OutputOf<O>
}

export function unavailable(): Problem {
  return new Problem(
    'database.unavailable',
    503,
    'Cơ sở dữ liệu đang tạm ngừng nên yêu cầu chưa được ghi. Xin giữ nguyên trang này và gửi lại sau ít phút.',
  )
}

/** Refuses who may not call it at all, before anything of the request is read. Errors: as `run`. */
export async function permitOrRecord(house: House, operation: Operation, call: Call): Promise<void> {
  const now = call.now ?? house.clock()
  try {
    permit(operation, call.actor, now)
  } catch (error) {
    const { code, status } = error as Problem
    if (status === 403) await recordRefusal(house, operation, call, now, code)
    throw error
  }
}

function parse(operation: Operation, raw: unknown): any {
  const parsed = operation.input.safeParse(raw, { error: issueText })
  if (parsed.success) return parsed.data
  const errors = (parsed.error.issues as z.core.$ZodIssue[]).flatMap(fieldProblems)
  const fields = [...new Set(errors.map((each) => each.path || 'yêu cầu'))].slice(0, 5).join(', ')
  throw new Problem(
    'request.invalid',
    422,
    `Dữ liệu gửi lên chưa đúng ở: ${fields}. ${errors[0]?.message ?? ''}`.trim(),
    errors,
  )
}

function fieldProblems(issue: z.core.$ZodIssue): FieldProblem[] {
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      message: `Không có trường “${key}” trong yêu cầu này; hãy bỏ trường đó.`,
    }))
  return [{ path, message: issue.message }]
}

const MAX_TRIES = 4

/** Deadlocks and serialization failures are the database asking to try again; nothing was written. */
async function withRetry<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (tries >= MAX_TRIES || (code !== '40P01' && code !== '40001')) throw error
    }
  }
}

async function runCommand(
  house: House,
  operation: Command<any, any>,
  input: any,
  call: Call,
  now: Date,
): Promise<Answer> {
  const key = call.idempotencyKey ?? null
  // A page's form carries its key hidden: whoever changes it there is told, as one is told of the header.
  if (key !== null && (key === '' || key.length > 200))
    throw new Problem(
      'idempotency.key',
      422,
      'Khóa chống gửi trùng dài từ 1 đến 200 ký tự. Hãy mở lại trang rồi gửi.',
      [{ path: 'Idempotency-Key', message: 'Dài từ 1 đến 200 ký tự.' }],
    )
  const hash = key === null ? null : sha256(canonical(input))
  const answer = await house.db.transaction().execute(async (trx): Promise<Answer> => {
    if (key !== null && hash !== null) {
      const before = await claimKey(trx, operation, call.actor.caller, key, hash, now)
      if (before) return { ...before, repeated: true }
    }
    const context = contextOf(house, trx, input, call, now)
    const body = await operation.run(context)
    await seal(trx, {
      operation,
      call,
      now,
      key,
      wording: operation.audit(input),
      subjects: context.subjects,
      body,
    })
    return { status: operation.answers, body }
  })
  for (const stale of operation.forgets ?? []) house.memory.forget(stale)
  return answer
}

async function runQuery(
  house: House,
  operation: Query<any, any>,
  input: any,
  call: Call,
  now: Date,
): Promise<Answer> {
  const audit = operation.audit
  if (!audit) return { status: 200, body: await operation.run(contextOf(house, house.db, input, call, now)) }
  return house.db.transaction().execute(async (trx) => {
    const context = contextOf(house, trx, input, call, now)
    const body = await operation.run(context)
    if (context.subjects.size > 0)
      await seal(trx, {
        operation,
        call,
        now,
        key: null,
        wording: audit(input),
        subjects: context.subjects,
        body: null,
      })
    return { status: 200, body }
  })
}

function contextOf(house: House, trx: Kysely<any>, input: any, call: Call, now: Date): Context<any> {
  return {
    input,
    actor: call.actor,
    now,
    sql: trx,
    send: house.jobs.sender(trx),
    files: house.files,
    vault: house.vault,
    memory: house.memory,
    db: house.aside ?? house.db,
    publicUrl: house.publicUrl,
    idempotencyKey: call.idempotencyKey ?? null,
    subjects: new Set<string>(),
  }
}

type Sealing = {
  operation: Operation
  call: Call
  now: Date
  key: string | null
  wording: string
  subjects: Set<string>
  body: unknown
}

/** The audit row, and the answer kept under the key: one statement, the transaction's last. */
async function seal(
  trx: Kysely<any>,
  { operation, call, now, key, wording, subjects, body }: Sealing,
): Promise<void> {
  const { actor } = call
  const { position, actingFor } = signature(actor)
  const shown = [...subjects]
  const last = sql.raw(LAST)
  const row = sql`
    insert into audit.audit_row (at, operation, outcome, actor_kind, account, position, agency, acting_for, subjects, wording, request_id, digests)
    values (${now}, ${operation.name}, 'done', ${actor.kind}, ${actor.account}, ${position}, ${actor.agency},
            ${actingFor}, ${shown}::text[], ${wording}, ${call.requestId ?? null}, ${attested(trx)}::bytea[])`
  if (key === null || isDownload(body)) {
    await sql`${last}${row}`.execute(trx)
    return
  }
  const kept = (operation as Command).shownOnce ? null : (body ?? null)
  await sql`${last}
    with audited as (${row})
    update platform.idempotency set status = ${(operation as Command).answers}, answer = ${JSON.stringify(kept)}::jsonb
    where caller = ${actor.caller} and operation = ${operation.name} and key = ${key}`.execute(trx)
}

/** Why it was refused and, once the request could be read, what was attempted: objects by id. */
function refusalWording(operation: Operation, input: unknown, { code }: Problem): string {
  return input === undefined || !operation.audit ? code : `${code}: ${operation.audit(input)}`
}

/** A refused attempt leaves its row in a transaction of its own: the refused one wrote nothing. */
async function recordRefusal(
  house: House,
  operation: Operation,
  call: Call,
  now: Date,
  wording: string,
): Promise<void> {
  const { actor } = call
  const { position, actingFor } = signature(actor)
  try {
    await sql`
      insert into audit.audit_row (at, operation, outcome, actor_kind, account, position, agency, acting_for, subjects, wording, request_id)
      values (${now}, ${operation.name}, 'refused', ${actor.kind}, ${actor.account}, ${position}, ${actor.agency},
              ${actingFor}, '{}', ${wording}, ${call.requestId ?? null})`.execute(house.db)
  } catch (error) {
    house.log.warn({ error, operation: operation.name }, 'a refused attempt could not be recorded')
  }
}
