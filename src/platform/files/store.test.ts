import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import writeXlsx from 'write-excel-file/node'
import type { Problem } from '../../kernel/problem.ts'
import { type Files, openFiles } from './store.ts'

let folder: string
let files: Files
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tan-trao-files-'))
  files = await openFiles(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<< >>\nendobj\n')
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')
/** Every file below the folder, with its size. */
const left = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => each.name)
const refusedBy = (work: Promise<unknown>): Promise<Problem> =>
  work.then(
    () => {
      throw new Error('was accepted')
    },
    (problem) => problem,
  )

describe('what is kept', () => {
  test('is named by its content, once, whatever it was called', async () => {
    const one = await files.put(PDF, 'don.pdf')
    const two = await files.put(Readable.from([PDF.subarray(0, 7), PDF.subarray(7)]), 'BẢN SAO.PDF')
    expect(two).toEqual(one)
    expect(one).toEqual({
      hash: createHash('sha256').update(PDF).digest('hex'),
      size: PDF.length,
      mediaType: 'application/pdf',
    })
    expect(left()).toEqual([one.hash])
    expect(await buffer(files.read(one.hash))).toEqual(PDF)
    const place = join(folder, one.hash.slice(0, 2), one.hash.slice(2, 4), one.hash)
    expect(statSync(place).mode & 0o077).toBe(0)
  })

  test('is told by its bytes: images and Office files too', async () => {
    expect((await files.put(PNG, 'anh.png')).mediaType).toBe('image/png')
    const rows = Array.from({ length: 400 }, (_, n) => [{ value: `dòng ${n}`, type: String }])
    const xlsx = await writeXlsx(rows as never).toBuffer()
    expect((await files.put(xlsx, 'bang.xlsx')).mediaType).toContain('spreadsheetml')
    expect((await refusedBy(files.put(xlsx, 'bang.docx'))).status).toBe(415)
  })

  test('is found, and gone after retention has erased it', async () => {
    const { hash } = await files.put(PDF, 'don.pdf')
    expect(await files.has(hash)).toBe(true)
    await files.remove(hash)
    expect([await files.has(hash), left()]).toEqual([false, []])
  })

  test('is nowhere but in its folder', async () => {
    for (const hash of ['../../etc/passwd', '..', 'A'.repeat(64), ''])
      expect(() => files.read(hash)).toThrow(expect.objectContaining({ status: 404 }))
    expect(await files.has('../../etc/passwd')).toBe(false)
  })
})

describe('what is refused', () => {
  const program = Buffer.concat([
    Buffer.from('7f454c460201010000000000000000000200', 'hex'),
    Buffer.alloc(5000),
  ])
  const windows = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(6000)])
  const script = Buffer.from('#!/bin/sh\nrm -rf /\n')
  const html = Buffer.from('<!doctype html><script>alert(1)</script>')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')

  test.each([
    ['a program', program, 'don.pdf'],
    ['a Windows program', windows, 'don.pdf'],
    ['a script', script, 'don.pdf'],
    ['a page with script', html, 'don.pdf'],
    ['a drawing with script', svg, 'anh.png'],
    ['an empty file', Buffer.alloc(0), 'don.pdf'],
    ['a picture called PDF', PNG, 'don.pdf'],
    ['a PDF called program', PDF, 'don.exe'],
  ])('%s leaves nothing behind', async (_what, bytes, name) => {
    const problem = await refusedBy(files.put(bytes, name))
    expect([problem.status, problem.code, problem.errors[0]?.path]).toEqual([415, 'file.refused', 'file'])
    expect(problem.message).toContain(name)
    expect(left()).toEqual([])
  })

  test('a tar or any other archive is none of the kinds taken', async () => {
    const archive = pack()
    archive.entry({ name: 'a.txt' }, 'x'.repeat(600))
    archive.finalize()
    expect((await refusedBy(files.put(await buffer(archive), 'goi.pdf'))).status).toBe(415)
  })

  test('one past the limit is cut off there: the rest is never read, nothing stays', async () => {
    let read = 0
    const endless = Readable.from(
      (async function* () {
        for (;;) {
          read += 1
          yield Buffer.alloc(65_536, 1)
        }
      })(),
    )
    const problem = await refusedBy(files.put(endless, 'lon.pdf', 1024 * 1024))
    expect([problem.status, problem.code]).toEqual([413, 'file.too-large'])
    expect(problem.message).toContain('1 MB')
    expect(read).toBeLessThan(64)
    expect(left()).toEqual([])
  })

  test('exactly the limit is not past it', async () => {
    const bytes = Buffer.concat([PDF, Buffer.alloc(1024 - PDF.length)])
    expect((await files.put(bytes, 'vua.pdf', 1024)).size).toBe(1024)
    expect((await refusedBy(files.put(Buffer.concat([bytes, PDF]), 'qua.pdf', 1024))).status).toBe(413)
  })

  test('an upload that breaks off leaves nothing', async () => {
    const broken = Readable.from(
      (async function* () {
        yield PDF
        throw new Error('the phone lost the network')
      })(),
    )
    await expect(files.put(broken, 'don.pdf')).rejects.toThrow('lost the network')
    expect(left()).toEqual([])
  })
})

describe('what waits aside', () => {
  test('counts only once it is kept', async () => {
    const staged = await files.stage(PDF, 'don.pdf')
    expect(await files.has(staged.hash)).toBe(false)
    await staged.discard()
    expect(left()).toEqual([])
    const other = await files.stage(PDF, 'don.pdf')
    await other.keep()
    await other.keep()
    await other.discard()
    expect(readFileSync(join(folder, other.hash.slice(0, 2), other.hash.slice(2, 4), other.hash))).toEqual(
      PDF,
    )
  })

  test('since more than a day, of a process that was killed, is swept at the next start', async () => {
    const old = join(folder, 'incoming', 'half-received')
    const young = join(folder, 'incoming', 'just-arriving')
    for (const path of [old, young]) writeFileSync(path, 'x')
    const yesterday = Date.now() / 1000 - 2 * 86_400
    utimesSync(old, yesterday, yesterday)
    await openFiles(folder)
    expect(left()).toEqual(['just-arriving'])
  })
})
