import { pino } from 'pino'
import type { Given } from './given.ts'
import { Problem } from './kernel/problem.ts'
import { readSettings, SettingError } from './platform/settings.ts'
import { holdYoungGeneration } from './platform/young-generation.ts'

/**
 * The composition root: the only place that reads the environment. `serve` by default; `report`, `backup`, `restore`
 * are the other commands of package.json.
 */
const VERBS: Record<string, () => Promise<{ run: (given: Given) => Promise<void> }>> = {
  serve: () => import('./serve.ts'),
  report: () => import('./report-command.ts'),
  backup: () => import('./backup-command.ts'),
  restore: () => import('./restore-command.ts'),
  mail: () => import('./mail-command.ts'),
}

const [verb = 'serve', ...args] = process.argv.slice(2)
if (verb === 'serve') holdYoungGeneration(process.env)
const log = pino(
  {
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    level: process.env.LOG_LEVEL ?? (verb === 'serve' ? 'info' : 'warn'),
  },
  pino.destination(2),
)

try {
  const load = VERBS[verb]
  if (!load) throw new SettingError(`Không có lệnh “${verb}”. Các lệnh: ${Object.keys(VERBS).join(', ')}.`)
  const settings = readSettings(process.env)
  const { run } = await load()
  await run({ settings, args, log })
} catch (error) {
  // One clear sentence; the stack is for the log of an unexpected fault only.
  if (error instanceof SettingError || error instanceof Problem) process.stderr.write(`${error.message}\n`)
  else process.stderr.write(`${sentenceOf(error)}\n`)
  process.exit(1)
}

function sentenceOf(error: unknown): string {
  const { code, message, port } = error as { code?: string; message?: string; port?: number }
  if (code === 'EADDRINUSE')
    return `Cổng ${port ?? ''} đang có chương trình khác dùng. Hãy dừng chương trình đó hoặc đặt PORT khác.`
  if (code === 'EACCES') return `Không có quyền: ${message}. Hãy đổi PORT (từ 1024 trở lên) hoặc DATA_DIR.`
  if (
    ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', '28P01', '28000', '3D000'].includes(code ?? '') ||
    /ENOENT.*PGSQL/.test(message ?? '')
  )
    return `Không kết nối được cơ sở dữ liệu (${message || code}). Hãy kiểm tra DATABASE_URL và máy chủ PostgreSQL.`
  return (error as Error).stack ?? String(error)
}
