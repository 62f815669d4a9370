import { join } from 'node:path'
import type { Given } from './given.ts'
import { backup } from './platform/database/backup.ts'
import { startEmbedded } from './platform/database/embedded.ts'
import { SettingError } from './platform/settings.ts'

/** `npm run backup -- FILE`: the whole system as of one moment, database and files, while it goes on working. */
export async function run({ settings, args, log }: Given): Promise<void> {
  const [file] = args
  if (!file) throw new SettingError('Cách dùng: npm run backup -- tệp-sao-lưu')
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const embedded =
    settings.databaseUrl === null
      ? await startEmbedded({ dataDir: settings.dataDir, log: (line) => log.info(line), attach: true })
      : null
  const ownerUrl = embedded?.ownerUrl ?? settings.databaseOwnerUrl
  try {
    if (!ownerUrl) throw new SettingError('Sao lưu máy chủ ngoài cần DATABASE_OWNER_URL.')
    await backup({ ownerUrl, filesDir: join(settings.dataDir, 'files'), file, log: say })
  } finally {
    await embedded?.stop()
  }
}
