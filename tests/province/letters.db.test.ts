import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { person } from '../../demo/people/people.ts'
import { seeded } from '../../demo/people/random.ts'
import { believableAnswers } from '../../demo/play/answers.ts'
import { definitionFor, editionInForce } from '../../src/blocks/procedure/index.ts'
import { requiredDocuments } from '../../src/blocks/procedure/model/form-schema.ts'
import { allOperations } from '../../src/operations.ts'
import { type Actor, visitor } from '../../src/platform/command/actor.ts'
import { run } from '../../src/platform/command/run.ts'
import { extractedPages } from '../../src/platform/pdf/extracted-text.ts'
import { type OpenProvince, openProvince } from './open-province.ts'
import { refusal } from './world.ts'

const [POLICE, RESIDENCE] = ['H60.41', '1.004222']
const [BEFORE, SINCE] = ['2025-03-04', '2026-03-04']
const registry = allOperations()
const on = (day: string, hour = 0) => new Date(Date.parse(`${day}T08:00:00+07:00`) + hour * 3_600_000)

let province: OpenProvince
let opened = 0
beforeAll(async () => {
  province = await openProvince(BEFORE, ['H60', POLICE])
})
afterAll(() => province?.close())

const who = (role: string, agency: string = POLICE) => province.cast.who(agency, role)
async function ask(actor: Actor, name: string, input: object, now: Date): Promise<any> {
  const operation = registry.get(name)
  const { body } = await run(province.house, operation, input, { actor, now })
  if (!operation.produces) operation.output.parse(body)
  return body
}
const words = async (file: { body: unknown }) => (await extractedPages(file.body as Uint8Array)).join(' ')

async function take(day: string): Promise<{ code: string; check: string; name: string }> {
  const { house } = province
  const entry = await editionInForce(house, RESIDENCE, day)
  const definition = await definitionFor(house, RESIDENCE, entry.edition, POLICE)
  opened += 1
  const random = seeded(`letters:${opened}`)
  const someone = person(random, { at: day })
  const answers = believableAnswers(definition, someone, random)
  const documents = requiredDocuments(definition, answers).map(({ key, form }) => ({ key, form, copies: 1 }))
  const applicant = {
    kind: 'person',
    name: someone.fullName,
    phone: someone.phone,
    address: 'Tổ 5, phường Minh Xuân',
  }
  const receipt = await ask(
    who('counter'),
    'dossier.receive',
    { procedure: RESIDENCE, agency: POLICE, applicant, answers, documents },
    on(day),
  )
  return { ...receipt, name: someone.fullName }
}

/** Passed on, given to a specialist, and apologised for or stopped by the leader. */
async function end(code: string, day: string, how: 'apologise' | 'stop') {
  const specialist = who('specialist')
  await ask(who('counter'), 'dossier.move', { code, move: 'transfer' }, on(day, 1))
  await ask(who('head'), 'dossier.move', { code, move: 'assign', assignee: specialist.position }, on(day, 2))
  if (how === 'stop')
    return ask(
      who('leader'),
      'dossier.move',
      { code, move: 'stop', note: 'Không nhận được giấy tờ bổ sung.' },
      on(day, 3),
    )
  const dueAt = `${day.slice(0, 4)}-06-01T17:00:00+07:00`
  return ask(
    who('leader'),
    'dossier.move',
    { code, move: 'apologiseAppraising', note: 'Cần xác minh thêm.', dueAt },
    on(day, 3),
  )
}

const list = (code: string, day: string) => ask(who('counter'), 'dossier.letters', { code }, on(day, 5))
const letter = (code: string, form: string, day: string) =>
  ask(who('counter'), 'dossier.letter', { code, form }, on(day, 5))

