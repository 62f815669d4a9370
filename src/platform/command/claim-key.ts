import { type Kysely, sql } from 'kysely'
import { Problem } from '../../kernel/problem.ts'
import type { Command } from './declare.ts'

/**
 * Puts the key down as the transaction's first statement. An equal call that is still running makes this wait for it;
 * then its kept answer is given, or 409 when the body differs or the answer was shown once and not kept. Null for a new
 * key. Errors: idempotency.conflict 409, idempotency.shown-once 409.
 */
export async function claimKey(
  trx: Kysely<any>,
  operation: Pick<Command, 'name' | 'shownOnce'>,
  caller: string,
  key: string,
  hash: Buffer,
  now: Date,
): Promise<{ status: number; body: unknown } | null> {
  const made = await sql`
    insert into platform.idempotency (caller, operation, key, body_hash, at)
    values (${caller}, ${operation.name}, ${key}, ${hash}, ${now})
    on conflict do nothing returning 1 as made`.execute(trx)
  if (made.rows.length > 0) return null
  const kept = await sql<{ body_hash: Buffer; status: number; answer: unknown }>`
    select body_hash, status, answer from platform.idempotency
    where caller = ${caller} and operation = ${operation.name} and key = ${key}`.execute(trx)
  const row = kept.rows[0]
  if (!row?.body_hash.equals(hash))
    throw new Problem(
      'idempotency.conflict',
      409,
      'Khóa Idempotency-Key này đã dùng cho một nội dung khác. Hãy dùng khóa mới cho nội dung mới.',
      [{ path: 'Idempotency-Key', message: 'Khóa đã dùng cho nội dung khác.' }],
    )
  if (operation.shownOnce)
    throw new Problem(
      'idempotency.shown-once',
      409,
      'Việc này đã làm xong; kết quả chỉ hiện một lần nên không được lưu lại. Nếu chưa kịp giữ kết quả, hãy làm lại từ đầu.',
      [{ path: 'Idempotency-Key', message: 'Khóa đã dùng.' }],
    )
  return { status: row.status, body: row.answer }
}
