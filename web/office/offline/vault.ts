import type { Me } from '../../../src/blocks/identity/contract.ts'
import { act, uuid } from '../api.ts'
import { afterWrong, MOST_TRIES, pinProblem } from './pin.ts'
import {
  base64url,
  fromBase64url,
  ITERATIONS,
  keyOf,
  openBytes,
  pinKey,
  random,
  seal,
  sealBytes,
  unseal,
} from './seal.ts'
import { database, deviceId, type Holder } from './store.ts'

/** What was tried and cannot be: a sentence for the officer. */
export class VaultProblem extends Error {}

/** The key of whoever opened this tab's vault: memory only, gone with the tab. */
let open: { me: Me; key: CryptoKey } | null = null
const listeners = new Set<() => void>()

export const unlocked = (): { me: Me; key: CryptoKey } | null => open
export function onVault(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}
function enter(next: typeof open): void {
  open = next
  for (const heard of listeners) heard()
}
export const lock = (): void => enter(null)

/** Without a secure context there is neither a cipher nor a service worker. */
export const vaultWorks = (): boolean =>
  globalThis.isSecureContext === true && 'subtle' in crypto && 'indexedDB' in globalThis

export const holders = async (): Promise<Holder[]> =>
  vaultWorks() ? await (await database()).getAll('holders').catch(() => []) : []
export const holderOf = async (account: string): Promise<Holder | undefined> =>
  (await holders()).find((holder) => holder.account === account)

const aboutKey = (account: string) => `key:${account}`
const aboutMe = (account: string) => `me:${account}`

async function wrap(raw: Uint8Array<ArrayBuffer>, pin: string, me: Me, keptByServer: boolean): Promise<void> {
  const salt = random(16)
  const key = await keyOf(raw)
  const holder: Holder = {
    account: me.account,
    userName: me.userName,
    salt,
    iterations: ITERATIONS,
    wrapped: await sealBytes(await pinKey(pin, salt), aboutKey(me.account), raw),
    me: await seal(key, aboutMe(me.account), me),
    keptByServer,
    tries: 0,
    blockedUntil: 0,
  }
  await (await database()).put('holders', holder)
  enter({ me, key })
}

/**
 * Sets the officer's PIN while they are signed in. Their key is new, or the one the server keeps for them: what already
 * waits on this device must stay readable. Errors: VaultProblem; ApiProblem without a line.
 */
export async function setPin(me: Me, pin: string): Promise<void> {
  const problem = pinProblem(pin)
  if (problem) throw new VaultProblem(problem)
  const device = await deviceId()
  const path = `/offline-intake/keys/${device}`
  if (await holderOf(me.account)) {
    const { key } = await act<{ key: string }>(`${path}/opened`, {}, `offline-key.${uuid()}`)
    return wrap(fromBase64url(key), pin, me, true)
  }
  const raw = random(32)
  // Kept by the server before anything is sealed by it: a forgotten PIN must not lose people's dossiers.
  await act(path, { key: base64url(raw) }, `offline-key.${uuid()}`, 'PUT')
  await wrap(raw, pin, me, true)
  await navigator.storage?.persist?.().catch(() => false)
}

/** Opens with the PIN. Wrong ones are counted before they are tried, so that closing the tab does not forget them. */
export async function unlock(account: string, pin: string, now = Date.now()): Promise<Me> {
  const db = await database()
  const holder = await db.get('holders', account)
  if (!holder) throw new VaultProblem('Máy này chưa có mã PIN ngoại tuyến của bạn.')
  if (!holder.wrapped) throw new VaultProblem(WORN_OUT)
  if (now < holder.blockedUntil) {
    const minutes = Math.ceil((holder.blockedUntil - now) / 60_000)
    throw new VaultProblem(`Đã nhập sai nhiều lần. Hãy thử lại sau ${minutes} phút.`)
  }
  const counted = { ...holder, ...afterWrong(holder, now) }
  if (counted.tries > MOST_TRIES) counted.wrapped = null
  await db.put('holders', counted)
  if (!counted.wrapped) throw new VaultProblem(WORN_OUT)
  const opening = await pinKey(pin, holder.salt, holder.iterations)
  const raw = await openBytes(opening, aboutKey(account), holder.wrapped).catch(() => null)
  if (!raw) {
    const left = MOST_TRIES - counted.tries
    throw new VaultProblem(`Mã PIN chưa đúng. Còn ${left} lần thử; hồ sơ trong máy vẫn còn nguyên.`)
  }
  const key = await keyOf(raw)
  await db.put('holders', { ...holder, tries: 0, blockedUntil: 0 })
  const me = await unseal<Me>(key, aboutMe(account), holder.me)
  enter({ me, key })
  return me
}

const WORN_OUT =
  'Mã PIN đã bị khóa vì nhập sai nhiều lần; hồ sơ trong máy vẫn còn nguyên. Khi có mạng, hãy đăng nhập rồi đặt mã PIN mới.'

/** The seat or name may have changed since: what is drawn without a line follows. */
export async function refreshMe(me: Me): Promise<void> {
  if (open?.me.account !== me.account) return
  const db = await database()
  const holder = await db.get('holders', me.account)
  if (holder) await db.put('holders', { ...holder, me: await seal(open.key, aboutMe(me.account), me) })
  open = { ...open, me }
}
