import { hash, randomFillSync } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

/** Column order of each table's COPY; the rows of `rows.ts` follow it. */
export const COLUMNS = {
  'dossier.dossier':
    'id, code, procedure, edition, channel, desk, agency, return_desk, return_by, check_secret, state, status, phase, holder_agency, holder_role, assignee, consulted_agency, seq, submitted_at, accepted_at, first_due_at, rescheduled_due_at, finished_at, returned_at, last_at, clock_runs, timeliness, outcome, corrections, folded',
  'dossier.dossier_move':
    'dossier_id, seq, move, to_state, at, role, account, position, agency, idempotency_key, answers_hash, facts',
  'dossier.dossier_answer': 'dossier_id, seq, salt, content, applicant_name, applicant_search',
  'dossier.dossier_document': 'dossier_id, seq, key, form, copies, files',
  'dossier.dossier_number': 'unit, day, last',
} as const
export type Table = keyof typeof COLUMNS

/** Lines of COPY text for `table`, loaded over this connection. */
export async function copyRows(client: pg.Client, table: Table, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return
  const chunks: string[] = []
  for (let at = 0; at < lines.length; at += 500) chunks.push(`${lines.slice(at, at + 500).join('\n')}\n`)
  await pipeline(
    Readable.from(chunks),
    client.query(from(`copy ${table} (${COLUMNS[table]}) from stdin`)) as NodeJS.WritableStream,
  )
}

/** One line of COPY text: null is \N, a Date its instant, the rest as it stands (`escaped` where it may hold a backslash). */
export function line(values: readonly (string | number | boolean | Date | null)[]): string {
  let text = ''
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at]
    const shown =
      value === null || value === undefined ? '\\N' : value instanceof Date ? value.toISOString() : value
    text += at === 0 ? shown : `\t${shown}`
  }
  return text
}

export function escaped(json: string): string {
  return json.includes('\\') ? json.replaceAll('\\', '\\\\') : json
}

const pool = Buffer.alloc(64 * 1024)
let drawn = pool.length
/** Random bytes, drawn in large pieces: a million calls for sixteen each would take longer than everything else. */
export function randomPart(length: number): Buffer {
  if (drawn + length > pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  drawn += length
  return Buffer.from(pool.subarray(drawn - length, drawn))
}

/** What `dossier_answer` keeps beside `content`, and the move keeps of it. */
export function salted(content: string): { salt: string; hash: string } {
  const salt = randomPart(16)
  const digest = hash('sha256', Buffer.concat([salt, Buffer.from(content)]), 'hex')
  return { salt: `\\\\x${salt.toString('hex')}`, hash: `\\\\x${digest}` }
}
