import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Played } from '../../demo/play/walker.ts'
import { setCollection } from '../../src/blocks/dossier/index.ts'
import { isSignedBy } from '../../src/blocks/payment/index.ts'
import { readVietQr } from '../../src/blocks/payment/model/vietqr.ts'
import { extractedPages } from '../../src/platform/pdf/extracted-text.ts'
import { at, openWorld, PROCEDURES, refusal, type World } from './world.ts'

/** A fixed fee (230,000 đồng of phí), decided by one agency whose counter is its cashier. */
const [, AGENCY] = PROCEDURES['agency-decides']
const CASHIER = `${AGENCY}/counter`
const DUE = 230_000

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world?.close())

const get = (code: string, who = CASHIER) => world.ask(who, 'payment.get', { code })
const charge = (code: string, who = CASHIER) => world.ask(who, 'payment.charge', { code })
const pay = (code: string, more: object = {}, who = CASHIER) =>
  world.ask(who, 'payment.confirm', { code, method: 'cash', amount: DUE, ...more })
const paid = async (): Promise<{ played: Played; receipt: any }> => {
  const played = await world.open()
  const { receipts } = await pay(played.code)
  return { played, receipt: receipts[0] }
}
const body = async (name: string, input: object, who = CASHIER): Promise<Buffer> =>
  Buffer.from((await world.ask(who, name, input)).body)

describe('a charge', () => {
  test('explains each line: kind, formula, what went into it, and the legal basis', async () => {
    const played = await world.open({ procedure: '2.000635', agency: 'H60.03' })
    const { lines, total, fees, duties, status } = await charge(played.code, 'H60.03/counter')
    expect([lines[0].kind, lines[0].formula, duties]).toEqual(['phí', '8000 * answers.copies', 0])
    expect(lines[0].inputs.map((each: { name: string }) => each.name).join()).toMatch(/bản/i)
    expect(lines[0].legalBasis.length).toBeGreaterThan(5)
    expect([fees, total]).toEqual([total, lines[0].amount])
    expect(status).toBe(lines[0].waived ? 'waived' : 'due')
  })

  test('asked for twice is one, with one bill; its VietQR pays exactly that', async () => {
    const { code } = await world.open()
    expect((await get(code)).status).toBe('none')
    const [first, second] = await Promise.all([charge(code), charge(code)])
    expect(first.bill).toBe(second.bill)
    expect(first.status).toBe('due')
    const { amount, bill, number } = readVietQr(first.transfer.qr)
    expect([amount, bill, number]).toEqual([DUE, first.bill, first.transfer.account])
    const read = await world.ask(CASHIER, 'payment.readQr', { text: first.transfer.qr })
    expect(read.code).toBe(code)
    const torn = await refusal(world.ask(CASHIER, 'payment.readQr', { text: first.transfer.qr.slice(0, -9) }))
    expect(torn.code).toBe('payment.qr-refused')
  })

  test('is told to the applicant with the secret, not to a stranger nor to another agency', async () => {
    const { code } = await world.open()
    const { check_secret: check } = await world.row(code)
    expect((await world.ask(world.visitor(), 'payment.get', { code, check })).total).toBe(DUE)
    for (const stranger of [world.visitor(), 'H60.03/counter'])
      expect((await refusal(world.ask(stranger, 'payment.get', { code }))).status).toBe(404)
    const wrong = { code, check: 'x'.repeat(22) }
    expect((await refusal(world.ask(world.visitor(), 'payment.get', wrong))).status).toBe(404)
    expect((await refusal(pay(code, {}, 'H60.03/counter'))).status).toBe(404)
  })

  test('is not made for a dossier that was withdrawn', async () => {
    const { code } = await world.open()
    const { check_secret: check } = await world.row(code)
    const reason = 'Không còn nhu cầu'
    await world.ask(world.visitor(), 'dossier.withdraw', { code, check, reason }, { now: at('09:30') })
    expect((await refusal(charge(code))).code).toBe('payment.closed')
    expect((await get(code)).status).toBe('closed')
  })

  test('of a procedure without fees is refused with a clear sentence', async () => {
    const { code } = await world.open({ procedure: '1.001193', agency: 'H60.37.01' })
    const no = await refusal(charge(code, 'H60.37.01/counter'))
    expect([no.code, no.status]).toEqual(['payment.no-fee', 409])
  })
})

