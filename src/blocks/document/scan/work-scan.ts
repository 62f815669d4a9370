import { type Kysely, type Selectable, sql } from 'kysely'
import { parseIdCardQr } from '../../../kernel/identifiers.ts'
import { Problem } from '../../../kernel/problem.ts'
import { recordJob } from '../../../platform/audit/record-job.ts'
import type { House } from '../../../platform/command/run.ts'
import type { PageWorks, WorkedPage } from '../../../platform/images/pages.ts'
import type { ReadLine, Recogniser } from '../../../platform/ocr/port.ts'
import { kindByKey, kindOfTitle } from '../model/paper-kinds.ts'
import { proposeFields, recognisedKind } from '../model/propose-fields.ts'
import { LEAST_DPI, MOST_PAGES, type ProposedField, type ScanCode } from '../model/scan.ts'
import { keepFile } from '../stored-files.ts'
import type { DocumentTables } from '../tables.ts'
import { type Scan, setScan } from './read-scan.ts'
import { searchablePdf } from './searchable-pdf.ts'
import { takeFromTwin } from './take-from-twin.ts'

/** Whoever works on a scan says so anew with each page; after this long it counts as dead. */
const LEASE_MS = 5 * 60_000
const MOST_ATTEMPTS = 8
/** A page of fewer words, or less surely read than this, has no text on it: dirt and fur look like letters now and then. */
const SURE = 0.6
const FEWEST_WORDS = 3
/** Below this it may stand on its head, or on its side: read again the other ways round, the likeliest first. */
const UPRIGHT = 0.72
const OTHER_WAYS = [2, 1, 3]
/** A page sent at exactly 200 dots an inch may lose a few at its edge. */
const DPI_SLACK = 4
const PDF_LIMIT = 400 * 1024 * 1024

/** What reads: the page thread and a recogniser, kept open from scan to scan. */
export type ReadingTools = { works: PageWorks; recogniser: Recogniser }

type Source = Selectable<DocumentTables['document.scan_source']>

/**
 * Reads a scan from where it stopped: page after page, each stored before the next begins, so that a process that dies
 * loses one page and memory never holds more. What people must mend ends in `failed` with its sentence; what the machine
 * must mend (a full disk) waits and is tried again.
 */
export async function workScan(house: House, tools: ReadingTools, id: string): Promise<void> {
  const scan = await take(house, id)
  if (!scan) return
  try {
    if (await takeFromTwin(house, scan)) return
    const sources = await countedSources(house, tools, scan)
    for (const [at, { source, page }] of sheetsOf(sources).entries()) {
      const number = at + 1
      if (number <= scan.done) continue
      await readSheet(house, tools, scan, { source, page, number })
      if (!(await goesOn(house, scan.id, number))) return
    }
    await finish(house, scan)
  } catch (error) {
    await giveUp(house, scan, error)
  }
}

/** Takes a waiting scan, or one whose worker has died; null when there is nothing to do. */
async function take(house: House, id: string): Promise<Scan | null> {
  const now = house.clock()
  const { rows } = await sql<Scan>`
    update document.scan set status = 'working', attempts = attempts + 1, changed_at = ${now},
      lease_until = ${new Date(now.getTime() + LEASE_MS)}
    where id = ${id}::uuid and (status = 'waiting' or (status = 'working' and lease_until < ${now}))
    returning *`.execute(house.db)
  return rows[0] ?? null
}

async function countedSources(house: House, { works }: ReadingTools, scan: Scan): Promise<Source[]> {
  const tables = house.db as Kysely<DocumentTables>
  const sources = await tables
    .selectFrom('document.scan_source')
    .selectAll()
    .where('scan', '=', scan.id)
    .orderBy('seq')
    .execute()
  let pages = 0
  for (const source of sources) {
    source.pages ??= await works.count(await bytesOf(house, source.hash), source.media_type)
    pages += source.pages
    if (pages > MOST_PAGES)
      throw new Problem(
        'scan.too-many-pages',
        422,
        `Tệp có hơn ${MOST_PAGES} trang, quá giới hạn ${MOST_PAGES} trang một lượt. Hãy tách thành nhiều giấy tờ rồi quét từng phần.`,
      )
    await tables
      .updateTable('document.scan_source')
      .set({ pages: source.pages })
      .where('scan', '=', scan.id)
      .where('seq', '=', source.seq)
      .execute()
  }
  await tables.updateTable('document.scan').set({ pages }).where('id', '=', scan.id).execute()
  return sources
}

