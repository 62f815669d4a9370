import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { Problem } from '../../kernel/problem.ts'
import type { MigrationSource } from './migration-sources.ts'
import { APP_ROLE, RETENTION_ROLE, withClient } from './roles.ts'

export type Roles = { appRole?: string; retentionRole?: string }
export type Migration = { block: string; name: string; sha256: string; sql: string }
/** A schema that stands only while a restore is under way; see restore.ts. */
export const RESTORING = 'restoring'

const fileName = /^\d{4}-[a-z0-9-]+\.sql$/
/** One key for every instance of this software on a server's database. */
const lockKey = 7_401_945

/** The files of all sources in the order they apply. Throws `database.migration-name` on a name not `NNNN-name.sql`. */
export async function readMigrations(sources: MigrationSource[]): Promise<Migration[]> {
  const all: Migration[] = []
  for (const { block, dir } of sources) {
    const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
    for (const name of names) {
      if (!fileName.test(name)) {
        throw new Problem(
          'database.migration-name',
          500,
          `Tệp ${block}/${name} phải đặt tên dạng NNNN-ten.sql.`,
        )
      }
      const sql = (await readFile(join(dir, name), 'utf8')).replaceAll('\r\n', '\n')
      all.push({ block, name, sql, sha256: createHash('sha256').update(sql).digest('hex') })
    }
  }
  return all
}

/**
 * Brings the database to the files: each missing one in a transaction of its own, one process at a time. Returns the
 * number applied. Throws `database.migration-changed`, `database.newer`, `database.migration-failed` (names the file),
 * `database.restore-unfinished`.
 */
export async function migrate(
  ownerUrl: string,
  sources: MigrationSource[],
  roles: Roles = {},
): Promise<number> {
  return applyMigrations(ownerUrl, await readMigrations(sources), roles)
}

/** `migrate` for a given list, in the given order; only a restore may say `restoring`. */
export async function applyMigrations(
  ownerUrl: string,
  files: Migration[],
  roles: Roles & { restoring?: boolean } = {},
): Promise<number> {
  const app = roles.appRole ?? APP_ROLE
  const retention = roles.retentionRole ?? RETENTION_ROLE
  return withClient(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    if (!roles.restoring) await refuseHalfRestored(client)
    await ensureRoles(client, [app, retention])
    await ensureLedger(client, [app, retention])
    const missing = compare(files, await appliedMigrations(client))
    for (const file of missing) await apply(client, file, { app, retention })
    return missing.length
  })
}

async function refuseHalfRestored(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_namespace where nspname = $1', [RESTORING])
  if (rowCount === 0) return
  throw new Problem(
    'database.restore-unfinished',
    409,
    'Lần khôi phục trước bị dừng giữa chừng nên dữ liệu chưa đủ: hãy chạy lại lệnh restore với cùng tệp sao lưu.',
  )
}

/** On our embedded server the roles exist; on another we make what we may, else say what its administrator must run. */
async function ensureRoles(client: pg.Client, roles: string[]): Promise<void> {
  for (const role of roles) {
    const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
    if (rowCount) continue
    try {
      await client.query(`create role ${pg.escapeIdentifier(role)} nologin`)
    } catch (cause) {
      const message = `Thiếu vai trò cơ sở dữ liệu "${role}": hãy nhờ quản trị viên chạy CREATE ROLE "${role}" LOGIN.`
      throw Object.assign(new Problem('database.role-missing', 500, message), { cause })
    }
  }
}

async function ensureLedger(client: pg.Client, readers: string[]): Promise<void> {
  const names = readers.map((role) => pg.escapeIdentifier(role)).join(', ')
  const { rowCount } = await client.query(`select 1 where to_regclass('platform.migration') is not null`)
  if (rowCount) return
  await client.query(`
    begin;
    create schema if not exists platform;
    create table platform.migration (
      position bigint generated always as identity primary key,
      block text not null,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now(),
      unique (block, name)
    );
    grant usage on schema platform to ${names};
    grant select on platform.migration to ${names};
    commit`)
}

export type AppliedMigration = { block: string; name: string; sha256: string }

