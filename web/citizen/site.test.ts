import { describe, expect, test } from 'vitest'
import { Problem } from '../../src/kernel/problem.ts'
import type { PagePort, PageRequest } from '../../src/platform/http/pages.ts'
import { applicantErrors, readApplicant } from './apply/applicant-form.ts'
import { findPage } from './router.ts'
import { respond } from './site.tsx'

const province = {
  name: 'Tuyên Quang',
  nameEn: 'Tuyen Quang',
  system: 'Hệ thống giải quyết thủ tục',
  systemEn: 'Administrative procedures',
  owner: 'Ủy ban nhân dân tỉnh',
  ownerEn: 'People’s Committee',
  hotline: '0207 3822 000',
  demo: false,
  publicUrl: 'https://tinh.example.vn',
}
const NOW = new Date('2026-11-23T09:00:00+07:00')

function port(answers: Partial<Pick<PagePort, 'ask' | 'act'>>): PagePort {
  const unasked = async (name: string) => {
    throw new Error(`not expected: ${name}`)
  }
  return { ask: unasked, act: unasked, now: () => NOW, province, ...answers }
}

const request = (path: string, more: Partial<PageRequest> = {}): PageRequest => ({
  method: 'GET',
  path,
  query: {},
  form: {},
  files: [],
  refusedFiles: [],
  lang: 'vi',
  cookies: {},
  ...more,
})

const dossier = {
  code: 'H60.08-261110-0001',
  verified: false,
  step: { key: 'work', status: 4, phase: 'working', text: { vi: 'Đang thẩm định.', en: 'Being examined.' } },
  agency: 'Sở Tư pháp',
  submittedAt: '2026-11-10T09:10:00+07:00',
  acceptedAt: '2026-11-10T09:10:00+07:00',
  firstDueAt: '2026-11-19T09:10:00+07:00',
  rescheduledDueAt: null,
  finishedAt: null,
  returnedAt: null,
  late: true,
  clockRuns: true,
  explained: ['Bắt đầu 10/11/2026'],
  steps: [{ at: '2026-11-10T09:10:00+07:00', text: { vi: 'Được tiếp nhận' } }],
  procedure: null,
  correction: [],
  messages: [],
  resultReady: false,
  mayWithdraw: false,
  notices: null,
  parcels: [],
  mayAskPickUp: false,
  parts: [],
  partOf: null,
}

describe('following a dossier', () => {
  const tracking = (found: object) => port({ ask: async () => found })
  const asked = request('/tra-cuu', { query: { ma: dossier.code } })

  test('says where it is, when it is due, and that it is late, in words', async () => {
    const { html } = await respond(asked, tracking(dossier), {})
    expect(html).toContain('Hồ sơ đang ở <strong lang="vi">Sở Tư pháp</strong>')
    expect(html).toContain('thứ Năm, 19/11/2026, 09:10')
    expect(html).toContain('đã quá hạn')
    expect(html).toContain('Vì sao ngày này?')
  })

  test('a confidential procedure names no agency', async () => {
    const { html } = await respond(asked, tracking({ ...dossier, agency: null }), {})
    expect(html).not.toContain('Hồ sơ đang ở')
    expect(html).toContain('Đang thẩm định.')
  })

  test('too many look-ups is said as such, not as an unknown code', async () => {
    const ask = async () => {
      throw new Problem('track.too-many', 429, 'Quá nhiều lượt tra cứu.')
    }
    const answer = await respond(asked, port({ ask }), {})
    expect(answer.status).toBe(429)
    expect(answer.html).toContain('Xin đợi một phút')
  })
})

describe('when something fails', () => {
  test('a form sent while the database is away comes back with all that was typed', async () => {
    const ask = async () => {
      throw new Problem('database.unavailable', 503, 'Cơ sở dữ liệu đang tạm ngừng.')
    }
    const form = { _key: 'k1', 'applicant.name': 'Lò "Thị" <Thử>', 'answers.poor': ['a', 'b'] }
    const sent = request('/nop/t/nguoi-nop', { method: 'POST', form })
    const answer = await respond(sent, port({ ask }), {})
    expect(answer.status).toBe(503)
    expect(answer.html).toContain('name="applicant.name" value="Lò &quot;Thị&quot; &lt;Thử&gt;"')
    expect(answer.html).toContain('name="answers.poor" value="b"')
    expect(answer.html).toContain('name="_key" value="k1"')
    expect(answer.html).toContain('action="/nop/t/nguoi-nop"')
  })

  test('an error without a status is left to the host to log', async () => {
    const ask = async () => {
      throw new TypeError('boom')
    }
    await expect(respond(request('/thu-tuc/1.001193'), port({ ask }), {})).rejects.toThrow('boom')
  })

  test('an unknown address keeps the language and offers a way on', async () => {
    const answer = await respond(request('/khong-co', { lang: 'en' }), port({}), {})
    expect(answer.status).toBe(404)
    expect(answer.html).toContain('<html lang="en">')
    expect(answer.html).toContain('href="/en/thu-tuc"')
  })
})

