import { isIP } from 'node:net'
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { type Kysely, sql } from 'kysely'
import { invalid, Problem } from '../../../kernel/problem.ts'
import type { PasskeyQuestion, PasskeyResponse } from '../model/factors.ts'
import { keepPending, takePending } from '../pending.ts'
import type { FactorTables } from './tables.ts'

const ANSWER_WITHIN_MS = 5 * 60_000
/** EdDSA, ES256, RS256: what devices make today; the post-quantum ones are experiments of the run time still. */
const ALGORITHMS = [-8, -7, -257]

type Site = { id: string; origin: string }
/** What was asked, and of whom: null when whoever holds a passkey may answer. */
type Asked = { challenge: string; enrols: string | null }

/** The name passkeys are bound to; null at a bare address of numbers or over plain http, where browsers give none. */
export function siteOf(publicUrl: string): Site | null {
  const { hostname, origin, protocol } = new URL(publicUrl)
  const local = hostname === 'localhost' || hostname.endsWith('.localhost')
  if (isIP(hostname.replace(/^\[|\]$/g, '')) || (protocol !== 'https:' && !local)) return null
  return { id: hostname, origin }
}

export function requiredSite(publicUrl: string): Site {
  const site = siteOf(publicUrl)
  if (site) return site
  throw new Problem(
    'identity.no-passkeys-here',
    409,
    'Khóa truy cập chỉ dùng được khi hệ thống có tên miền và https. Hãy dùng ứng dụng xác thực.',
  )
}

/** Asks for any passkey of this site; the person's device tells which account it opens. */
export async function askPasskey(db: Kysely<any>, publicUrl: string, now: Date): Promise<PasskeyQuestion> {
  const site = requiredSite(publicUrl)
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: 'required' })
  return {
    token: await keep(db, { challenge: options.challenge, enrols: null }, now),
    options: { ...options },
  }
}

/** Asks a device to make one. Those the account has are named, so that no device makes a second. */
export async function askNewPasskey(
  db: Kysely<any>,
  publicUrl: string,
  account: { id: string; userName: string; name: string },
  now: Date,
): Promise<PasskeyQuestion> {
  const site = requiredSite(publicUrl)
  const before = await (db as Kysely<FactorTables>)
    .selectFrom('identity.passkey')
    .select(['id', 'transports'])
    .where('account', '=', account.id)
    .execute()
  const options = await generateRegistrationOptions({
    rpName: site.id,
    rpID: site.id,
    userID: new TextEncoder().encode(account.id),
    userName: account.userName,
    userDisplayName: account.name,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: before,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const asked = { challenge: options.challenge, enrols: account.id }
  return { token: await keep(db, asked, now), options: { ...options } }
}

function keep(db: Kysely<any>, asked: Asked, now: Date): Promise<string> {
  return keepPending(db, 'passkey', asked, new Date(now.getTime() + ANSWER_WITHIN_MS))
}

/** Keeps the passkey a device made. Errors: request.invalid 422 naming `response`, identity.passkey-known 409. */
export async function addPasskeyOf(
  trx: Kysely<any>,
  publicUrl: string,
  account: string,
  { token, response, name }: { token: string; response: PasskeyResponse; name: string },
  now: Date,
): Promise<void> {
  const site = requiredSite(publicUrl)
  const asked = await takePending<Asked>(trx, 'passkey', token, now)
  if (asked?.enrols !== account) throw overdue()
  const { registrationInfo } = await verifyRegistrationResponse({
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    supportedAlgorithmIDs: ALGORITHMS,
    requireUserVerification: true,
  }).catch(() => ({ registrationInfo: undefined }))
  if (!registrationInfo)
    throw invalid('response', 'Thiết bị trả lời không hợp lệ nên khóa chưa được lưu. Hãy thử lại.')
  const { credential, credentialBackedUp } = registrationInfo
  const made = await (trx as Kysely<FactorTables>)
    .insertInto('identity.passkey')
    .values({
      id: credential.id,
      account,
      name,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: credential.transports ?? [],
      backed_up: credentialBackedUp,
      created_at: now,
      used_at: null,
      cloned_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows !== 1n)
    throw new Problem('identity.passkey-known', 409, 'Khóa truy cập này đã được thêm trước đó.')
}

export type PasskeyShown = { account: string } | { account: string | null; refused: 'wrong' | 'cloned' }

/**
 * Whose passkey answered. The question is used up whatever the answer. The signature is checked first and the counter
 * after it, so that nobody without the key can make it look copied. Errors: identity.question-over 410.
 */
export async function showPasskey(
  db: Kysely<any>,
  publicUrl: string,
  { token, response }: { token: string; response: PasskeyResponse },
  now: Date,
): Promise<PasskeyShown> {
  const site = requiredSite(publicUrl)
  const asked = await takePending<Asked>(db, 'passkey', token, now)
  if (!asked || asked.enrols !== null) throw overdue()
  const key = await (db as Kysely<FactorTables>)
    .selectFrom('identity.passkey')
    .selectAll()
    .where('id', '=', response.id)
    .executeTakeFirst()
  if (!key) return { account: null, refused: 'wrong' }
  const { account } = key
  const shown = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: asked.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
    credential: {
      id: key.id,
      publicKey: new Uint8Array(key.public_key),
      counter: 0,
      transports: key.transports as AuthenticatorTransport[],
    },
  }).catch(() => null)
  if (!shown?.verified) return { account, refused: 'wrong' }
  if (key.cloned_at) return { account, refused: 'cloned' }
  const { newCounter, credentialBackedUp } = shown.authenticationInfo
  const { rows } = await sql`
    update identity.passkey set counter = ${newCounter}, used_at = ${now}, backed_up = ${credentialBackedUp}
    where id = ${key.id} and cloned_at is null and (counter < ${newCounter} or (counter = 0 and ${newCounter} = 0))
    returning id`.execute(db)
  if (rows.length === 1) return { account }
  await sql`update identity.passkey set cloned_at = ${now} where id = ${key.id}`.execute(db)
  return { account, refused: 'cloned' }
}

function overdue(): Problem {
  return new Problem(
    'identity.question-over',
    410,
    'Đã quá lâu kể từ khi hệ thống hỏi khóa truy cập. Hãy bấm lại nút khóa truy cập.',
  )
}
