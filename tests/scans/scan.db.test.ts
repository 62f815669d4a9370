import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { documentJobs } from '../../src/blocks/document/index.ts'
import type { JobHandler } from '../../src/platform/jobs/jobs.ts'
import { extractedPages } from '../../src/platform/pdf/extracted-text.ts'
import { openWorld, refusal, type World } from '../province/world.ts'
import { asPdf, cat, sheet } from './rendered-pages.ts'

// Reading a page takes a second of a core; on a machine at work, many.
vi.setConfig({ testTimeout: 120_000 })

let world: World
let jobs: JobHandler[]
const COUNTER = 'H60.07/counter'
beforeAll(async () => {
  world = await openWorld()
  jobs = documentJobs(world.house)
})
afterAll(() => world?.close())

const stored = async (bytes: Uint8Array, name = 'anh.jpg') => {
  const file = { ...(await world.house.files.put(bytes, name)), name }
  await world.ask(COUNTER, 'document.upload', { file })
  return file.hash
}
const begin = async (bytes: Uint8Array, name?: string, more: object = {}) =>
  world.ask(COUNTER, 'scan.begin', { title: 'Giấy khai sinh', files: [await stored(bytes, name)], ...more })
const read = async (id: string) => {
  await world.house.jobs.drain(jobs)
  return world.ask(COUNTER, 'scan.get', { id })
}

test('the same files under the same title are not read twice, at whichever desk', async () => {
  const paper = await sheet({})
  const first = await read((await begin(paper)).id)
  const again = await read((await begin(paper)).id)
  expect([again.status, again.file, again.fields]).toEqual(['ready', first.file, first.fields])
  expect(again.sheets).toEqual(first.sheets)
  const reads = (await world.audits('scan.read')).map(({ wording }) => wording)
  expect(reads.filter((each) => each.endsWith(`scan ${again.id}`) && each.startsWith('took'))).toHaveLength(1)
  const files = [await stored(paper)]
  const { id } = await world.ask('H60.03/counter', 'scan.begin', { title: 'Giấy khai sinh', files })
  const other = await world.ask(COUNTER, 'scan.begin', { title: 'Bản sao giấy khai sinh', files })
  await world.house.jobs.drain(jobs)
  const wordings = (await world.audits('scan.read')).map(({ wording }) => wording)
  expect(wordings.filter((each) => each.startsWith('took') && each.endsWith(id))).toHaveLength(1)
  expect(wordings).toContain(`read 1 pages of scan ${other.id}`)
})

describe('a photograph of a paper', () => {
  test('lying askew becomes a searchable PDF with proposed fields, accepted by a person, and is found again', async () => {
    const { id, status } = await begin(await sheet({ turned: 3, onTable: true }))
    expect(status).toBe('waiting')
    const scan = await read(id)
    expect(scan).toMatchObject({
      status: 'ready',
      pages: 1,
      done: 1,
      problem: null,
      kind: 'birthCertificate',
    })
    expect(scan.sheets[0].cropped).toBe(true)
    expect(scan.sheets[0].dpi).toBeGreaterThanOrEqual(200)
    const field = (key: string) => scan.fields.find((each: { key: string }) => each.key === key)
    expect(field('name').value).toBe('NÔNG THỊ MÙI')
    expect(field('birthDate').value).toBe('2015-03-12')
    expect(field('citizenNumber')).toMatchObject({ value: '008315001234', doubt: null })
    expect(field('issuer').value).toBe('Ủy ban nhân dân xã Tân Trào')
    expect(field('number').value).toBe('123/2015-KS')
    expect(field('name').confidence).toBeGreaterThan(0.8)

    const { text, images } = await inspected(id)
    for (const word of ['GIẤY', 'KHAI', 'SINH', 'MÙI', '008315001234', '12/03/2015'])
      expect(text).toContain(word)
    expect(images[0]).toBeGreaterThanOrEqual(200)

    const kept = await world.ask(COUNTER, 'scan.accept', {
      id,
      citizenNumber: '008085000123',
      kind: 'birthCertificate',
      title: 'Giấy khai sinh',
      fields: Object.fromEntries(scan.fields.map((each: any) => [each.key, each.value])),
    })
    const looked = { citizenNumber: '008085000123', requirement: 'Bản sao Giấy khai sinh của trẻ' }
    const { items } = await world.ask(COUNTER, 'paper.find', looked)
    expect(items.map((each: any) => [each.id, each.valid, each.number])).toEqual([
      [kept.id, true, '123/2015-KS'],
    ])
    const [look] = (await world.audits('paper.find')).slice(-1)
    expect(look!.subjects).toEqual([kept.id])
    expect(
      (
        await refusal(
          world.ask(COUNTER, 'scan.accept', {
            id,
            citizenNumber: '008085000123',
            kind: 'birthCertificate',
            title: 'x y',
          }),
        )
      ).code,
    ).toBe('scan.already-accepted')
  })
})

