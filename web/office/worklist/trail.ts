import { keep, recall } from '../kept.ts'

/** The list a person came from, in its order: what "n" (next dossier) and "u" (back to the list) follow. */
type Trail = { search: string; codes: string[] }

export const leaveTrail = (search: string, codes: string[]): void => keep('trail', { search, codes })

export const backToList = (): string => `/ho-so${recall<Trail>('trail')?.search ?? '?queue=mine'}`

/** The code after this one; the first other one when this one has left the list. */
export function nextAfter(code: string): string | null {
  const codes = recall<Trail>('trail')?.codes ?? []
  const at = codes.indexOf(code)
  return codes[at + 1] ?? null
}
