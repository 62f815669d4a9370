import { afterAll, beforeAll, expect, test } from 'vitest'
import { seeded } from '../../demo/people/random.ts'
import type { DraftView } from '../../src/blocks/procedure/contract.ts'
import {
  findProcedures,
  getProcedure,
  importProcedures,
  recordOnlineLevels,
} from '../../src/blocks/procedure/index.ts'
import { allOperations } from '../../src/operations.ts'
import { visitor } from '../../src/platform/command/actor.ts'
import { openApi } from '../../src/platform/command/openapi.ts'
import { ask } from '../../src/platform/command/run.ts'
import { type OpenProvince, openProvince } from './open-province.ts'

const NOW = new Date('2026-11-20T09:00:00+07:00')
const MANY = 3000
let province: OpenProvince

const importing = async (procedures: unknown[], idempotencyKey: string | null = null) =>
  ask(
    province.house,
    importProcedures,
    { meta: { source: 'tệp thử' }, procedures },
    { actor: await province.signedIn('H60/administrator', NOW), now: NOW, idempotencyKey },
  )
const find = (input: Record<string, unknown>) =>
  ask(province.house, findProcedures, input, { actor: visitor('test'), now: NOW })
type DraftRow = DraftView & { editors: string[]; fixed: object | null }
const draftsOf = (code: string): Promise<DraftRow[]> =>
  province.house.db
    .selectFrom('procedure.draft')
    .selectAll()
    .where('procedure', '=', code)
    .execute() as Promise<any[]>
const get = (code: string) =>
  ask(province.house, getProcedure, { code }, { actor: visitor('test'), now: NOW })

const THINGS = ['giấy phép', 'chứng chỉ', 'giấy chứng nhận', 'thẻ', 'văn bản xác nhận', 'quyết định']
const TRADES = ['nuôi ong', 'đóng tàu cá', 'khai thác đá', 'dạy nghề', 'bán thuốc thú y', 'thăm dò nước ngầm']
const DEEDS = ['Cấp', 'Cấp lại', 'Gia hạn', 'Thu hồi', 'Điều chỉnh', 'Công nhận']

/** A made-up catalogue in the shape of the national file. */
function catalogueOf(count: number) {
  const random = seeded('catalogue')
  return Array.from({ length: count }, (_, index) => ({
    code: `9.${String(index).padStart(6, '0')}`,
    name: `${random.pick(DEEDS)} ${random.pick(THINGS)} ${random.pick(TRADES)} số ${index}`,
    field: `Lĩnh vực ${index % 40}`,
    level: index % 3 === 0 ? 'Cấp xã' : 'Cấp tỉnh',
    decision: '100/QĐ-BTN',
    applicants: 'Công dân Việt Nam',
    agency: null,
    channels: [
      {
        channel: 'truc_tiep',
        time_value: 7,
        time_unit: null,
        time_text: '7',
        fee_text: null,
        fee_vnd: 50000,
      },
    ],
    result: 'Giấy phép',
    components: [{ name: 'Đơn đề nghị', group: '--', ban_chinh: 1 }],
    legal_basis_docs: ['01/2026/TT-BTN'],
    time_limit_value: 7,
    time_limit_unit: 'Ngày làm việc',
    a_key_of_tomorrow: { kept: true },
  }))
}

const BEES = {
  ...catalogueOf(1)[0]!,
  code: '9.100000',
  name: 'Đăng ký trại ong mật quý hiếm',
  field: 'Chăn nuôi',
}

beforeAll(async () => {
  province = await openProvince('2026-11-20', ['H60'])
})
afterAll(() => province.close())

const NO_DRAFTS = { made: 0, updated: 0, flagged: 0, flags: 0 }

