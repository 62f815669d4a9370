import type { Kysely } from 'kysely'
import { pino } from 'pino'
import { loadPacks } from '../../src/blocks/procedure/index.ts'
import type { Pack } from '../../src/blocks/procedure/model/definition.ts'
import { openHouse } from '../../src/house.ts'
import { readSettings } from '../../src/platform/settings.ts'
import { flows } from '../packs/shipped.ts'
import type { Province } from './province.ts'

/** Puts a pack into force in a running province, as a release that ships it would; returns once the province offers it. */
export async function publishPack(
  { url, dataDir }: Pick<Province, 'url' | 'dataDir'>,
  pack: Pack,
): Promise<void> {
  const running = await openHouse({
    settings: readSettings({ DATA_DIR: dataDir }),
    log: pino({ level: 'silent' }),
    attach: true,
    connections: 2,
  })
  try {
    await loadPacks(
      running.house.db as Kysely<any>,
      { packs: [pack], flows: Object.fromEntries(flows) },
      new Date(),
      true,
      (procedure, reasons) => {
        throw new Error(`${procedure} may not be published: ${reasons.join('; ')}`)
      },
    )
  } finally {
    await running.close()
  }
  // The catalogue is remembered for ten seconds.
  for (let tries = 0; tries < 60; tries += 1) {
    if ((await fetch(`${url}/api/procedures/${pack.code}`)).ok) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`the province never offered ${pack.code}`)
}
