import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Vault } from '../secrets/vault.ts'
import type { AuditTables, HeadRow } from './tables.ts'

/** Signs tree heads: Ed25519, the private half sealed by the vault. */
export type HeadSigner = { keyId: string; sign: (text: string) => Buffer }

/** What a head's signature and time stamp stand for; the stand-alone verifier builds the same text. */
export function headText(head: Pick<HeadRow, 'size' | 'root' | 'at' | 'issuer'>): string {
  return [
    'tan-trao-audit-head/1',
    head.issuer,
    head.size,
    head.root.toString('hex'),
    head.at.toISOString(),
    '',
  ].join('\n')
}

/** The fingerprint by which people know a key: SHA-256 of its public half (DER), in hex. */
function fingerprint(publicDer: Buffer): string {
  return createHash('sha256').update(publicDer).digest('hex')
}

const nameOf = (id: string) => `audit.signing-key.${id}`

/**
 * The key in force. The first start makes one; so does a start whose master key cannot open the kept one (a restored
 * backup without it): the old public half stays, so heads signed before still verify.
 */
export async function openHeadSigner(db: Kysely<any>, vault: Vault, now: Date): Promise<HeadSigner> {
  return (db as Kysely<AuditTables>).transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(7401948)`.execute(trx)
    const kept = await trx
      .selectFrom('audit.signing_key')
      .selectAll()
      .where('retired_at', 'is', null)
      .orderBy('created_at', 'desc')
      .executeTakeFirst()
    if (kept) {
      const pem = opened(vault, kept.id, kept.sealed)
      if (pem !== null) return signerOf(kept.id, pem)
      await trx.updateTable('audit.signing_key').set({ retired_at: now }).where('id', '=', kept.id).execute()
    }
    const pair = generateKeyPairSync('ed25519')
    const id = fingerprint(pair.publicKey.export({ type: 'spki', format: 'der' }))
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    await trx
      .insertInto('audit.signing_key')
      .values({
        id,
        public_pem: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
        sealed: vault.seal(nameOf(id), pem),
        created_at: now,
        retired_at: null,
      })
      .execute()
    return signerOf(id, pem)
  })
}

function opened(vault: Vault, id: string, sealed: string): string | null {
  try {
    return vault.open(nameOf(id), sealed)
  } catch {
    return null
  }
}

function signerOf(keyId: string, pem: string): HeadSigner {
  const key = createPrivateKey(pem)
  return { keyId, sign: (text) => sign(null, Buffer.from(text), key) }
}
