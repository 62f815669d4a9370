import { resolve } from 'node:path'

/** What an installation sets from outside; read once, in main.ts. */
export type Settings = {
  port: number
  host: string
  dataDir: string
  /** The app role's address; null means the embedded server. */
  databaseUrl: string | null
  databaseOwnerUrl: string | null
  publicUrl: string
  smtpUrl: string | null
  /** A time stamp authority (RFC 3161 over HTTP). */
  tsaUrl: string | null
  demo: boolean
}

/** A setting that stops the start: one clear sentence that names it. */
export class SettingError extends Error {}

const KNOWN = [
  'PORT',
  'HOST',
  'DATA_DIR',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_ACCESS_KEY',
  'S3_SECRET_KEY',
  'SMTP_URL',
  'DEMO',
  'CLAMD',
  'TSA_URL',
  'PUBLIC_URL',
]
/** A name that begins like ours but is none of ours is a slip of the pen, not somebody else's variable. */
const OURS = /^(DATABASE|S3|SMTP|DEMO|CLAMD|TSA|PUBLIC|DATA_DIR|TAN_TRAO)(_|$)/

/** Reads and checks the environment. Errors: SettingError naming the variable and what it should be. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  for (const name of Object.keys(env))
    if (OURS.test(name) && !KNOWN.includes(name))
      throw new SettingError(`Thiết lập lạ: ${name}. Các tên hợp lệ: ${KNOWN.join(', ')}.`)
  const given = (name: string) => env[name]?.trim() || null
  for (const name of ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'CLAMD'])
    if (given(name)) throw new SettingError(`Thiết lập ${name} chưa dùng được trong bản này; hãy bỏ nó.`)
  const port = Number(given('PORT') ?? 3000)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SettingError(`PORT phải là số từ 0 đến 65535, đang là “${env.PORT}”.`)
  const host = given('HOST') ?? '127.0.0.1'
  const demo = given('DEMO') ?? '1'
  if (demo !== '0' && demo !== '1') throw new SettingError(`DEMO chỉ nhận 0 hoặc 1, đang là “${demo}”.`)
  const databaseUrl = address('DATABASE_URL', given('DATABASE_URL'), ['postgres:', 'postgresql:'])
  const databaseOwnerUrl = address('DATABASE_OWNER_URL', given('DATABASE_OWNER_URL'), [
    'postgres:',
    'postgresql:',
  ])
  if (databaseOwnerUrl && !databaseUrl) throw new SettingError('DATABASE_OWNER_URL cần đi cùng DATABASE_URL.')
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return {
    port,
    host,
    dataDir: resolve(given('DATA_DIR') ?? '.data'),
    databaseUrl,
    databaseOwnerUrl,
    publicUrl: (
      address('PUBLIC_URL', given('PUBLIC_URL'), ['http:', 'https:']) ?? `http://${shown}:${port}`
    ).replace(/\/+$/, ''),
    smtpUrl: address('SMTP_URL', given('SMTP_URL'), ['smtp:', 'smtps:']),
    tsaUrl: address('TSA_URL', given('TSA_URL'), ['http:', 'https:']),
    demo: demo === '1',
  }
}

function address(name: string, value: string | null, schemes: readonly string[]): string | null {
  if (value === null) return null
  const scheme = value.slice(0, value.indexOf(':') + 1)
  if (schemes.includes(scheme) && URL.canParse(value)) return value
  // A socket folder as host (postgres:///db?host=/run/x) is valid for PostgreSQL though not for every URL reader.
  if (schemes.includes(scheme) && value.includes('host=/')) return value
  throw new SettingError(
    `${name} phải là địa chỉ ${schemes.map((each) => `${each}//…`).join(' hoặc ')}, đang không đọc được.`,
  )
}