test('a whole catalogue is taken in, and again it changes nothing', async () => {
  const file = [...catalogueOf(MANY), BEES]
  const first = await importing(file)
  expect(first).toMatchObject({ added: MANY + 1, changed: 0, unchanged: 0, refused: [] })
  expect(first.drafts).toMatchObject({ made: MANY + 1, updated: 0, flagged: 0 })
  expect(first.drafts.flags).toBeGreaterThan(MANY)
  expect(await importing(file)).toEqual({
    added: 0,
    changed: 0,
    unchanged: MANY + 1,
    drafts: NO_DRAFTS,
    refused: [],
  })
  const renewed = file.map((row, index) => (index < 3 ? { ...row, result: 'Giấy phép điện tử' } : row))
  expect(await importing(renewed)).toMatchObject({
    added: 0,
    changed: 3,
    unchanged: MANY - 2,
    drafts: { made: 0, updated: 3, flagged: 0 },
  })
}, 120_000)

test('each entry gets a draft with papers, term, fee and steps, and what an official must decide', async () => {
  const [draft] = await draftsOf('9.100000')
  expect(draft).toMatchObject({ origin: 'catalogue', status: 'editing', version: 1, editors: [] })
  const { definition } = draft!.content
  expect(definition).toMatchObject({
    title: { vi: 'Đăng ký trại ong mật quý hiếm' },
    clock: { term: 7, unit: 'workingDays' },
    fees: [{ amount: 50_000 }],
    law: { decision: '100/QĐ-BTN', basis: ['01/2026/TT-BTN'] },
  })
  expect(definition.documents?.[0]).toMatchObject({
    name: { vi: 'Đơn đề nghị' },
    form: 'original',
    copies: 1,
  })
  expect(definition.states?.length).toBeGreaterThan(5)
  expect(draft!.flags.map((flag) => flag.path)).toEqual(expect.arrayContaining(['form', 'law.onlineLevel']))
  for (const { message } of draft!.flags) expect(message).toMatch(/ãy |Hãy/)
  // What the entry leaves no doubt about is the ministry's; the doubtful fee is not.
  expect(draft!.fixed).toMatchObject({ term: { term: 7, unit: 'workingDays' }, title: definition.title?.vi })
})

test('a changed entry makes an untouched draft anew, and only flags one under work', async () => {
  const codes = ['9.500001', '9.500002']
  const rows = codes.map((code) => ({ ...BEES, code }))
  expect((await importing(rows)).drafts.made).toBe(2)
  const [worked] = await draftsOf('9.500002')
  await province.house.db
    .updateTable('procedure.draft')
    .set({ version: 2, editors: ['someone'] })
    .where('id', '=', worked!.id)
    .execute()
  const longer = rows.map((row) => ({ ...row, time_limit_value: 12 }))
  expect((await importing(longer)).drafts).toMatchObject({ made: 0, updated: 1, flagged: 1 })
  const [untouched] = await draftsOf('9.500001')
  expect(untouched!.content.definition.clock).toMatchObject({ term: 12 })
  const [kept] = await draftsOf('9.500002')
  expect(kept!.content.definition.clock).toMatchObject({ term: 7 })
  expect(kept!.flags[0]).toEqual({
    path: '',
    message: expect.stringMatching(/20\/11\/2026 đã đổi: .*thời hạn/),
  })
})

test('levels are dated: 2/3/4 until 15/8/2022, the new names since, told with the procedure', async () => {
  const history = async (code: string) => (await get(code)).onlineLevels
  expect(await history('1.004873')).toEqual([
    { level: '4', from: '2021-01-01', to: '2022-08-15', decision: 'Nghị định số 43/2011/NĐ-CP' },
    { level: 'full', from: '2022-08-15', to: null, decision: 'Nghị định số 42/2022/NĐ-CP' },
  ])
  const recording = async (levels: unknown[]) =>
    ask(
      province.house,
      recordOnlineLevels,
      { levels },
      { actor: await province.signedIn('H60/administrator', NOW), now: NOW },
    )
  const row = { procedure: '9.100000', level: '3', from: '2021-01-01', to: '2022-08-15', decision: 'QĐ 1' }
  expect(await recording([row, { ...row, procedure: '9.900001', to: null }])).toEqual({ changed: 2 })
  expect(await recording([row])).toEqual({ changed: 0 })
  const { procedure: _, ...period } = row
  expect(await history('9.100000')).toEqual([period])
  await expect(recording([{ ...row, to: '2020-01-01' }])).rejects.toMatchObject({
    code: 'procedure.level-dates',
    errors: [{ path: 'levels.0.to' }],
  })
})

