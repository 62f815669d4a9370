import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One official mailbox as the mail server must know it. */
export type ServedMailbox = {
  address: string
  /** Dovecot's notation, `{SSHA256}…`; null when nobody may sign in: mail is still taken in. */
  password: string | null
}

/**
 * Tells the mail server which mailboxes there are and who opens them, by three files in `folder`: Dovecot's passwd-file,
 * Postfix's mailboxes and domains. Each is put in place whole. True when anything changed.
 */
export function writeMailboxes(folder: string, mailboxes: readonly ServedMailbox[]): boolean {
  mkdirSync(folder, { recursive: true })
  const sorted = [...mailboxes].sort((a, b) => (a.address < b.address ? -1 : 1))
  const domains = [...new Set(sorted.map(({ address }) => address.slice(address.indexOf('@') + 1)))].sort()
  const users = sorted.map(({ address, password }) =>
    password === null ? `${address}:::::::nologin` : `${address}:${password}::::::`,
  )
  const written = [
    put(join(folder, 'users'), users),
    put(
      join(folder, 'mailboxes'),
      sorted.map(({ address }) => `${address} ${address}`),
    ),
    put(
      join(folder, 'domains'),
      domains.map((domain) => `${domain} official`),
    ),
  ]
  return written.includes(true)
}

function put(path: string, lines: readonly string[]): boolean {
  const text = lines.map((line) => `${line}\n`).join('')
  if (textOf(path) === text) return false
  writeFileSync(`${path}.new`, text, { mode: 0o640 })
  // The passwords are hashes of long random words; the mail server's own user must read them.
  chmodSync(`${path}.new`, 0o644)
  // Dovecot reads a file anew when its whole second or its length changed: two changes in one second must still tell.
  const second = Math.max(Math.floor(Date.now() / 1000), secondOf(path) + 1)
  utimesSync(`${path}.new`, second, second)
  renameSync(`${path}.new`, path)
  return true
}

function secondOf(path: string): number {
  return Math.floor((statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) / 1000)
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
