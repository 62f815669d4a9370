import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingError } from '../settings.ts'

/**
 * Keeps secrets unreadable where they rest: AES-256-GCM under the installation's master key. `name` says what the secret
 * is and is bound to it, so that one cannot be put in another's place.
 */
export type Vault = {
  seal: (name: string, secret: string) => string
  /** Errors: an Error when the master key is another one or the text was changed. */
  open: (name: string, sealed: string) => string
}

const FORM = 'v1'

/** The vault of the key in DATA_DIR/master.key; the first start makes it (mode 600). A backup does not hold it. */
export function openVault(dataDir: string): Vault {
  const path = join(dataDir, 'master.key')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  }
  chmodSync(path, 0o600)
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
  if (key.length !== 32)
    throw new SettingError(`Khóa chủ ${path} phải dài 32 byte (base64url). Hãy chép lại tệp khóa đã cất giữ.`)
  return vaultOf(key)
}

export function vaultOf(key: Buffer): Vault {
  return {
    seal(name, secret) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name))
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return [FORM, nonce, text, cipher.getAuthTag()]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.')
    },
    open(name, sealed) {
      const [form, ...parts] = sealed.split('.')
      const [nonce, text, tag] = parts.map((part) => Buffer.from(part, 'base64url'))
      if (form !== FORM || !nonce || !text || tag?.length !== 16)
        throw new Error(`the secret ${name} is not sealed as this release seals`)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(name)).setAuthTag(tag)
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8')
    },
  }
}
