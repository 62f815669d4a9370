import { startBeside } from './connectors/beside.ts'
import { httpTimestamper } from './connectors/timestamp/http.ts'
import { auditJobs, openHeadSigner, type Stamper } from './platform/audit/index.ts'
import type { House } from './platform/command/run.ts'
import type { JobHandler } from './platform/jobs/jobs.ts'
import { openVault } from './platform/secrets/vault.ts'
import type { Settings } from './platform/settings.ts'

const SIMULATOR = new URL('./connectors/timestamp/simulator.ts', import.meta.url)

/** What seals and time-stamps the audit. Without TSA_URL the demonstration asks a simulator in a process of its own. */
export async function openProof(
  house: House,
  settings: Settings,
): Promise<{ jobs: JobHandler[]; stop: () => void }> {
  const signer = await openHeadSigner(house.db, openVault(settings.dataDir), house.clock())
  let simulator: ReturnType<typeof startBeside> | null = null
  const simulated: Stamper = async (text) => {
    simulator ??= startBeside(SIMULATOR)
    return httpTimestamper((await simulator).said)(text)
  }
  const stamper = settings.tsaUrl ? httpTimestamper(settings.tsaUrl) : settings.demo ? simulated : null
  const { db, clock, log, publicUrl } = house
  return {
    jobs: auditJobs({ db, issuer: publicUrl, signer, stamper, clock, log }),
    stop: () => void simulator?.then(({ stop }) => stop()).catch(() => undefined),
  }
}