describe('which set of forms', () => {
  test('a dossier received under the circular of 2018 is apologised for by its form 04, stopped by its 03', async () => {
    const late = await take(BEFORE)
    await end(late.code, BEFORE, 'apologise')
    const known = await list(late.code, BEFORE)
    expect(known.set).toBe('2018')
    expect(known.items.map((each: any) => [each.form, each.kind])).toEqual([
      ['01', 'receipt'],
      ['04', 'apology'],
      ['05', 'control-slip'],
      [null, 'process-slip'],
    ])
    expect(await words(await letter(late.code, '04', BEFORE))).toContain(
      'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ',
    )
    expect(await words(await letter(late.code, '05', BEFORE))).toContain('PHIẾU KIỂM SOÁT QUÁ TRÌNH')
    const stopped = await take(BEFORE)
    await end(stopped.code, BEFORE, 'stop')
    expect(await words(await letter(stopped.code, '03', BEFORE))).toContain(
      'Không nhận được giấy tờ bổ sung.',
    )
    expect((await refusal(letter(stopped.code, '06', BEFORE))).code).toBe('letter.not-of-dossier')
  })

  test('one received since the set of 2025 applies gets that set: extension with apology, notice of stopping', async () => {
    const late = await take(SINCE)
    await end(late.code, SINCE, 'apologise')
    const sorry = await words(await letter(late.code, '04', SINCE))
    expect(sorry).toContain('VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN')
    expect(sorry).toContain(
      'gia hạn thời gian trả kết quả giải quyết hồ sơ đến 17 giờ 00 phút, ngày 01 tháng 6 năm 2026',
    )
    expect(sorry).not.toContain('chờ đối chiếu')
    const stopped = await take(SINCE)
    await end(stopped.code, SINCE, 'stop')
    const known = await list(stopped.code, SINCE)
    expect(known.items.map((each: any) => `${each.form} ${each.name}`)).toEqual([
      '01 Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
      '05 Thông báo dừng giải quyết hồ sơ',
      '06 Phiếu kiểm soát',
      'null Phiếu quá trình xử lý',
    ])
    const notice = await words(await letter(stopped.code, '05', SINCE))
    expect(notice).toContain('THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ')
    expect(notice).toMatch(/Số: 0001\/TBDG/)
    expect((await refusal(letter(stopped.code, '03', SINCE))).code).toBe('letter.not-applicable')
  })
})

test('receipts of a unit and year are numbered without gap or repeat, also when taken at once; a refused call takes none', async () => {
  const day = '2026-04-14'
  const before = await take(day)
  await refusal(
    ask(
      who('counter'),
      'dossier.receive',
      { procedure: RESIDENCE, agency: POLICE, applicant: { name: 'Ai đó' } },
      on(day),
    ),
  )
  const together = await Promise.all(Array.from({ length: 12 }, () => take(day)))
  const numbers = await Promise.all(
    [before, ...together].map(async ({ code }) => (await list(code, day)).items[0].number),
  )
  const sorted = numbers.map(Number).sort((a, b) => a - b)
  expect(sorted).toEqual(sorted.map((_, at) => sorted[0]! + at))
  const slip = await words(await ask(who('counter'), 'dossier.receipt', { code: before.code }, on(day, 1)))
  expect(slip).toContain(`Số: ${numbers[0]}/TNHS`)
  expect(slip).toContain(`Quyển số: 2026 Số thứ tự: ${Number(numbers[0])}`)
})

describe('the register', () => {
  test('holds every dossier of desk and period once, as PDF and XLSX, of those within reach', async () => {
    const day = '2026-05-12'
    const taken = [await take(day), await take(day)]
    await take('2026-05-13')
    const asked = { unit: POLICE, from: day, to: day }
    const pdf = await words(await ask(who('counter'), 'dossier.register', asked, on(day, 4)))
    for (const { code, name } of taken) {
      expect(pdf.replace(/\u200b/g, '')).toContain(code.slice(-4))
      expect(pdf).toContain(name)
    }
    expect(pdf).toContain('Từ ngày 12 tháng 5 năm 2026 đến ngày 12 tháng 5 năm 2026')
    const xlsx = await ask(who('counter'), 'dossier.register', { ...asked, format: 'xlsx' }, on(day, 4))
    const [head, ...rows] = await readSheet(Buffer.from(xlsx.body as Uint8Array))
    expect(head).toHaveLength(15)
    expect(rows.map((row) => row[1])).toEqual(taken.map(({ code }) => code))
    expect(rows[0]!.slice(4, 8)).toEqual([
      taken[0]!.name,
      expect.stringMatching(/^Tổ 5, phường Minh Xuân; 0/),
      'Công an tỉnh',
      '12/05/2026',
    ])
    const outside = await refusal(
      ask(who('counter'), 'dossier.register', { ...asked, unit: 'H60.21' }, on(day, 4)),
    )
    expect(outside.code).toBe('organisation.not-found')
    const wrong = await refusal(
      ask(who('counter'), 'dossier.register', { ...asked, to: '2026-05-01' }, on(day, 4)),
    )
    expect(wrong.errors[0]?.path).toBe('to')
  })
})

