import { existsSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A block's folder of `NNNN-name.sql` files. */
export type MigrationSource = { block: string; dir: string }

/** Later blocks may reference earlier ones; what is not listed follows alphabetically. */
const platformOrder = ['database']
const blockOrder = [
  'organisation',
  'identity',
  'procedure',
  'document',
  'dossier',
  'message',
  'payment',
  'indicator',
]

/** Every `src/platform/<name>/migrations`, then every `src/blocks/<name>/migrations`, in the order they apply. */
export function migrationSources(): MigrationSource[] {
  return [...discover('../', platformOrder), ...discover('../../blocks/', blockOrder)]
}

function discover(folder: string, order: string[]): MigrationSource[] {
  const root = fileURLToPath(new URL(folder, import.meta.url))
  if (!existsSync(root)) return []
  const rank = (block: string) => (order.includes(block) ? order.indexOf(block) : order.length)
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => ({ block: entry.name, dir: `${root}${entry.name}/migrations` }))
    .filter(({ dir }) => existsSync(dir))
    .sort((a, b) => rank(a.block) - rank(b.block) || (a.block < b.block ? -1 : 1))
}
