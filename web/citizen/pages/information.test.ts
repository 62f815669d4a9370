import { expect, test } from 'vitest'
import type { InformationView } from '../../../src/blocks/procedure/contract.ts'
import type { PagePort, PageRequest } from '../../../src/platform/http/pages.ts'
import { respond } from '../site.tsx'

const told: InformationView = {
  kind: 'information',
  code: '9.100000',
  title: { vi: 'Đăng ký trại ong mật' },
  field: 'Chăn nuôi',
  level: 'Cấp xã',
  agency: 'Ủy ban nhân dân cấp xã',
  whoMayAsk: 'Công dân Việt Nam',
  whatYouGet: null,
  conditions: null,
  papers: [
    { name: 'Đơn đăng ký', group: null, originals: 1, copies: 0 },
    { name: 'Sơ đồ trại', group: 'Khi trại trên 100 đàn', originals: 0, copies: 2 },
  ],
  term: '7 ngày làm việc',
  ways: [
    { channel: 'truc_tiep', term: null, fee: '50.000 đồng', note: null },
    { channel: 'duong_khac', term: '3 ngày', fee: null, note: 'Miễn cho hộ nghèo' },
  ],
  fee: '50.000 đồng',
  law: { decision: '100/QĐ-BTN', basis: ['01/2026/TT-BTN', '01/2026/TT-BTN'] },
  onlineLevels: [
    { level: '3', from: '2021-01-01', to: '2022-08-15', decision: 'Nghị định số 43/2011/NĐ-CP' },
    { level: 'partial', from: '2022-08-15', to: null, decision: 'Nghị định số 42/2022/NĐ-CP' },
  ],
  importedAt: '2026-11-20T09:00:00+07:00',
}

async function page(lang: 'vi' | 'en', view = told): Promise<string> {
  const request: PageRequest = {
    method: 'GET',
    path: '/thu-tuc/9.100000',
    query: {},
    form: {},
    files: [],
    refusedFiles: [],
    lang,
    cookies: {},
  }
  const port = {
    ask: async () => view,
    act: async () => {
      throw new Error('a page that is read changes nothing')
    },
    now: () => new Date('2026-11-23T09:00:00+07:00'),
    province: {
      name: 'Tuyên Quang',
      nameEn: 'Tuyen Quang',
      system: 'Hệ thống',
      systemEn: 'System',
      owner: 'Ủy ban nhân dân tỉnh',
      ownerEn: 'People’s Committee',
      hotline: '0207 3822 000',
      demo: false,
      publicUrl: 'https://tinh.example.vn',
    },
  } satisfies PagePort
  const answer = await respond(request, port, {} as never)
  if (!answer.html) throw new Error('a page was expected')
  return answer.html
}

test('a procedure of the national catalogue is told whole and offers nothing to hand in', async () => {
  const html = await page('vi')
  for (const said of [
    'Đăng ký trại ong mật',
    'Thông tin từ danh mục quốc gia',
    '(1 bản chính)',
    'Khi trại trên 100 đàn',
    '(2 bản sao)',
    // A way that tells no term of its own has the procedure's.
    '7 ngày làm việc',
    '50.000 đồng',
    'duong_khac',
    'Miễn cho hộ nghèo',
    'Ủy ban nhân dân cấp xã · Cấp xã',
    '20/11/2026',
  ])
    expect(html, said).toContain(said)
  expect(html).not.toContain('Bạn nhận được gì')
  expect(html).not.toContain('/nop"')
  expect(html.match(/<li>01\/2026\/TT-BTN<\/li>/g)).toHaveLength(1)
})

test('without ways to hand in it still tells term and fee; in English the frame is English', async () => {
  const html = await page('en', { ...told, ways: [], papers: [], fee: null })
  expect(html).toContain('The catalogue lists no papers.')
  expect(html).toContain('Information from the national catalogue')
  expect(html).toContain('not given')
})

test('the level of the online service is told with its days, the newest first', async () => {
  const html = (await page('vi')).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  expect(html).toContain('Một phần, từ 15/08/2022 (Nghị định số 42/2022/NĐ-CP)')
  expect(html).toContain('Mức độ 3, từ 01/01/2021 đến hết 14/08/2022 (Nghị định số 43/2011/NĐ-CP)')
  expect(html.indexOf('Một phần, từ')).toBeLessThan(html.indexOf('Mức độ 3, từ'))
  expect(await page('vi', { ...told, onlineLevels: [] })).not.toContain('Mức độ dịch vụ trực tuyến')
})
