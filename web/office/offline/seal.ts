/** What rests on the device: AES-GCM-256 under a key of the officer's own, which rests wrapped by a key made of their PIN. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

/** PBKDF2 rounds with SHA-256 (OWASP, 2023): what one guess of a PIN costs whoever has taken the device. */
export const ITERATIONS = 600_000
const text = new TextEncoder()

export const random = (bytes: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(bytes))

/** A key nobody can take out of the browser's memory again. */
export const keyOf = (raw: BufferSource): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

export async function pinKey(pin: string, salt: BufferSource, iterations = ITERATIONS): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', text.encode(pin), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    secret,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  )
}

/** `about` says what it is and is bound to it: one sealed thing cannot be put in another's place. */
export async function sealBytes(key: CryptoKey, about: string, bytes: BufferSource): Promise<Sealed> {
  const iv = random(12)
  const additionalData = text.encode(about)
  return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes) }
}

/** Errors: OperationError when the key is another one or anything was changed. */
export function openBytes(key: CryptoKey, about: string, { iv, data }: Sealed): Promise<ArrayBuffer> {
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: text.encode(about) }, key, data)
}

export const seal = (key: CryptoKey, about: string, value: unknown): Promise<Sealed> =>
  sealBytes(key, about, text.encode(JSON.stringify(value)))

export async function unseal<T>(key: CryptoKey, about: string, sealed: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await openBytes(key, about, sealed))) as T
}

export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}

export function fromBase64url(encoded: string): Uint8Array<ArrayBuffer> {
  const plain = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

/** Content's address, as the server names files. */
export async function sha256(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
