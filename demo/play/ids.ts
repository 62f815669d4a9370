import { createHash } from 'node:crypto'

/** A UUID that a seed and a label always give: the client-made id of a played dossier. */
export function seededId(label: string): string {
  const hex = createHash('sha256').update(label).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
