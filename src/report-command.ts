import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { getReport } from './blocks/indicator/index.ts'
import type { Given } from './given.ts'
import { openHouse } from './house.ts'
import { visitor } from './platform/command/actor.ts'
import { isDownload } from './platform/command/declare.ts'
import { run as perform } from './platform/command/run.ts'
import { SettingError } from './platform/settings.ts'

/** `npm run report -- <id> --from D --to D [--unit U] [--format json|csv|xlsx|pdf] [--out FILE]` */
export async function run({ settings, args, log }: Given): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      unit: { type: 'string' },
      format: { type: 'string', default: 'json' },
      out: { type: 'string' },
    },
  })
  const [id] = positionals
  if (!id || !values.from || !values.to)
    throw new SettingError(
      'Cách dùng: npm run report -- <mã báo cáo> --from 2022-01-01 --to 2022-07-31 [--unit H60.03] [--format json|csv|xlsx|pdf] [--out tệp]',
    )
  const { house, close } = await openHouse({ settings, log, attach: true, connections: 2 })
  try {
    const { out, ...asked } = values
    const { body } = await perform(house, getReport, { id, ...asked }, { actor: visitor('report') })
    const bytes = isDownload(body)
      ? (body.body as Uint8Array)
      : Buffer.from(`${JSON.stringify(body, null, 2)}\n`)
    if (out) writeFileSync(out, bytes)
    else process.stdout.write(bytes)
  } finally {
    await close()
  }
}
