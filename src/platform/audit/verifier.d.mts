export function canonical(value: unknown): string
export function rootFromInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  path: readonly Buffer[],
): Buffer | null
export function isConsistent(
  before: number,
  beforeRoot: Buffer,
  size: number,
  root: Buffer,
  path: readonly Buffer[],
): boolean
export function headText(head: { issuer: string; size: number; root: string; at: string }): string
/** Errors: an Error when the token is no RFC 3161 token. */
export function readStamp(token: Buffer): {
  digest: string
  imprint: Buffer
  at: string
  valid: boolean
  authority: string | null
}
export function examine(evidence: any, older?: any): { wrong: string[]; right: string[] }
