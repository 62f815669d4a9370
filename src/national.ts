import { NATION_RETURN, nationalSettings, setNational } from './blocks/identity/index.ts'
import { nationalIdentity } from './connectors/national-identity/adapter.ts'
import type { NationalIdentity } from './connectors/national-identity/port.ts'
import { startSimulator } from './connectors/national-identity/simulator/start.ts'
import type { House } from './platform/command/run.ts'
import type { Settings } from './platform/settings.ts'

export type National = {
  /** The nation's providers, as the settings in the database name them. */
  providers: (house: House) => Promise<NationalIdentity[]>
  /** The demonstration's simulators by name and address. */
  simulated: { name: string; issuer: string }[]
  stop: () => void
}

/** What a simulator left in the settings: never the nation's own address. */
const SIMULATED = /^http:\/\/127\.0\.0\.1:/

/** The demonstration has the nation's identity simulated, by a process of its own beside the product's port. */
export async function openNational({ demo, publicUrl, port }: Settings): Promise<National> {
  const redirectUri = `${publicUrl}${NATION_RETURN}`
  const simulator = demo ? await startSimulator(port ? port + 1 : 0, redirectUri) : null
  const simulated = simulator?.settings ?? []
  return {
    simulated,
    stop: () => simulator?.stop(),
    async providers({ db, vault }) {
      const known = await nationalSettings(db, vault)
      const real = known.filter(({ issuer }) => !SIMULATED.test(issuer))
      const added = simulated.filter(({ key }) => !real.some((each) => each.key === key))
      for (const each of added) await setNational(db, vault, each)
      return [...real, ...added]
        .sort((a, b) => (a.key < b.key ? 1 : -1))
        .map((each) => nationalIdentity(each, redirectUri))
    },
  }
}