test('an official edits a letter’s words from a day on; what was issued before keeps its own', async () => {
  const clerk = who('administrator', 'H60')
  const late = await take('2026-06-02')
  await end(late.code, '2026-06-02', 'apologise').catch(() => undefined)
  const found = await ask(clerk, 'letter.findWordings', {}, on('2026-06-02'))
  const form = found.forms.find((each: any) => each.set === '2025' && each.kind === 'receipt')
  expect(form.remark).toBe('mẫu do tỉnh biên tập, chờ đối chiếu')
  const wording = { ...form.shipped, before: ['Kính chào Ông/Bà. {desk} tiếp nhận hồ sơ của:'] }
  const change = { set: '2025', kind: 'receipt', validFrom: '2026-06-10', wording }
  await ask(clerk, 'letter.setWording', change, on('2026-06-02', 1))
  const early = await take('2026-06-09')
  const after = await take('2026-06-10')
  const slip = async (code: string) =>
    words(await ask(who('counter'), 'dossier.receipt', { code }, on('2026-06-11')))
  expect(await slip(early.code)).not.toContain('Kính chào Ông/Bà.')
  expect(await slip(after.code)).toContain('Kính chào Ông/Bà. Bộ phận Tiếp nhận')
  const past = await refusal(
    ask(clerk, 'letter.setWording', { ...change, validFrom: '2026-06-01' }, on('2026-06-02', 2)),
  )
  expect(past.errors[0]?.path).toBe('validFrom')
  const unknown = { ...change, wording: { ...wording, after: ['{thời tiết}'] } }
  const strange = await refusal(ask(clerk, 'letter.setWording', unknown, on('2026-06-02', 2)))
  expect(strange.errors[0]).toMatchObject({
    path: 'wording.after.0',
    message: expect.stringContaining('{desk}'),
  })
  const preview = await ask(
    clerk,
    'letter.preview',
    { set: '2025', kind: 'receipt', wording },
    on('2026-06-02', 2),
  )
  expect(await words(preview)).toContain('Kính chào Ông/Bà.')
  expect((await refusal(ask(who('counter'), 'letter.setWording', change, on('2026-06-02', 3)))).status).toBe(
    403,
  )
  // The day from which the set of 2025 applies is a setting: moved on, the next dossier keeps the older set.
  await ask(clerk, 'letter.setSet', { set: '2025', validFrom: '2026-12-01' }, on('2026-06-12'))
  expect((await list((await take('2026-06-15')).code, '2026-06-15')).set).toBe('2018')
  await ask(clerk, 'letter.setSet', { set: '2025', validFrom: '2025-09-15' }, on('2026-06-16'))
})

test('the hand-over slip lists a day’s results; the applicant sees no internal slip', async () => {
  const day = '2026-07-14'
  const { code, check, name } = await take(day)
  const specialist = who('specialist')
  await ask(who('counter'), 'dossier.move', { code, move: 'transfer' }, on(day, 1))
  await ask(who('head'), 'dossier.move', { code, move: 'assign', assignee: specialist.position }, on(day, 2))
  await ask(specialist, 'dossier.move', { code, move: 'sendToSystem' }, on(day, 3))
  const system = {
    ...visitor('test'),
    kind: 'system' as const,
    account: 'national-system',
    roles: ['system'],
  }
  const grants = [{ permission: 'dossier.move', scope: 'all' as const, agency: null }]
  await ask(
    { ...system, grants },
    'dossier.move',
    { code, move: 'systemApproval', resultNumber: 'CT-77' },
    on(day, 4),
  )
  const slip = await words(
    await ask(who('counter'), 'dossier.handOverSlip', { agency: POLICE, day }, on(day, 5)),
  )
  expect(slip).toContain('PHIẾU BÀN GIAO KẾT QUẢ')
  expect(slip).toContain(name)
  expect(slip).toContain('Thông báo kết quả giải quyết đăng ký cư trú')
  await ask(who('counter'), 'dossier.move', { code, move: 'handOver', recipient: 'Lê Thị Nhận' }, on(day, 6))
  const taken = await words(await letter(code, 'result-receipt', day))
  expect(taken).toContain('Người nhận: Lê Thị Nhận')
  expect(taken).toContain('số CT-77')
  const steps = await words(await letter(code, 'process-slip', day))
  expect(steps).toContain('Phân công chuyên viên')
  const seen = await refusal(
    ask(visitor('203.0.113.9'), 'dossier.letter', { code, form: 'process-slip', check }, on(day, 7)),
  )
  expect(seen.code).toBe('letter.internal')
})