describe('a paper in the citizen’s own store', () => {
  const PAPER = 'birthCertificate'
  const citizenNumber = '008085000777'
  let paper: { id: string; file: { hash: string } }
  beforeAll(async () => {
    const { id } = await begin(await sheet({ lines: OTHER, slip: true }))
    await read(id)
    paper = await world.ask(COUNTER, 'scan.accept', {
      id,
      citizenNumber,
      kind: PAPER,
      title: 'Giấy khai sinh',
    })
  })
  const intake = async (number = citizenNumber) => {
    const input = await world.goodInput('1.001686', 'H60.07')
    const [first, ...rest] = input.documents
    const documents = [{ ...first!, paper: paper.id }, ...rest]
    return { ...input, applicant: { ...input.applicant, citizenNumber: number }, documents }
  }

  test('is digitised for the first dossier and reused in every later one, and the report tells both', async () => {
    const first = await world.ask(COUNTER, 'dossier.receive', await intake())
    const second = await world.ask('H60.09/counter', 'dossier.receive', await intake())
    const digital = async (code: string) => {
      const { documents } = await world.ask('H60.07/head', 'dossier.get', { code })
      return documents
        .filter((each: any) => each.digital)
        .map((each: any) => [each.digital, each.files.length])
    }
    expect([await digital(first.code), await digital(second.code)]).toEqual([
      [['digitised', 1]],
      [['reused', 1]],
    ])
    const period = { from: '2022-05-01', to: '2022-05-31', unit: 'H60.07' }
    const report = await world.ask(COUNTER, 'report.get', { id: 'digitisation', ...period })
    expect(report.counter.digitised).toMatchObject({ numerator: 1, denominator: 2 })
    expect([report.digitisedShare.value, report.reusedShare.value]).toEqual([50, 50])
    const file = await world.ask('H60.07/head', 'dossier.file', { code: second.code, hash: paper.file.hash })
    expect(file.contentType).toBe('application/pdf')
  })

  test('serves nobody else, and a dossier under way too', async () => {
    const other = await refusal(world.ask(COUNTER, 'dossier.receive', await intake('008085000778')))
    expect([other.code, other.errors[0]?.path]).toEqual([
      'request.invalid',
      expect.stringMatching(/^documents\./),
    ])
    const { documents: _, ...bare } = await intake()
    const receipt = await world.ask(COUNTER, 'dossier.receive', {
      ...bare,
      missingReason: 'Số hóa sau tại quầy',
    })
    const { documents } = await world.ask(COUNTER, 'dossier.get', { code: receipt.code })
    const add = { code: receipt.code, requirement: documents[0].key, paper: paper.id }
    await world.ask(COUNTER, 'dossier.addPaper', add)
    const after = await world.ask(COUNTER, 'dossier.get', { code: receipt.code })
    expect(after.documents[0]).toMatchObject({ digital: 'reused', files: [{ hash: paper.file.hash }] })
    expect(
      (await refusal(world.ask(COUNTER, 'dossier.addPaper', { ...add, requirement: 'khongCo' }))).errors[0]
        ?.path,
    ).toBe('requirement')
  })

  test('is looked at by those who may, each look in the audit; out of reach it does not exist', async () => {
    expect((await refusal(world.ask('H60.07/leader', 'paper.find', { citizenNumber }))).code).toBe(
      'access.denied',
    )
    expect((await refusal(world.ask('H60.07/leader', 'paper.file', { id: paper.id }))).code).toBe(
      'paper.not-found',
    )
    await world.ask(COUNTER, 'paper.file', { id: paper.id })
    const looks = await world.audits('paper.file')
    expect(looks.at(-1)).toMatchObject({ outcome: 'done', subjects: [paper.id] })
    expect((await refusal(world.ask(COUNTER, 'paper.find', { citizenNumber: '000085000777' }))).status).toBe(
      422,
    )
  })
})

/** The PDF as another reader sees it: its text, and each picture's dots an inch. */
async function inspected(id: string) {
  const { body } = await world.ask(COUNTER, 'scan.file', { id })
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  const pdf = new Uint8Array(Buffer.concat(chunks))
  const text = (await extractedPages(pdf)).join('\n').normalize('NFC')
  const task = getDocument({ data: pdf, verbosity: 0 })
  const document = await task.promise
  const images: number[] = []
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { fnArray, argsArray } = await page.getOperatorList()
    for (const [at, drawn] of fnArray.entries())
      if (drawn === OPS.paintImageXObject)
        images.push(argsArray[at][1] / (page.getViewport({ scale: 1 }).width / 72))
  }
  await task.destroy()
  return { text, images: images.map(Math.round) }
}

