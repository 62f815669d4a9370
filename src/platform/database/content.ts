import { hash } from 'node:crypto'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

/** A table of ours: `columns` are those that hold data; generated ones are computed again. */
export type Table = { schema: string; name: string; columns: string[] }
export type Sequence = { schema: string; name: string; value: string; called: boolean }
/** How much a table holds and a hash of it that does not depend on the order of rows. */
export type Content = { rows: number; digest: string }

export const tableName = ({ schema, name }: { schema: string; name: string }): string =>
  `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`

/** Everything a person made, whoever made the schema (pg-boss too); nothing that belongs to an extension. */
const ours = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relpersistence <> 't'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** Tables that hold rows themselves: partitions, not the partitioned table above them. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name,
            coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = ''), '{}') as columns
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind = 'r' and ${ours}
      group by 1, 2 order by 1, 2`,
  )
  return rows.filter((table) => table.columns.length > 0)
}

export async function sequencesOf(client: pg.Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and ${ours} order by 1, 2`,
  )
  const sequences: Sequence[] = []
  for (const each of rows) {
    const found = await client.query(
      `select last_value::text as value, is_called as called from ${tableName(each)}`,
    )
    sequences.push({ ...each, ...found.rows[0] })
  }
  return sequences
}

/** Values print the same on every server, and one table reads in one order. */
export async function plainSession(client: pg.Client): Promise<void> {
  await client.query(`set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres';
    set bytea_output = 'hex'; set extra_float_digits = 1; set synchronize_seqscans = off; set client_encoding = 'UTF8';
    set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0`)
}

/** The COPY clause naming a table and its columns. */
export function copyTarget(table: Table): string {
  return `${tableName(table)} (${table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`
}

/** A table's rows in COPY's text format, in blocks of about `size` bytes that end where a row ends. */
export async function* copyRows(
  client: pg.Client,
  table: Table,
  size = 4 * 1024 * 1024,
): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const chunk of client.query(
    copyTo(`copy ${copyTarget(table)} to stdout`),
  ) as AsyncIterable<Buffer>) {
    // COPY writes a line break inside a value as \n, so a bare one always ends a row.
    const end = length + chunk.length < size ? 0 : chunk.lastIndexOf(10) + 1
    if (end === 0) {
      held.push(chunk)
      length += chunk.length
      continue
    }
    yield Buffer.concat([...held, chunk.subarray(0, end)])
    held = [chunk.subarray(end)]
    length = held[0]!.length
  }
  if (length > 0) yield Buffer.concat(held)
}

/** Sums the SHA-256 of rows lane by lane: equal for equal rows in any order, and repeated rows count. */
export class RowDigest {
  private readonly lanes = new Uint32Array(8)
  private rows = 0

  add(block: Buffer): void {
    for (let start = 0; start < block.length; ) {
      const found = block.indexOf(10, start)
      const end = found < 0 ? block.length : found
      const digest = hash('sha256', block.subarray(start, end), 'buffer')
      for (let lane = 0; lane < 8; lane++) this.lanes[lane]! += digest.readUInt32LE(lane * 4)
      this.rows++
      start = end + 1
    }
  }

  content(): Content {
    return { rows: this.rows, digest: Buffer.from(this.lanes.buffer).toString('hex') }
  }
}

/** What `table` holds as this session sees it. */
export async function contentOf(client: pg.Client, table: Table): Promise<Content> {
  const digest = new RowDigest()
  for await (const block of copyRows(client, table)) digest.add(block)
  return digest.content()
}
