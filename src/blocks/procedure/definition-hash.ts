import { canonical, sha256 } from '../../platform/command/canonical.ts'

/** SHA-256 (hex) of the canonical JSON: the same edition wherever and in whatever order it was typed. */
export function definitionHash(definition: unknown): string {
  return sha256(canonical(definition)).toString('hex')
}
