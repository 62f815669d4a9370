import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import tar from 'tar-stream'
import { Problem } from '../../kernel/problem.ts'
import type { Content, Sequence, Table } from './content.ts'
import type { AppliedMigration } from './migrate.ts'

/**
 * A backup is a tar of `tables/<schema>.<table>/<number>.copy`, `files/<path>`, `SHA256SUMS` (one line for each entry
 * before it, as `sha256sum -c` reads) and `manifest.json` (below), compressed with zstd: `tar --zstd -x` opens it.
 */
export type Manifest = {
  format: typeof FORMAT
  /** The snapshot's moment by the database's clock, ISO 8601. */
  at: string
  postgres: string
  migrations: AppliedMigration[]
  /** pg-boss's own schema version, when its tables are there. */
  jobsVersion: number | null
  tables: (Table & Content)[]
  sequences: Sequence[]
  files: { count: number; bytes: number }
  /** SHA-256 of SHA256SUMS: it seals every entry's name, order and hash. */
  sums: string
}

export const FORMAT = 'tan-trao-backup-1'
export const SUMS = 'SHA256SUMS'
export const MANIFEST = 'manifest.json'

export const damaged = (what: string): Problem =>
  new Problem(
    'restore.damaged',
    422,
    `Tệp sao lưu bị hỏng (${what}): hãy dùng bản sao khác; hệ thống chưa bị thay đổi.`,
  )

const sumLine = (name: string, sha256: string) => `${sha256}  ${name}\n`

/** Writes entries one after another; nothing is held but the entry's current chunk. */
export class ArchiveWriter {
  private readonly pack = tar.pack()
  private readonly sums: ReturnType<typeof createWriteStream>
  private readonly sealed = createHash('sha256')
  private readonly written: Promise<void>
  private readonly sumsFile: string
  private readonly at: Date
  /** Why writing failed (a full disk), which an entry only knows as "destroyed". */
  private cause: Error | undefined

  /** `at` dates the entries, so that equal content makes an equal archive. `sumsFile` is scratch space on disk. */
  constructor(file: string, sumsFile: string, at: Date) {
    this.sumsFile = sumsFile
    this.at = at
    this.sums = createWriteStream(sumsFile, { mode: 0o600 })
    const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 }
    const out = createWriteStream(file, { mode: 0o600, flush: true })
    this.written = pipeline(this.pack, createZstdCompress({ params }), out)
    this.written.catch((error: Error) => {
      this.cause = error
    })
  }

  async add(name: string, size: number, source: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    const digest = createHash('sha256')
    await this.entry(name, size, Readable.from(source), digest)
    const line = sumLine(name, digest.digest('hex'))
    this.sealed.update(line)
    if (!this.sums.write(line)) await once(this.sums, 'drain')
  }

  /** Writes the list of hashes and the manifest, and waits until all is on the disk. */
  async finish(manifest: Omit<Manifest, 'sums' | 'format'>): Promise<Manifest> {
    await new Promise<void>((resolve, reject) => this.sums.once('error', reject).end(() => resolve()))
    const { size } = await stat(this.sumsFile)
    await this.entry(SUMS, size, createReadStream(this.sumsFile))
    const sealed: Manifest = { format: FORMAT, ...manifest, sums: this.sealed.digest('hex') }
    const text = Buffer.from(`${JSON.stringify(sealed, null, 2)}\n`)
    await this.entry(MANIFEST, text.length, Readable.from([text]))
    this.pack.finalize()
    await this.written
    return sealed
  }

  /** Stops writing; returns the reason it failed, if that was the file's and not the caller's. */
  abandon(): Error | undefined {
    this.sums.destroy()
    const { cause } = this
    this.pack.destroy()
    return cause
  }

  private async entry(name: string, size: number, source: Readable, digest?: ReturnType<typeof createHash>) {
    const measure = new Transform({
      transform(chunk, _encoding, done) {
        digest?.update(chunk)
        done(null, chunk)
      },
    })
    await pipeline(source, measure, this.pack.entry({ name, size, mtime: this.at, mode: 0o600 }))
  }
}

export type Entry = { name: string; size: number; body: AsyncIterable<Buffer> }

/** The entries of an archive in order; each body must be read to its end. Throws `restore.damaged`. */
export async function* readArchive(file: string): AsyncGenerator<Entry> {
  const extract = tar.extract()
  const reading = pipeline(createReadStream(file), createZstdDecompress(), extract)
  // The pipeline knows the reason (a checksum, an early end); the entry only that it was cut off.
  let reason: Error | undefined
  reading.catch((error: Error) => {
    reason = error
  })
  const orDamaged = async function* <T>(source: AsyncIterable<T>): AsyncGenerator<T> {
    try {
      yield* source
    } catch (error) {
      throw Object.assign(damaged((reason ?? (error as Error)).message), { cause: error })
    }
  }
  for await (const entry of orDamaged(extract)) {
    const { name, size } = entry.header
    yield { name, size: size ?? 0, body: orDamaged(entry as AsyncIterable<Buffer>) }
  }
  await reading.catch((error: Error) => {
    throw damaged(error.message)
  })
}

/** Reads a whole archive once and proves every entry against the sealed list. Touches nothing but `scratch`. */
export async function verifyArchive(file: string, scratch: string): Promise<Manifest> {
  const found = createHash('sha256')
  const lines = createWriteStream(scratch, { mode: 0o600 })
  let manifest: Manifest | undefined
  let listed = ''
  for await (const { name, body } of readArchive(file)) {
    if (manifest) throw damaged(`thừa ${name}`)
    if (name === MANIFEST) {
      manifest = parseManifest(await collect(body))
    } else if (name === SUMS) {
      await new Promise<void>((resolve) => lines.end(() => resolve()))
      listed = await compareSums(body, scratch)
    } else {
      const digest = createHash('sha256')
      for await (const chunk of body) digest.update(chunk)
      const line = sumLine(name, digest.digest('hex'))
      found.update(line)
      if (!lines.write(line)) await once(lines, 'drain')
    }
  }
  lines.destroy()
  if (!manifest) throw damaged('thiếu phần cuối')
  const sealed = found.digest('hex')
  if (manifest.sums !== sealed || listed !== sealed) throw damaged(SUMS)
  return manifest
}

/** Walks the archive's list beside ours to name the first entry that differs; returns the list's own hash. */
async function compareSums(body: AsyncIterable<Buffer>, scratch: string): Promise<string> {
  const digest = createHash('sha256')
  const ours = await open(scratch)
  try {
    const expected = ours.readLines()[Symbol.asyncIterator]()
    const tapped = async function* () {
      for await (const chunk of body) {
        digest.update(chunk)
        yield chunk
      }
    }
    for await (const line of createInterface({ input: Readable.from(tapped()) })) {
      const mine = await expected.next()
      if (mine.value !== line) throw damaged(line.slice(66))
    }
    const more = await expected.next()
    if (!more.done) throw damaged(more.value.slice(66))
    return digest.digest('hex')
  } finally {
    await ours.close()
  }
}

async function collect(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function parseManifest(text: Buffer): Manifest {
  let manifest: Manifest
  try {
    manifest = JSON.parse(text.toString())
  } catch {
    throw damaged(MANIFEST)
  }
  if (manifest.format === FORMAT) return manifest
  throw new Problem(
    'restore.format',
    422,
    'Tệp này không phải bản sao lưu mà phần mềm đọc được: hãy chọn tệp do lệnh backup tạo.',
  )
}