/** What has been applied, oldest first. */
export async function appliedMigrations(client: pg.Client): Promise<AppliedMigration[]> {
  const { rows } = await client.query('select block, name, sha256 from platform.migration order by position')
  return rows
}

/** The files not yet applied. Refuses a changed file, and a database that knows more than these files. */
function compare(files: Migration[], applied: AppliedMigration[]): Migration[] {
  const key = (migration: AppliedMigration) => `${migration.block}/${migration.name}`
  const byKey = new Map(files.map((file) => [key(file), file]))
  for (const done of applied) {
    const file = byKey.get(key(done))
    if (!file) {
      const message = `Cơ sở dữ liệu đã chạy ${key(done)} mà bản phần mềm này không có: hãy dùng bản mới hơn.`
      throw new Problem('database.newer', 500, message)
    }
    if (file.sha256 !== done.sha256) {
      const message = `Tệp ${key(done)} đã bị sửa sau khi chạy: hãy trả lại nội dung cũ và viết thay đổi vào tệp mới.`
      throw new Problem('database.migration-changed', 500, message)
    }
  }
  const known = new Set(applied.map(key))
  return files.filter((file) => !known.has(key(file)))
}

async function apply(
  client: pg.Client,
  file: Migration,
  roles: { app: string; retention: string },
): Promise<void> {
  const sql = file.sql
    .replaceAll('{{app}}', pg.escapeIdentifier(roles.app))
    .replaceAll('{{retention}}', pg.escapeIdentifier(roles.retention))
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into platform.migration (block, name, sha256) values ($1, $2, $3)', [
      file.block,
      file.name,
      file.sha256,
    ])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    throw Object.assign(
      new Problem('database.migration-failed', 500, failure(file, cause as pg.DatabaseError)),
      { cause },
    )
  }
}

function failure(file: Migration, error: pg.DatabaseError): string {
  const line = error.position ? `, dòng ${file.sql.slice(0, Number(error.position)).split('\n').length}` : ''
  return `Không chạy được ${file.block}/${file.name}${line}: ${error.message}.`
}

/** A table, as `schema.table`, and what the app role must not be able to do to it. */
export type ForbiddenRight = [table: string, privilege: 'UPDATE' | 'DELETE' | 'TRUNCATE']

/**
 * Checks an outside server we may not migrate: its schema version equals the files, and the app role can't rewrite
 * history. Throws `database.version` (names the first file that differs) or `database.rights` (names table and right).
 */
export async function verify(
  appUrl: string,
  sources: MigrationSource[],
  forbidden: ForbiddenRight[],
): Promise<void> {
  const files = await readMigrations(sources)
  await withClient(appUrl, async (client) => {
    await refuseHalfRestored(client)
    const { rows } = await client.query(`select to_regclass('platform.migration') is not null as found`)
    const missing = rows[0].found ? compare(files, await appliedMigrations(client)) : files
    if (missing[0]) {
      const message = `Cơ sở dữ liệu chưa chạy ${missing[0].block}/${missing[0].name}: hãy đặt DATABASE_OWNER_URL rồi khởi động lại.`
      throw new Problem('database.version', 500, message)
    }
    for (const [table, privilege] of forbidden) await refuseRight(client, table, privilege)
  })
}

async function refuseRight(client: pg.Client, table: string, privilege: ForbiddenRight[1]): Promise<void> {
  // A right on one column is a right; so is being able to become the table's owner.
  const { rows } = await client.query(
    `select current_user as role,
            has_table_privilege(c.oid, $2)
              or ($2 = 'UPDATE' and has_any_column_privilege(c.oid, 'UPDATE'))
              or pg_has_role(c.relowner, 'MEMBER') as allowed
       from pg_class c where c.oid = to_regclass($1)`,
    [table, privilege],
  )
  if (!rows[0]) {
    throw new Problem(
      'database.version',
      500,
      `Cơ sở dữ liệu không có bảng ${table}: hãy kiểm tra DATABASE_URL.`,
    )
  }
  if (!rows[0].allowed) return
  const message = `Vai trò "${rows[0].role}" có quyền ${privilege} trên ${table}: hãy thu hồi (REVOKE) hoặc dùng vai trò khác.`
  throw new Problem('database.rights', 500, message)
}
