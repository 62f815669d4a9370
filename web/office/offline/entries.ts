import type { FieldProblem } from '../../../src/kernel/problem.ts'
import type { Intake, Issued } from '../intake/parts.ts'
import { openBytes, seal, sealBytes, sha256, unseal } from './seal.ts'
import { database, type Status, type StoredEntry } from './store.ts'
import { unlocked, VaultProblem } from './vault.ts'

/** One dossier taken in without a line; deleted only after its provincial code was seen. */
export type Entry = {
  id: string
  device: string
  localNumber: string
  order: number
  status: Status
  applicant: string
  procedure: { code: string; name: string }
  edition: number
  /** By the device's own clock, with its offset from the server's as it was known then. */
  takenAt: string
  offsetMs: number
  /** What the pure model promised, ISO; null without a term. */
  due: string | null
  intake: Intake | null
  /** dossier.receive's input, but for what is known only when sending. */
  input: Record<string, unknown> | null
  /** Papers' files held here, by content hash. */
  files: { hash: string; name: string; mediaType: string }[]
  /** Fixed with the first sending: a repeat must be the same to the letter. */
  sending: { key: string; body: Record<string, unknown> } | null
  refused: { detail: string; errors: FieldProblem[] } | null
  issued: (Issued & { told: string | null }) | null
}

/** All papers' files on the device together. */
const FILES_LIMIT = 200 * 1024 * 1024
const FILE_LIMIT = 20 * 1024 * 1024
/** Given up for the dossier in hand when the disk is full; from then on nothing new is begun. */
const RESERVE = 'reserve'
const RESERVE_BYTES = 512 * 1024

const about = (id: string) => `entry:${id}`
const aboutFile = (hash: string) => `file:${hash}`

function opened() {
  const vault = unlocked()
  if (!vault) throw new VaultProblem('Hãy nhập mã PIN ngoại tuyến của bạn.')
  return { key: vault.key, account: vault.me.account }
}

/** Everything of the officer who opened the vault, oldest first; what cannot be read is left where it is. */
export async function entries(): Promise<Entry[]> {
  const { key, account } = opened()
  const stored = await (await database()).getAllFromIndex('entries', 'account', account)
  const read = await Promise.all(
    stored.map((each) => unseal<Entry>(key, about(each.id), each.sealed).catch(() => null)),
  )
  return read.filter((each) => each !== null).sort((a, b) => a.order - b.order)
}

/** How many of each account wait here, readable without any PIN. */
export async function waitingOf(account: string): Promise<number> {
  const stored = await (await database()).getAllFromIndex('entries', 'account', account)
  return stored.filter(({ status }) => status !== 'coded').length
}

/** Errors: VaultProblem when the disk is full; nothing of what was kept before is touched. */
export async function putEntry(entry: Entry): Promise<void> {
  const { key, account } = opened()
  const { id, localNumber, order, status } = entry
  const row: StoredEntry = {
    id,
    account,
    localNumber,
    order,
    status,
    sealed: await seal(key, about(id), entry),
  }
  const db = await database()
  try {
    await db.put('entries', row)
  } catch (error) {
    if (!isFull(error)) throw error
    await db.delete('provision', RESERVE)
    await db.put('entries', row).catch((again) => {
      throw isFull(again) ? new VaultProblem(FULL) : again
    })
  }
}

/** Away with its files, when no other entry has them. */
export async function dropEntry(id: string): Promise<void> {
  const { account } = opened()
  const db = await database()
  await db.delete('entries', id)
  const used = new Set((await entries()).flatMap(({ files }) => files.map(({ hash }) => hash)))
  const all = await db.getAllKeys('files')
  for (const file of all) if (file[0] === account && !used.has(file[1])) await db.delete('files', file)
}

/** Keeps a paper's scan or photograph until it can be uploaded. Errors: VaultProblem when too large or the disk is full. */
export async function holdFile(file: File): Promise<{ hash: string; name: string }> {
  const { key, account } = opened()
  if (file.size > FILE_LIMIT) throw new VaultProblem(`Tệp “${file.name}” lớn hơn 20 MB nên không giữ được.`)
  const db = await database()
  const held = (await db.getAll('files')).reduce((sum, { size }) => sum + size, 0)
  if (held + file.size > FILES_LIMIT)
    throw new VaultProblem(
      'Ảnh và bản quét giữ trong máy đã đầy 200 MB. Hồ sơ vẫn nhận được; hãy bổ sung tệp khi có mạng.',
    )
  const bytes = await file.arrayBuffer()
  const hash = await sha256(bytes)
  try {
    await db.put('files', {
      hash,
      account,
      size: file.size,
      mediaType: file.type || 'application/octet-stream',
      sealed: await sealBytes(key, aboutFile(hash), bytes),
    })
  } catch (error) {
    throw isFull(error)
      ? new VaultProblem(
          'Bộ nhớ máy đầy nên không giữ được tệp. Nội dung đã nhập vẫn còn; hãy nhận không kèm tệp.',
        )
      : error
  }
  return { hash, name: file.name }
}

/** Which of a dossier's files rest here, with their names; the others were uploaded already. */
export async function heldNames(intake: Intake): Promise<Entry['files']> {
  const { account } = opened()
  const db = await database()
  const held: Entry['files'] = []
  for (const { files, names } of Object.values(intake.papers))
    for (const [at, hash] of files.entries()) {
      const stored = await db.get('files', [account, hash])
      if (stored) held.push({ hash, name: names[at] ?? 'tệp', mediaType: stored.mediaType })
    }
  return held
}

export async function heldFile(hash: string): Promise<ArrayBuffer | null> {
  const { key, account } = opened()
  const stored = await (await database()).get('files', [account, hash])
  return stored ? openBytes(key, aboutFile(hash), stored.sealed) : null
}

/**
 * Whether one more dossier can surely be kept, asked before anybody types it: the reserve that its saving may use up must
 * be there. A sentence when it cannot.
 */
export async function roomProblem(): Promise<string | null> {
  const db = await database()
  try {
    if ((await db.getKey('provision', RESERVE)) === undefined)
      // Random, so that no store can make it smaller than it says.
      await db.put('provision', fillOf(RESERVE_BYTES), RESERVE)
    return null
  } catch (error) {
    if (isFull(error)) return FULL
    throw error
  }
}

function fillOf(bytes: number): Uint8Array {
  const fill = new Uint8Array(bytes)
  for (let at = 0; at < bytes; at += 65_536) crypto.getRandomValues(fill.subarray(at, at + 65_536))
  return fill
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === 'QuotaExceededError'
const FULL =
  'Bộ nhớ của máy này đã đầy nên không giữ thêm được hồ sơ khi mất mạng. Các hồ sơ đã nhận vẫn còn nguyên. Hãy xóa bớt tệp trên máy hoặc ghi sổ giấy cho đến khi có mạng.'