describe('what cannot be digitised says why', () => {
  test('a cat, too few dots, a lock, a broken file', async () => {
    const nothing = await begin(await cat(), 'meo.jpg')
    const coarse = await begin(await sheet({ across: 900 }))
    const bomb = await begin(bombPng(), 'bom.png')
    expect((await read(nothing.id)).problem.code).toBe('scan.no-text')
    const told = (await read(coarse.id)).problem
    expect([told.code, told.text]).toEqual(['scan.too-coarse', expect.stringContaining('ít nhất 200')])
    expect((await read(bomb.id)).problem.code).toBe('scan.too-many-pixels')
    const { items } = await world.ask(COUNTER, 'scan.find', { status: 'failed' })
    expect(items.map((each: any) => each.id).sort()).toEqual([bomb.id, coarse.id, nothing.id].sort())
    const again = await world.ask(COUNTER, 'scan.retry', { id: nothing.id })
    expect(again.status).toBe('waiting')
    expect((await read(nothing.id)).status).toBe('failed')
  })
})

describe('many pages', () => {
  test('of a PDF are each stood upright and put into one file', async () => {
    const bytes = await asPdf([
      await sheet({ lines: SHORT, slip: true, size: 9 }),
      await sheet({ lines: SHORT, slip: true, size: 9, turned: 180 }),
    ])
    const { id } = await begin(bytes, 'quet.pdf')
    const scan = await read(id)
    expect([scan.status, scan.pages, scan.sheets.map((each: any) => each.turned)]).toEqual([
      'ready',
      2,
      [0, 2],
    ])
    const { text, images } = await inspected(id)
    expect(text.match(/TUYÊN QUANG/g)).toHaveLength(2)
    expect(images).toHaveLength(2)
    for (const dpi of images) expect(dpi).toBeGreaterThanOrEqual(200)
  })

  test('more than 300 are refused by name of the limit, as files and within one PDF; nothing is read', async () => {
    const files = Array.from({ length: 301 }, () => 'a'.repeat(64))
    const refused = await refusal(world.ask(COUNTER, 'scan.begin', { files }))
    expect([refused.status, refused.message]).toEqual([422, expect.stringContaining('300 trang')])
    const { id } = await begin(emptyPdf(301), 'day.pdf')
    expect((await read(id)).problem).toMatchObject({
      code: 'scan.too-many-pages',
      text: expect.stringContaining('300'),
    })
  })

  test('that somebody called off are not read; a full disk loses nothing and is tried again', async () => {
    const off = await begin(await sheet({ lines: SHORT, slip: true, size: 9 }))
    await world.ask(COUNTER, 'scan.cancel', { id: off.id })
    expect(await read(off.id)).toMatchObject({ status: 'cancelled', done: 0 })

    const { files } = world.house
    const put = () => Promise.reject(Object.assign(new Error('no space left'), { code: 'ENOSPC' }))
    const { id } = await begin(await sheet({ lines: SHORT, slip: true, size: 10 }))
    await world.house.jobs
      .drain(documentJobs({ ...world.house, files: { ...files, put } }))
      .catch(() => undefined)
    const waiting = await world.ask(COUNTER, 'scan.get', { id })
    expect(waiting).toMatchObject({
      status: 'waiting',
      done: 0,
      sheets: [],
      problem: { code: 'scan.disk-full' },
    })
    await world.ask(COUNTER, 'scan.retry', { id })
    expect(await read(id)).toMatchObject({ status: 'ready', problem: null, done: 1 })
  })
})

const OTHER = ['GIẤY KHAI SINH', 'Số: 77/2016-KS', 'Họ và tên: LÝ A PÁO']
const SHORT = [
  'ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG',
  'Căn cứ Luật Tổ chức chính quyền địa phương;',
  'Số: 12/GXN-UBND',
]

/** A PDF of so many empty pages. */
function emptyPdf(count: number): Buffer {
  const kids = Array.from({ length: count }, (_, at) => `${at + 3} 0 R`).join(' ')
  const pages = Array.from(
    { length: count },
    (_, at) => `${at + 3} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n`,
  )
  return Buffer.from(
    `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count ${count}/Kids[${kids}]>>endobj\n${pages.join('')}trailer<</Root 1 0 R>>\n%%EOF\n`,
  )
}

/** A PNG whose head claims 60,000 by 60,000 pixels. */
function bombPng(): Buffer {
  const head = Buffer.alloc(33)
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]).copy(
    head,
  )
  head.writeUInt32BE(60_000, 16)
  head.writeUInt32BE(60_000, 20)
  head[24] = 8
  head[25] = 2
  const data = Buffer.concat([Buffer.from([0, 0, 0, 4]), Buffer.from('IDAT'), Buffer.alloc(8)])
  return Buffer.concat([head, data, Buffer.from([0, 0, 0, 0]), Buffer.from('IEND'), Buffer.alloc(4)])
}