describe('a payment', () => {
  test('at another sum changes nothing; at the right one it is receipted, and not taken again', async () => {
    const { code } = await world.open()
    const wrong = await refusal(pay(code, { amount: DUE - 1 }))
    expect([wrong.code, wrong.errors[0]?.path]).toEqual(['payment.wrong-amount', 'amount'])
    expect(wrong.message).toContain('230.000 đồng')
    expect((await get(code)).payments).toEqual([])
    const after = await pay(code)
    expect([after.status, after.receipts.length, after.payments.length]).toEqual(['paid', 1, 1])
    expect((await refusal(pay(code))).code).toBe('payment.already-paid')
    expect((await get(code)).payments.length).toBe(1)
  })

  test('by transfer needs the bank’s number, and one transfer pays one dossier', async () => {
    const [one, two] = [await world.open(), await world.open()]
    const transfer = { method: 'transfer', reference: 'FT26328000123' }
    expect((await refusal(pay(one.code, { method: 'transfer' }))).errors[0]?.path).toBe('reference')
    await pay(one.code, transfer)
    expect((await refusal(pay(two.code, transfer))).code).toBe('payment.reference-used')
    expect((await get(two.code)).payments).toEqual([])
  })

  test('lets a dossier that waited go on, in the same transaction, its clock with it', async () => {
    const [procedure, agency] = PROCEDURES['with-payment']
    const played = await world.to(await world.open({ procedure, agency }), 'waitingPayment')
    const who = `${agency}/counter`
    const before = await world.row(played.code)
    expect([before.status, before.clock_runs]).toEqual([6, false])
    const view = await get(played.code, who)
    expect(view.waits).toBe(true)
    expect(view.fees + view.duties).toBe(view.total)
    expect(new Set(view.lines.map((line: { kind: string }) => line.kind))).toEqual(new Set(['phí', 'lệ phí']))
    const later = { now: at('09:00', '2022-05-13') }
    await world.ask(who, 'payment.confirm', { code: played.code, method: 'cash', amount: view.total }, later)
    const after = await world.row(played.code)
    expect([after.state, after.status, after.clock_runs]).toEqual(['appraising', 4, true])
    expect(after.first_due_at!.getTime()).toBeGreaterThan(before.first_due_at!.getTime())
  })

  test('given back twice is given back once: the receipt is cancelled, the fees are due again', async () => {
    const { played, receipt } = await paid()
    const [money] = (await get(played.code)).payments
    const back = () =>
      world.ask(`${AGENCY}/leader`, 'payment.refund', { id: money.id, reason: 'Người nộp rút hồ sơ' })
    expect(
      (await refusal(world.ask(CASHIER, 'payment.refund', { id: money.id, reason: 'Thử' }))).status,
    ).toBe(403)
    const [first, second] = await Promise.all([back(), back()])
    expect(first.refund).toEqual(second.refund)
    expect(first.refund.status).toBe('done')
    const after = await get(played.code)
    expect([after.status, after.receipts[0].status, after.receipts[0].id]).toEqual([
      'refunded',
      'cancelled',
      receipt.id,
    ])
    const again = await pay(played.code)
    expect([again.status, again.receipts.length]).toEqual(['paid', 2])
  })
})

