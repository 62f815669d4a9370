import { ApiProblem, upload } from '../api.ts'
import { holdFile } from './entries.ts'
import { lineIsUp } from './line.ts'
import { unlocked } from './vault.ts'

/** A paper's scan or photograph: uploaded, or without a line held here, sealed, under the address it will have. */
export async function handIn(file: File): Promise<{ hash: string; name: string }> {
  if (!lineIsUp() && unlocked()) return holdFile(file)
  try {
    return await upload(file)
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 0 && unlocked()) return holdFile(file)
    throw error
  }
}