test('odd rows are refused one by one with a reason, good ones between them are kept', async () => {
  const [good, other] = [
    { ...BEES, code: '9.200001' },
    { ...BEES, code: '9.200002.H60' },
  ]
  const { code: _code, ...nameless } = BEES
  const rows: [row: unknown, code: string | null, says?: RegExp][] = [
    [good, null],
    [nameless, 'row.missing-field', /Thiếu trường “code”/],
    [{ ...good, name: 'Tên khác' }, 'row.duplicate', /dòng 1/],
    [{ ...BEES, code: '9.200003', result: 'x'.repeat(10_000_000) }, 'row.too-large', /200000/],
    [{ ...BEES, code: '9.200004', name: 42 }, 'row.invalid-field', /“name” phải là chữ/],
    [{ ...BEES, code: '9.200005', components: 'Đơn' }, 'row.invalid-field', /“components” phải là danh sách/],
    [{ ...BEES, code: '9.200006', channels: [{ channel: 1 }] }, 'row.invalid-field', /channels\.0\.channel/],
    [{ ...BEES, code: 'abc' }, 'row.invalid-field', /1\.001193/],
    [{ ...BEES, code: '9.200007', field: ' ' }, 'row.invalid-field', /“field”/],
    [{ ...BEES, code: '9.200008', result: 'nửa \ud83d ký tự' }, 'row.broken-text'],
    [{ ...BEES, code: '9.200009', result: 'a\0b' }, 'row.broken-text'],
    [null, 'row.not-an-object'],
    [['9.200010'], 'row.not-an-object'],
    ['9.200011', 'row.not-an-object'],
    [other, null],
  ]
  const answer = await importing(rows.map(([row]) => row))
  expect(answer.added).toBe(2)
  const expected = rows.flatMap(([, code], index) => (code ? [{ index, code }] : []))
  expect(answer.refused.map(({ index, code }) => ({ index, code }))).toEqual(expected)
  for (const { index, message } of answer.refused) expect(message).toMatch(rows[index]![2] ?? /./)
  expect((await get('9.200002.H60')).code).toBe('9.200002.H60')
})

test('the API describes a row of the file, though each is read for itself', () => {
  const { paths } = openApi(allOperations(), 'http://127.0.0.1') as { paths: Record<string, any> }
  const row =
    paths['/api/procedures/import'].post.requestBody.content['application/json'].schema.properties.procedures
      .items
  expect(row).toMatchObject({
    type: 'object',
    required: ['code', 'name', 'field', 'level'],
    additionalProperties: {},
  })
  expect(row.properties.code.pattern).toContain('\\d{6}')
  expect(row.properties.components.items.properties.ban_chinh.description).toBe('Số bản chính')
})

test('the same file under the same key answers the same', async () => {
  const file = [{ ...BEES, code: '9.300000' }]
  const first = await importing(file, 'import-once')
  expect(first.added).toBe(1)
  expect(await importing(file, 'import-once')).toEqual(first)
})

test('a file of another shape is refused as a whole, and only those permitted import', async () => {
  const actor = await province.signedIn('H60/administrator', NOW)
  for (const input of [{ procedures: 'không' }, {}, { procedures: [], thuTuc: [] }])
    await expect(
      ask(province.house, importProcedures, input, { actor, now: NOW }),
      JSON.stringify(input),
    ).rejects.toMatchObject({ code: 'request.invalid' })
  await expect(
    ask(province.house, importProcedures, { procedures: [] }, { actor: visitor('test'), now: NOW }),
  ).rejects.toMatchObject({ code: 'identity.required' })
})