describe('an electronic receipt', () => {
  test('is XML signed over the whole: one changed byte is found, by us and by xmlsec1', async () => {
    const { receipt } = await paid()
    const xml = (await body('payment.receiptXml', { id: receipt.id })).toString()
    const { publicKey } = await world.ask(world.visitor(), 'payment.receiptKey', {})
    expect(isSignedBy(publicKey, xml)).toBe(true)
    expect(xml).toContain('<TongPhi>230000</TongPhi><TongLePhi>0</TongLePhi>')
    expect(xml).toContain('<BangChu>Hai trăm ba mươi nghìn đồng</BangChu>')
    const changed = xml.replace('<TongTien>230000<', '<TongTien>230001<')
    expect(isSignedBy(publicKey, changed)).toBe(false)
    expect(isSignedBy(publicKey, xml.replace(/<Signature[\s\S]*<\/Signature>/, ''))).toBe(false)
    if (spawnSync('xmlsec1', ['--version']).status !== 0) return
    expect([verdict(xml, publicKey), verdict(changed, publicKey)]).toEqual([true, false])
  })

  test('prints as a PDF with every field of the form', async () => {
    const { played, receipt } = await paid()
    const text = (
      await extractedPages(new Uint8Array(await body('payment.receipt', { id: receipt.id, copies: '3' })))
    ).join(' ')
    for (const said of [
      'Mẫu số',
      'Ký hiệu',
      receipt.number,
      'Người nộp',
      played.code,
      '230.000',
      'Hai trăm ba mươi nghìn đồng',
      'Tiền mặt',
      'Cộng phí',
      'Cộng lệ phí',
      'Liên 2',
    ])
      expect(text, said).toContain(said)
  })

  test('wrong, is cancelled or replaced; the new one names the old, both stay', async () => {
    const { played, receipt } = await paid()
    const replace = (id: string, more: object = {}) =>
      world.ask(CASHIER, 'payment.replaceReceipt', { id, reason: 'Ghi sai tên người nộp', ...more })
    const next = await replace(receipt.id, { payerName: 'Nông Thị Thử' })
    expect(next.replaces).toContain(receipt.number)
    expect(next.content.payer.name).toBe('Nông Thị Thử')
    const xml = (await body('payment.receiptXml', { id: next.id })).toString()
    expect(xml).toContain(`<So>${receipt.number}</So><LyDo>Ghi sai tên người nộp</LyDo>`)
    expect((await refusal(replace(receipt.id))).code).toBe('payment.receipt-ended')
    const cancel = () =>
      world.ask(CASHIER, 'payment.cancelReceipt', { id: next.id, reason: 'Lập nhầm hồ sơ' })
    expect((await cancel()).status).toBe('cancelled')
    expect((await refusal(cancel())).code).toBe('payment.receipt-ended')
    await replace(next.id)
    const { receipts } = await get(played.code)
    expect(receipts.map((each: { status: string }) => each.status)).toEqual([
      'replaced',
      'cancelled',
      'valid',
    ])
    expect(
      (
        await refusal(
          world.ask('H60.03/counter', 'payment.cancelReceipt', { id: next.id, reason: 'Thử xem' }),
        )
      ).status,
    ).toBe(404)
  })

  test('is numbered without gap or repeat by 32 cashiers at once, refused ones among them', async () => {
    const before = await series()
    const opened = []
    for (let at = 0; at < 32; at += 1) opened.push(await world.open())
    const outcomes = await Promise.allSettled(
      opened.flatMap(({ code }, index) => [
        pay(code),
        ...(index % 4 === 0 ? [pay(code, { amount: 1 })] : []),
      ]),
    )
    expect(outcomes.filter((each) => each.status === 'rejected').length).toBe(8)
    const numbers = await series()
    expect(numbers.length - before.length).toBe(32)
    expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => index + 1))
  }, 60_000)

  test('cannot be altered by the application’s own role', async () => {
    const { receipt } = await paid()
    for (const set of [{ number: 9_999 }, { xml: '<BienLai/>' }, { total: 1 }])
      await expect(
        world.house.db.updateTable('payment.receipt').set(set).where('id', '=', receipt.id).execute(),
      ).rejects.toThrow('permission denied')
  })
})

async function series(): Promise<number[]> {
  const rows = await world.house.db
    .selectFrom('payment.receipt')
    .select('number')
    .where('agency', '=', AGENCY)
    .where('kind', '=', 'electronic')
    .orderBy('number')
    .execute()
  return rows.map((row) => row.number)
}

