import { eraseExpired } from '../../src/blocks/dossier/index.ts'
import { connect } from '../../src/platform/database/connection.ts'
import type { World } from './world.ts'

/** Does the nightly work of retention at a moment, connected as its role. */
export async function eraseNow(world: World, now: Date): Promise<number> {
  const { db, close } = connect(world.retentionUrl, { max: 1 })
  try {
    return await eraseExpired(db, world.house, now)
  } finally {
    await close()
  }
}
