import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, watch, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { writeMailboxes } from './accounts.ts'
import { dovecotConf, type MailPlace, postfixMain, postfixMaster } from './configuration.ts'

const STARTS_WITHIN_MS = 20_000

/** Why the mail server cannot be started here, as a sentence; null when it can. */
export function mailServerLacks(): string | null {
  const missing = ['/usr/sbin/postfix', '/usr/sbin/dovecot', '/usr/sbin/postmap'].find(
    (each) => !existsSync(each),
  )
  if (missing)
    return `Thiếu ${missing}: cài gói của Debian bằng apt-get install postfix dovecot-imapd dovecot-lmtpd.`
  if (process.getuid?.() !== 0) return 'Postfix chỉ khởi động được bằng quyền root.'
  return null
}

/**
 * Starts Debian's Postfix and Dovecot with settings of their own under `folder`, beside whatever the machine runs, and
 * keeps Postfix's tables in step with the account files. Errors: what they wrote when one does not come up.
 */
export async function serveMail(place: MailPlace): Promise<{ stop: () => Promise<void> }> {
  const lacks = mailServerLacks()
  if (lacks) throw new Error(lacks)
  const { folder, accounts, owner } = place
  for (const each of ['postfix', 'spool', 'state', 'run', 'mail'])
    mkdirSync(join(folder, each), { recursive: true })
  chmodSync(folder, 0o755)
  chownSync(join(folder, 'mail'), owner.uid, owner.gid)
  const [uid, gid] = idOf('postfix')
  chownSync(join(folder, 'state'), uid, gid)
  writeMailboxesOnce(accounts)
  writeFileSync(join(folder, 'dovecot.conf'), dovecotConf(place))
  writeFileSync(join(folder, 'postfix/main.cf'), postfixMain(place))
  writeFileSync(join(folder, 'postfix/master.cf'), postfixMaster(place))
  tables(place)
  const watched = watch(accounts, (_event, name) => {
    if (name === 'mailboxes' || name === 'domains') tables(place)
  })
  const dovecot = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  const stop = async () => {
    watched.close()
    // It may be the one that did not come up.
    spawnSync('/usr/sbin/postfix', ['-c', join(folder, 'postfix'), 'stop'], { stdio: 'ignore' })
    await ended(dovecot)
  }
  try {
    execFileSync('/usr/sbin/postfix', ['-c', join(folder, 'postfix'), 'start'], { stdio: 'ignore' })
    await Promise.all(Object.values(place.ports).map((port) => listening(port, dovecot)))
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}

/** A first start before any mailbox was opened. */
function writeMailboxesOnce(accounts: string): void {
  if (!existsSync(join(accounts, 'users'))) writeMailboxes(accounts, [])
}

function tables({ accounts }: MailPlace): void {
  for (const name of ['mailboxes', 'domains'])
    if (existsSync(join(accounts, name)))
      execFileSync('/usr/sbin/postmap', [`hash:${join(accounts, name)}`], { stdio: 'ignore' })
}

function idOf(user: string): [uid: number, gid: number] {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))
  return [id('-u'), id('-g')]
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + STARTS_WITHIN_MS; Date.now() < until; ) {
    if (child.exitCode !== null) break
    const open = await new Promise<boolean>((resolve) => {
      const socket = createConnection({ port, host: '127.0.0.1' })
      socket.once('connect', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
      setTimeout(() => socket.destroy(), 1000).unref()
    })
    if (open) return
    await sleep(50)
  }
  throw new Error(
    `the mail server does not listen on port ${port}; see dovecot.log and postfix.log in its folder`,
  )
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}