function verdict(xml: string, publicKey: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'tan-trao-receipt-'))
  writeFileSync(join(folder, 'key.pem'), publicKey)
  writeFileSync(join(folder, 'receipt.xml'), xml)
  try {
    execFileSync(
      'xmlsec1',
      ['--verify', '--pubkey-pem', join(folder, 'key.pem'), join(folder, 'receipt.xml')],
      { stdio: 'ignore' },
    )
    return true
  } catch {
    return false
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('a printed book', () => {
  const open = (first: number, last: number, position = CASHIER) =>
    world.ask(CASHIER, 'payment.openBook', {
      agency: AGENCY,
      form: '01/BLG',
      symbol: 'AA-22P',
      first,
      last,
      position,
    })

  test('is used and spoiled number by number, by its holder alone, to its end', async () => {
    const book = await open(1, 3)
    expect((await refusal(open(3, 9))).code).toBe('payment.book-overlaps')
    const [one, two] = [await world.open(), await world.open()]
    const first = await pay(one.code, { book: book.id })
    expect([first.receipts[0].kind, first.receipts[0].number]).toEqual(['paper', '0000001'])
    await world.ask(CASHIER, 'payment.spoilSlip', { id: book.id, reason: 'Viết nhòe mực' })
    await pay(two.code, { book: book.id })
    const [shown] = (await world.ask(CASHIER, 'payment.findBooks', {})).items
    expect([shown.next, shown.used, shown.spoiled.map((each: { number: number }) => each.number)]).toEqual([
      null,
      2,
      [2],
    ])
    const three = await world.open()
    expect((await refusal(pay(three.code, { book: book.id }))).code).toBe('payment.book-used-up')
    expect((await get(three.code)).payments).toEqual([])
    const others = await open(4, 9, `${AGENCY}/specialist-1`)
    expect((await refusal(pay(three.code, { book: others.id }))).code).toBe('payment.book-not-held')
  })

  test('has no gap and no repeat however many write at once', async () => {
    const book = await open(101, 116)
    const opened = []
    for (let at = 0; at < 16; at += 1) opened.push(await world.open())
    await Promise.all(opened.map(({ code }) => pay(code, { book: book.id })))
    const rows = await world.house.db
      .selectFrom('payment.paper_slip')
      .select('number')
      .where('book_id', '=', book.id)
      .orderBy('number')
      .execute()
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 16 }, (_, index) => 101 + index))
  }, 30_000)
})

describe('an agency that collects', () => {
  test('hands no result over before its fees are paid or waived; dossiers from before are let be', async () => {
    await setCollection(world.house.db, { agency: 'H60', from: at('00:00', '2022-06-01'), collects: true })
    const now = at('08:00', '2022-06-02')
    const earlier = await world.open()
    const played = await world.open({ now })
    const ready = (from: Played, on: Date) => world.to(from, 'ready', on)
    const held = await ready(played, at('09:00', '2022-06-02'))
    const handOver = (code: string) =>
      world.ask(
        CASHIER,
        'dossier.move',
        { code, move: 'handOver', recipient: 'Người nộp' },
        { now: at('16:00', '2022-06-03') },
      )
    const unpaid = await refusal(handOver(held.code))
    expect([unpaid.code, unpaid.status]).toEqual(['dossier.unpaid', 409])
    expect(unpaid.message).toContain('230.000 đồng')
    const { check_secret: check } = await world.row(held.code)
    expect(
      (await refusal(world.ask(world.visitor(), 'dossier.result', { code: held.code, check }))).code,
    ).toBe('dossier.unpaid')
    await pay(held.code)
    expect((await handOver(held.code)).state.key).toBe('returned')
    const before = await ready(earlier, at('09:00'))
    expect((await handOver(before.code)).state.key).toBe('returned')
  })

  test('takes no step that a fee is payable before', async () => {
    const [procedure, agency] = PROCEDURES['with-payment']
    const played = await world.to(
      await world.open({ procedure, agency, now: at('08:00', '2022-06-02') }),
      'appraising',
      at('09:00', '2022-06-02'),
    )
    const propose = () => world.take(played, ['proposeApproval'], at('15:00', '2022-06-02'))
    expect((await refusal(propose())).code).toBe('dossier.unpaid')
    const { total } = await get(played.code, `${agency}/counter`)
    await pay(played.code, { amount: total }, `${agency}/counter`)
    expect((await propose()).state).toBe('initialling')
  })
})