test('what is only known nationally is told about, with papers, term, fee and law', async () => {
  const found = await get('9.100000')
  if (found.kind !== 'information') throw new Error('a catalogue entry has no edition')
  expect(found).toMatchObject({
    title: { vi: 'Đăng ký trại ong mật quý hiếm' },
    term: '7 ngày làm việc',
    fee: '50.000 đồng',
    papers: [{ name: 'Đơn đề nghị', group: null, originals: 1, copies: 0 }],
    ways: [{ channel: 'truc_tiep', term: '7 ngày làm việc', fee: '50.000 đồng' }],
    law: { decision: '100/QĐ-BTN', basis: ['01/2026/TT-BTN'] },
  })
  await expect(get('9.999999')).rejects.toMatchObject({ code: 'procedure.not-found', status: 404 })
})

test('an edition in force stands before what the catalogue says of the same code', async () => {
  await importing([{ ...BEES, code: '1.004873', name: 'Tên trong danh mục quốc gia' }])
  expect((await get('1.004873')).kind).toBe('edition')
  const { items } = await find({ q: 'Tên trong danh mục quốc gia' })
  expect(items.map((item) => item.code)).not.toContain('1.004873')
})

test('an edition is told of by its number, a draft to nobody', async () => {
  const { house } = province
  await house.db
    .insertInto('procedure.procedure_edition')
    .columns(['procedure', 'number', 'status', 'definition', 'hash', 'origin', 'valid_from'])
    .expression((eb) =>
      eb
        .selectFrom('procedure.procedure_edition')
        .select([
          'procedure',
          eb.lit(2).as('number'),
          eb.val('draft').as('status'),
          'definition',
          eb.val('of a draft').as('hash'),
          'origin',
          'valid_from',
        ])
        .where('procedure', '=', '1.004873'),
    )
    .execute()
  const numbered = (edition: number) =>
    ask(house, getProcedure, { code: '1.004873', edition }, { actor: visitor('test'), now: NOW })
  expect(await numbered(1)).toMatchObject({ kind: 'edition', edition: 1 })
  for (const edition of [2, 7])
    await expect(numbered(edition)).rejects.toMatchObject({ code: 'procedure.not-found', status: 404 })
})

test('search finds by plain words with and without diacritics, and offers for hand-in only what can be', async () => {
  // What can be handed in here stands first, unless the words are the other one's very title.
  await importing([{ ...BEES, code: '9.400000', name: 'Dừng thực hiện đăng ký hộ kinh doanh' }])
  expect((await find({ q: 'dang ky ho kinh doanh' })).items[0]?.code).toBe('1.001612')
  expect((await find({ q: 'dừng thực hiện đăng ký hộ kinh doanh' })).items[0]?.code).toBe('9.400000')
  for (const q of ['trại ong mật', 'trai ong mat', 'TRẠI  ONG', '9.100000'])
    expect((await find({ q })).items[0]?.code, q).toMatch(/^9\.[123]0000/)
  const all = await find({ limit: 1 })
  expect(all.items[0]?.offered).toBe(true)
  expect(all.total).toBeGreaterThan(MANY)
  expect(all.fields).toContain('Chăn nuôi')
  const offered = await find({ offered: 'true', limit: 200 })
  expect(offered.items.every((item) => item.offered)).toBe(true)
  expect(offered.total).toBeLessThan(100)
  expect((await find({ q: 'trai ong mat', offered: 'true' })).items).toEqual([])
})

test('every page of a long answer is different, and together they are the whole', async () => {
  const codes: string[] = []
  let cursor: string | undefined
  do {
    const page = await find({ field: 'Lĩnh vực 7', limit: 20, ...(cursor ? { cursor } : {}) })
    codes.push(...page.items.map((item) => item.code))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(codes.length).toBe(MANY / 40)
  expect(new Set(codes).size).toBe(codes.length)
})
