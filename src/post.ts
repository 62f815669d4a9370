import { randomBytes } from 'node:crypto'
import { carrierSettings, postJobs, setCarrierSettings } from './blocks/dossier/index.ts'
import { startBeside } from './connectors/beside.ts'
import { postCarrier } from './connectors/post/adapter.ts'
import type { House } from './platform/command/run.ts'
import type { JobHandler } from './platform/jobs/jobs.ts'
import type { Settings } from './platform/settings.ts'

const SIMULATOR = new URL('./connectors/post/simulator/main.ts', import.meta.url)
/** What a simulator left in the settings: never the carrier's own address. */
const SIMULATED = /^http:\/\/127\.0\.0\.1:/

/**
 * The public post, as the settings in the database name it. The demonstration has it simulated, by a process of its own
 * beside the product's port.
 */
export async function openPost(
  house: House,
  { demo, port, publicUrl }: Settings,
): Promise<{ jobs: JobHandler[]; stop: () => void }> {
  const { db, vault } = house
  const known = await carrierSettings(db, vault)
  const own = known !== null && !SIMULATED.test(known.address)
  const secret = randomBytes(24).toString('base64url')
  const beside =
    demo && !own
      ? await startBeside(SIMULATOR, [String(port ? port + 3 : 0), secret, `${publicUrl}/api/post/reports`])
      : null
  if (beside)
    await setCarrierSettings(db, vault, {
      name: 'Bưu chính công ích (giả lập)',
      address: beside.said,
      client: 'tan-trao',
      secret,
      enabled: true,
    })
  else if (known?.enabled && !own) await setCarrierSettings(db, vault, { ...known, enabled: false })
  const carrier = postCarrier(async () => {
    const line = await carrierSettings(db, vault)
    if (!line?.enabled) throw new Error('chưa nối với bưu chính')
    return line
  })
  return { jobs: postJobs(house, carrier), stop: () => beside?.stop() }
}
