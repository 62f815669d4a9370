import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileTypeFromBuffer } from 'file-type'
import { Problem } from '../../kernel/problem.ts'

/** One stored content: named by its SHA-256, never overwritten. */
export type StoredFile = { hash: string; size: number; mediaType: string }

/** One that has come in and been looked at, but lies aside until it is known to be wanted. */
export type StagedFile = StoredFile & { keep: () => Promise<void>; discard: () => Promise<void> }

export type Files = {
  /** Streams a file in, at most `limit` bytes; its type is sniffed from its bytes, never believed from its name. */
  stage: (source: NodeJS.ReadableStream | Uint8Array, name: string, limit?: number) => Promise<StagedFile>
  /** `stage` and `keep` in one. */
  put: (source: NodeJS.ReadableStream | Uint8Array, name: string, limit?: number) => Promise<StoredFile>
  read: (hash: string) => NodeJS.ReadableStream
  has: (hash: string) => Promise<boolean>
  /** Retention only. */
  remove: (hash: string) => Promise<void>
}

export const UPLOAD_LIMIT = 20 * 1024 * 1024
const HEAD = 4100
const DAY_MS = 86_400_000

/** Types a citizen or an officer may hand in, and the endings their names may have. */
const ACCEPTED: Record<string, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/heic': ['heic'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
}

export async function openFiles(folder: string): Promise<Files> {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  await dropAbandoned(incoming)
  const placeOf = (hash: string) => join(folder, hash.slice(0, 2), hash.slice(2, 4), hash)
  const stage: Files['stage'] = async (source, name, limit = UPLOAD_LIMIT) => {
    const temporary = join(incoming, randomUUID())
    const discard = () => rm(temporary, { force: true })
    try {
      const { hash, size } = await receive(source, temporary, limit)
      const mediaType = await accept(temporary, name, size)
      let kept = false
      const keep = async () => {
        if (kept) return
        await mkdir(join(folder, hash.slice(0, 2), hash.slice(2, 4)), { recursive: true, mode: 0o700 })
        await rename(temporary, placeOf(hash))
        kept = true
      }
      return { hash, size, mediaType, keep, discard }
    } catch (error) {
      await discard()
      throw error
    }
  }
  return {
    stage,
    async put(source, name, limit) {
      const { keep, discard: _discard, ...stored } = await stage(source, name, limit)
      await keep()
      return stored
    },
    read: (hash) => createReadStream(placeOf(checked(hash))),
    has: async (hash) => {
      try {
        return (await stat(placeOf(checked(hash)))).isFile()
      } catch {
        return false
      }
    },
    remove: (hash) => rm(placeOf(checked(hash)), { force: true }),
  }
}

/** What a process that was killed left half received; a day old, so that a neighbour's upload is not taken away. */
async function dropAbandoned(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    const found = await stat(path).catch(() => null)
    if (found && Date.now() - found.mtimeMs > DAY_MS) await rm(path, { force: true })
  }
}

function checked(hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Problem('file.unknown', 404, 'Không có tệp này.')
  return hash
}

async function receive(source: NodeJS.ReadableStream | Uint8Array, place: string, limit: number) {
  const digest = createHash('sha256')
  let size = 0
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length
      if (size > limit) {
        done(tooLarge(limit))
        return
      }
      digest.update(chunk)
      done(null, chunk)
    },
  })
  const stream = source instanceof Uint8Array ? Readable.from([source]) : source
  const file = createWriteStream(place, { mode: 0o600, flush: true })
  await pipeline(stream, measure, file)
  return { hash: digest.digest('hex'), size }
}

function tooLarge(limit: number): Problem {
  const megabytes = Math.floor(limit / 1024 / 1024)
  const text = `Tệp lớn hơn ${megabytes} MB. Hãy chụp lại ở cỡ nhỏ hơn hoặc tách thành nhiều tệp.`
  return new Problem('file.too-large', 413, text, [{ path: 'file', message: text }])
}

/** The sniffed type, or a refusal that says what the file really is. */
async function accept(place: string, name: string, size: number): Promise<string> {
  const refuse = (text: string) => new Problem('file.refused', 415, text, [{ path: 'file', message: text }])
  if (size === 0) throw refuse(`Tệp “${name}” rỗng. Hãy chọn lại tệp.`)
  const file = await open(place)
  const head = Buffer.alloc(Math.min(HEAD, size))
  await file.read(head, 0, head.length, 0)
  await file.close()
  const kind = await fileTypeFromBuffer(await sniffable(place, head, size))
  const endings = kind ? ACCEPTED[kind.mime] : undefined
  const wanted = 'Chỉ nhận PDF, ảnh (JPEG, PNG, WebP, HEIC), DOCX, XLSX.'
  if (!kind || !endings)
    throw refuse(`Nội dung tệp “${name}” ${kind ? `là ${kind.mime}` : 'không rõ loại'}. ${wanted}`)
  const ending = name.toLowerCase().split('.').pop() ?? ''
  if (name.includes('.') && !endings.includes(ending))
    throw refuse(`Tệp “${name}” có đuôi .${ending} nhưng nội dung là ${kind.mime}. Hãy gửi đúng tệp gốc.`)
  return kind.mime
}

/** Office files are ZIPs whose kind stands in an entry further in: sniff those whole (bounded by the upload limit). */
async function sniffable(place: string, head: Buffer, size: number): Promise<Buffer> {
  if (head.subarray(0, 2).toString('latin1') !== 'PK' || size <= HEAD) return head
  const file = await open(place)
  try {
    const whole = Buffer.alloc(size)
    await file.read(whole, 0, size, 0)
    return whole
  } finally {
    await file.close()
  }
}