const sheetsOf = (sources: readonly Source[]) =>
  sources.flatMap((source) =>
    Array.from({ length: source.pages ?? 0 }, (_, at) => ({ source, page: at + 1 })),
  )

async function bytesOf(house: House, hash: string): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of house.files.read(hash)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

async function readSheet(
  house: House,
  { works, recogniser }: ReadingTools,
  scan: Scan,
  { source, page, number }: { source: Source; page: number; number: number },
): Promise<void> {
  const bytes = await bytesOf(house, source.hash)
  let worked = await works.page(bytes, source.media_type, page)
  if (worked.dpi < LEAST_DPI - DPI_SLACK)
    throw new Problem(
      'scan.too-coarse',
      422,
      `Trang ${number} chỉ đạt ${worked.dpi} điểm/inch; quy định ít nhất ${LEAST_DPI}. Hãy chụp gần hơn cho trang giấy đầy khung hình, hoặc quét lại ở 300 điểm/inch.`,
    )
  let lines = await recogniser.read(worked.grey, worked.dpi)
  // Nothing in a picture says which way is up; the reading does. An empty page has no way up.
  for (const besides of OTHER_WAYS) {
    if (sureness(lines) >= UPRIGHT || wordsOf(lines).length === 0) break
    const other = await works.page(bytes, source.media_type, page, besides)
    const turned = await recogniser.read(other.grey, other.dpi)
    if (weight(turned) > weight(lines)) [worked, lines] = [other, turned]
  }
  const image = await house.files.put(worked.jpeg, 'trang.jpg')
  await storeSheet(house, scan, number, worked, lines, { image: image.hash, engine: recogniser.name })
}

