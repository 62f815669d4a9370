import { join } from 'node:path'
import type { Given } from './given.ts'
import { startEmbedded } from './platform/database/embedded.ts'
import { restore } from './platform/database/restore.ts'
import { installJobs } from './platform/jobs/jobs.ts'
import { SettingError } from './platform/settings.ts'
import { QUEUES } from './queues.ts'

/** `npm run restore -- FILE`: brings an archive back into an empty system and proves it by content hash. */
export async function run({ settings, args, log }: Given): Promise<void> {
  const [file] = args
  if (!file)
    throw new SettingError('Cách dùng: npm run restore -- tệp-sao-lưu (vào một DATA_DIR chưa có dữ liệu)')
  const say = (line: string) => process.stderr.write(`${line}\n`)
  const embedded =
    settings.databaseUrl === null
      ? await startEmbedded({ dataDir: settings.dataDir, log: (line) => log.info(line) })
      : null
  const ownerUrl = embedded?.ownerUrl ?? settings.databaseOwnerUrl
  try {
    if (!ownerUrl) throw new SettingError('Phục hồi vào máy chủ ngoài cần DATABASE_OWNER_URL.')
    await restore({
      ownerUrl,
      filesDir: join(settings.dataDir, 'files'),
      file,
      log: say,
      prepare: (url) => installJobs(url, 'tan_trao_app', QUEUES),
    })
  } finally {
    await embedded?.stop()
  }
}
