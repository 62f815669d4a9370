import { generateKeyPairSync } from 'node:crypto'
import { DOMParser } from '@xmldom/xmldom'
import type { Kysely } from 'kysely'
import { SignedXml } from 'xml-crypto'
import type { Vault } from '../../platform/secrets/vault.ts'
import type { PaymentTables } from './tables.ts'

const SECRET = 'payment.receipt-key'
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'

export type ReceiptKey = { privateKey: string; publicKey: string }

/** The organisation's key that signs receipts; made at its first use, sealed by the vault where it rests. */
export async function receiptKey(trx: Kysely<any>, vault: Vault, now: Date): Promise<ReceiptKey> {
  const tables = trx as Kysely<PaymentTables>
  const read = () => tables.selectFrom('payment.signing_key').selectAll().executeTakeFirst()
  let row = await read()
  if (!row) {
    const made = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    // Two that make one at once: the first stays, the other's is thrown away.
    await tables
      .insertInto('payment.signing_key')
      .values({ id: 1, sealed: vault.seal(SECRET, made.privateKey), public: made.publicKey, made_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    row = (await read())!
  }
  return { privateKey: vault.open(SECRET, row.sealed), publicKey: row.public }
}

/** XMLDSig, enveloped, RSA-SHA256 over the whole document by exclusive canonicalisation. */
export function signXml(xml: string, { privateKey }: Pick<ReceiptKey, 'privateKey'>): string {
  const signing = new SignedXml({
    privateKey,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE,
    // Whom the key belongs to is known by the published key, not by what a file says of itself.
    getKeyInfoContent: () => null,
  })
  signing.addReference({
    xpath: '/*',
    uri: '',
    isEmptyUri: true,
    digestAlgorithm: SHA256,
    transforms: [ENVELOPED, EXCLUSIVE],
  })
  signing.computeSignature(xml, { location: { reference: '/*', action: 'append' } })
  return `<?xml version="1.0" encoding="UTF-8"?>\n${signing.getSignedXml()}`
}

/** Is this the very text that was signed, by this key and over the whole of it? Anything else, or none, is not. */
export function isSignedBy(publicKey: string, xml: string): boolean {
  try {
    const parsed = new DOMParser().parseFromString(xml, 'text/xml')
    const found = parsed.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature')
    const [signature] = [found.item(0)]
    if (found.length !== 1 || !signature) return false
    const checking = new SignedXml({ publicCert: publicKey, getCertFromKeyInfo: () => null })
    checking.loadSignature(signature as never)
    const references = checking.getReferences()
    const whole = references.length === 1 && references[0]?.uri === ''
    return whole && checking.signatureAlgorithm === RSA_SHA256 && checking.checkSignature(xml)
  } catch {
    return false
  }
}