async function storeSheet(
  house: House,
  scan: Scan,
  number: number,
  worked: WorkedPage,
  lines: ReadLine[],
  { image, engine }: { image: string; engine: string },
): Promise<void> {
  const now = house.clock()
  const { width, height, dpi, turned, angle, cropped, code } = worked
  await house.db.transaction().execute(async (trx) => {
    await (trx as Kysely<any> as Kysely<DocumentTables>)
      .insertInto('document.scan_page')
      .values({
        scan: scan.id,
        number,
        image,
        width,
        height,
        dpi,
        turned,
        angle,
        cropped,
        confidence: sureness(lines),
        words: sureWords(lines),
        engine,
        lines: JSON.stringify(lines),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    // A code that can be read says more than one that cannot, on whichever page it stands.
    const found: ScanCode = code.state === 'none' ? code : { ...code, page: number }
    const better = found.state === 'read' || (found.state === 'torn' && scan.code.state === 'none')
    if (better && scan.code.state !== 'read') scan.code = found
    await sql`
      update document.scan set done = ${number}::int, code = ${JSON.stringify(scan.code)}::jsonb, changed_at = ${now},
        problem = null, problem_code = null, lease_until = ${new Date(now.getTime() + LEASE_MS)}
      where id = ${scan.id}::uuid`.execute(trx)
  })
}

/** Somebody may have cancelled between two pages. */
async function goesOn(house: House, id: string, number: number): Promise<boolean> {
  const row = await (house.db as Kysely<DocumentTables>)
    .selectFrom('document.scan')
    .select(['status', 'done'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.status === 'working' && row.done === number
}

async function finish(house: House, scan: Scan): Promise<void> {
  const pages = await (house.db as Kysely<DocumentTables>)
    .selectFrom('document.scan_page')
    .selectAll()
    .where('scan', '=', scan.id)
    .orderBy('number')
    .execute()
  if (!pages.some((page) => page.words >= FEWEST_WORDS))
    throw new Problem(
      'scan.no-text',
      422,
      'Không thấy chữ nào trên ảnh. Kiểm tra xem có chụp đúng giấy tờ, đủ sáng và rõ nét không, rồi chụp lại.',
    )
  const now = house.clock()
  const title = scan.title || 'Giấy tờ đã số hóa'
  const read = await Promise.all(
    pages.map(async ({ image, width, height, dpi, lines }) => ({
      picture: await bytesOf(house, image),
      ...{ width, height, dpi, lines },
    })),
  )
  const pdf = await searchablePdf(title, read, now)
  const name = `${title.slice(0, 120)}.pdf`
  const stored = { ...(await house.files.put(pdf, 'so-hoa.pdf', PDF_LIMIT)), name }
  const kind = recognisedKind(pages) ?? kindOfTitle(scan.title || 'giấy tờ khác').key
  const fields = withCard(proposeFields(pages, kindByKey(kind)), scan.code, kind)
  await house.db.transaction().execute(async (trx) => {
    await keepFile(trx, stored, now)
    await sql`
      update document.scan set file = ${JSON.stringify(stored)}::jsonb, kind = ${kind}, fields = ${JSON.stringify(fields)}::jsonb
      where id = ${scan.id}::uuid and status = 'working'`.execute(trx)
    await sql`
      update document.scan set status = 'ready', lease_until = null, problem = null, problem_code = null, changed_at = ${now}
      where id = ${scan.id}::uuid and status = 'working'`.execute(trx)
    await recordJob(trx, {
      operation: 'scan.read',
      wording: `read ${pages.length} pages of scan ${scan.id}`,
      subjects: [scan.id],
      now,
    })
  })
}

/** What a card's own code says is surer than any reading of its print. */
function withCard(fields: ProposedField[], code: ScanCode, kind: string): ProposedField[] {
  const card = code.state === 'read' && code.text ? parseIdCardQr(code.text) : null
  if (!card?.ok) return fields
  const { citizen, fullName, birthDate, issuedOn } = card.value
  const said: Record<string, string> = { citizenNumber: citizen.number, name: fullName, birthDate, issuedOn }
  return kindByKey(kind).fields.flatMap((field) => {
    const value = said[field.key]
    if (value === undefined) return fields.filter((each) => each.key === field.key)
    const { key, label, shape } = field
    return [{ key, label, shape, value, confidence: 1, page: code.page ?? 1, doubt: null }]
  })
}

const wordsOf = (lines: readonly ReadLine[]) =>
  lines.flatMap((line) => line.words).filter((word) => (word.text.match(/\p{L}|\d/gu)?.length ?? 0) >= 2)

function sureness(lines: readonly ReadLine[]): number {
  const words = wordsOf(lines)
  return words.length === 0 ? 0 : words.reduce((sum, word) => sum + word.confidence, 0) / words.length
}
const sureWords = (lines: readonly ReadLine[]) =>
  wordsOf(lines).filter((word) => word.confidence >= SURE).length
/** Which of two readings found more, more surely. */
const weight = (lines: readonly ReadLine[]) => sureness(lines) * sureWords(lines)

/** A full disk, as files and as PostgreSQL (53100) tell it. */
const FULL = new Set(['ENOSPC', 'EDQUOT', '53100'])

async function giveUp(house: House, scan: Scan, error: unknown): Promise<void> {
  const now = house.clock()
  if (error instanceof Problem) {
    await setScan(house.db, scan.id, 'failed', now, { code: error.code, text: error.message })
    return
  }
  const { code } = error as { code?: string }
  const full = FULL.has(code ?? '')
  const cause = full
    ? {
        code: 'scan.disk-full',
        text: 'Máy chủ hết chỗ lưu tệp nên chưa số hóa được; các trang đã gửi vẫn còn nguyên. Hệ thống sẽ tự thử lại; hãy báo người quản trị.',
      }
    : {
        code: 'scan.broke-off',
        text: 'Việc đọc trang bị gián đoạn. Hệ thống sẽ tự thử lại; nếu lặp lại hãy báo người quản trị.',
      }
  house.log.warn({ scan: scan.id, err: String(error) }, 'a scan broke off')
  const last = scan.attempts >= MOST_ATTEMPTS
  await setScan(house.db, scan.id, last ? 'failed' : 'waiting', now, cause)
  if (!last) throw error
}
