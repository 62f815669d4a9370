import { randomBytes } from 'node:crypto'
import { gatewaySetting, type OpenGateway, paymentJobs, setGatewayTo } from './blocks/payment/index.ts'
import { startBeside } from './connectors/beside.ts'
import { paymentGateway } from './connectors/payment-gateway/adapter.ts'
import type { House } from './platform/command/run.ts'
import type { JobHandler } from './platform/jobs/jobs.ts'
import type { Settings } from './platform/settings.ts'

const SIMULATOR = new URL('./connectors/payment-gateway/simulator/main.ts', import.meta.url)
/** What a simulator left in the settings: never a gateway's own address. */
const SIMULATED = /^http:\/\/127\.0\.0\.1:/
const MERCHANT = 'tan-trao'

/**
 * Payments through a gateway, as the setting in the database names it. The demonstration without one has a simulator, a
 * process of its own two ports above the product's.
 */
export async function openPayments(
  house: House,
  { demo, port }: Pick<Settings, 'demo' | 'port'>,
): Promise<{ jobs: JobHandler[]; stop: () => void }> {
  const openGateway: OpenGateway = async () => {
    const setting = await gatewaySetting(house.db, house.vault)
    return setting && paymentGateway(setting, house.clock)
  }
  const known = demo ? await gatewaySetting(house.db, house.vault) : null
  const simulated = demo && (known === null || SIMULATED.test(known.address))
  if (!simulated) return { jobs: paymentJobs(house, openGateway), stop: () => undefined }
  const secret = randomBytes(32).toString('base64url')
  const simulator = await startBeside(SIMULATOR, [String(port ? port + 2 : 0), MERCHANT, secret])
  const name = 'Cổng thanh toán giả lập'
  await setGatewayTo(house.db, house.vault, { name, address: simulator.said, merchant: MERCHANT, secret })
  return { jobs: paymentJobs(house, openGateway), stop: simulator.stop }
}