describe('saving a page of an application', () => {
  const definition = {
    title: { vi: 'Thử' },
    form: [{ key: 'one', title: { vi: 'Một' }, fields: [{ key: 'a', kind: 'text', label: { vi: 'Tên' } }] }],
    documents: [],
    fees: [],
    clock: { term: 5, unit: 'workingDays' },
  }
  const procedure = { code: '1.000001', edition: 1, definition, variants: [], agencies: [{ code: 'H60.03' }] }
  /** A draft kept in memory, with the block's own rule about versions. */
  function desk() {
    const draft: any = {
      procedure: '1.000001',
      edition: 1,
      agency: 'H60.03',
      applicant: {},
      answers: {},
      documents: [],
      returnBy: 'desk',
      version: 0,
      submitted: null,
    }
    const ask: PagePort['ask'] = async (name) =>
      name === 'dossier.getDraft' ? structuredClone(draft) : procedure
    const act: PagePort['act'] = async (_name, input: any) => {
      if (input.version !== draft.version) throw new Problem('draft.changed-elsewhere', 409, 'Đã sửa.')
      Object.assign(draft.applicant, input.applicant)
      Object.assign(draft.answers, input.answers)
      draft.version += 1
      return structuredClone(draft)
    }
    return { draft, house: port({ ask, act }) }
  }
  const seenOn = (html = '') => /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? ''
  const post = (path: string, form: PageRequest['form']) => request(path, { method: 'POST', form })

  test('two windows on different pages both save', async () => {
    const { draft, house } = desk()
    const first = seenOn((await respond(request('/nop/t/nguoi-nop'), house, {})).html)
    const second = seenOn((await respond(request('/nop/t/khai/one'), house, {})).html)
    await respond(post('/nop/t/nguoi-nop', { seen: first, go: 'later', 'applicant.name': 'Lò' }), house, {})
    const answer = await respond(
      post('/nop/t/khai/one', { seen: second, shown: 'a', 'answers.a': 'Páo' }),
      house,
      {},
    )
    expect(answer).toMatchObject({ status: 303, location: '/nop/t/nhan-ket-qua' })
    expect(draft).toMatchObject({ applicant: { name: 'Lò' }, answers: { a: 'Páo' }, version: 2 })
  })

  test('the same page changed elsewhere is told, loses neither text, and a second press decides', async () => {
    const { draft, house } = desk()
    const seen = seenOn((await respond(request('/nop/t/khai/one'), house, {})).html)
    await respond(post('/nop/t/khai/one', { seen, shown: 'a', 'answers.a': 'hai' }), house, {})
    const told = await respond(post('/nop/t/khai/one', { seen, shown: 'a', 'answers.a': 'một' }), house, {})
    expect(told.status).toBe(409)
    expect(told.html).toContain('value="một"')
    expect(draft.answers.a).toBe('hai')
    await respond(
      post('/nop/t/khai/one', { seen: seenOn(told.html), shown: 'a', 'answers.a': 'một' }),
      house,
      {},
    )
    expect(draft.answers.a).toBe('một')
  })

  test('going back saves half a page without complaint', async () => {
    const { draft, house } = desk()
    const seen = seenOn((await respond(request('/nop/t/nguoi-nop'), house, {})).html)
    const form = { seen, go: 'later', 'applicant.phone': 'chưa nhớ' }
    const answer = await respond(post('/nop/t/nguoi-nop', form), house, {})
    expect(answer).toMatchObject({ status: 303, location: '/nop/t/luu' })
    expect(draft.applicant.phone).toBe('chưa nhớ')
  })
})

describe('the applicant', () => {
  const person = {
    kind: 'person',
    name: 'Lò Thị Thử',
    citizenNumber: '008 190 001 234',
    phone: '+84 912345678',
  }

  test('is read as the dossier keeps it', () => {
    expect(applicantErrors({ ...person, birthDate: '5/9/1990', taxCode: 'left over' })).toEqual([])
    expect(readApplicant({ ...person, birthDate: '5/9/1990', taxCode: 'left over' })).toEqual({
      kind: 'person',
      name: 'Lò Thị Thử',
      citizenNumber: '008190001234',
      birthDate: '1990-09-05',
      phone: '0912345678',
    })
  })

  test('a foreign national needs no citizen number, a company needs a tax code', () => {
    const foreign = { ...person, citizenNumber: '', noCitizenNumber: 'true' }
    expect(applicantErrors(foreign)).toEqual([])
    expect(applicantErrors({ ...person, citizenNumber: '' }).map((each) => each.path)).toEqual([
      'applicant.citizenNumber',
    ])
    const company = { ...person, kind: 'company', taxCode: '0314409059' }
    expect(applicantErrors(company).map((each) => each.path)).toEqual(['applicant.taxCode'])
    expect(applicantErrors({ ...company, taxCode: '0314409058' })).toEqual([])
  })
})

test('a path finds its page and its names, decoded', () => {
  const pages = [
    { path: '', pattern: /^\/nop\/([^/]+)\/?$/, names: ['token'], handler: async () => ({ goTo: '' }) },
  ]
  expect(findPage(pages, '/nop/a%20b')?.params).toEqual({ token: 'a b' })
  expect(findPage(pages, '/nop/a/b')).toBeNull()
})
