import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../demo/province.ts'
import { checkAccessibility } from './browser.ts'
import { lookAt, openPhone } from './phone.ts'
import { browser, province, setStage } from './stage.ts'

/** The citizen's phone: no JavaScript at all. */
let phone: BrowserContext
let page: Page

setStage()
beforeAll(async () => {
  ;({ context: phone, page } = await openPhone())
})

const COMMUNE = 'H60.175'
const NATIONAL_WAITS_MS = 60_000
const byId = (id: string) => page.locator(`[id="${id}"]`)
const fill = async (values: Record<string, string>) => {
  for (const [id, value] of Object.entries(values)) await byId(id).fill(value)
}
const heading = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor()
const goOn = () => page.getByRole('button', { name: 'Lưu và tiếp tục' }).first().click()
const see = async (name: string) => expect(await lookAt(page, `joint-${name}`), name).not.toMatch(/<script/)
const photograph = (name: string) => ({
  name,
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
    'base64',
  ),
})

/** An officer's own session; what they do on screen is other journeys' matter, here three agencies work one after another. */
async function officer(userName: string) {
  const context = await browser.newContext({ baseURL: province.url, viewport: { width: 1440, height: 900 } })
  const headers = { 'x-requested-with': 'tan-trao' }
  const signedIn = await context.request.post('/api/sign-in', {
    headers,
    data: { userName, password: DEMO_PASSWORD },
  })
  expect(signedIn.ok(), userName).toBe(true)
  return {
    context,
    move: async (code: string, body: object) => {
      const answer = await context.request.post(`/api/dossiers/${code}/moves`, { headers, data: body })
      expect(answer.ok(), `${userName} ${code} ${await answer.text()}`).toBe(true)
    },
    get: async (path: string) => (await context.request.get(`/api${path}`)).json(),
  }
}

/** Asks until it holds: what follows a move is done by jobs, a moment later. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  const end = Date.now() + NATIONAL_WAITS_MS
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`not in time: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

test('a mother asks once for birth, residence and insurance; three agencies work; one date, one page, one receipt', {
  timeout: 180_000,
}, async () => {
  await page.goto('/thu-tuc/2.000986')
  await heading('Liên thông: đăng ký khai sinh')
  await see('procedure')
  await page.getByRole('button', { name: 'Nộp trực tuyến' }).click()
  await byId('agency').selectOption({ label: 'Ủy ban nhân dân phường Minh Xuân' })
  await goOn()
  await heading('Người nộp hồ sơ')
  await fill({
    'applicant.name': 'Ma Thị Liên Thông',
    'applicant.citizenNumber': '008190001239',
    'applicant.birthDate': '05/09/1990',
    'applicant.phone': '0912 345 679',
    'applicant.address': 'Tổ 4, phường Minh Xuân',
  })
  await goOn()
  await heading('Người yêu cầu')
  await page.getByLabel('Mẹ', { exact: true }).check()
  await page.locator('[name="answers.applicantSex"][value="female"]').check()
  await goOn()
  await heading('Người được khai sinh')
  await fill({
    'answers.childName': 'Ma Gia Bảo',
    'answers.childBirthDate': '01/10/2026',
    'answers.childEthnicity': 'Tày',
    'answers.birthPlace': 'Trạm y tế phường Minh Xuân',
    'answers.homeCommune': 'Phường Minh Xuân',
  })
  await byId('answers.childSex').check()
  await byId('answers.bornAtClinic').check()
  await page.locator('[name="answers.abandoned"][value="false"]').check()
  await goOn()
  await heading('Cha, mẹ')
  await fill({ 'answers.motherName': 'Ma Thị Liên Thông', 'answers.motherBirthDate': '05/09/1990' })
  await page.locator('[name="answers.fatherKnown"][value="false"]').check()
  await goOn()
  await heading('Nơi thường trú của trẻ')
  await fill({
    'answers.newAddress': 'Tổ 4, phường Minh Xuân',
    'answers.newCommune': 'Phường Minh Xuân',
    'answers.ownerName': 'Ma Văn Chủ',
    'answers.ownerNumber': '008070000123',
  })
  await goOn()
  await heading('Bảo hiểm y tế và cam đoan')
  await byId('answers.clinic').fill('Trạm y tế phường Minh Xuân')
  await page.locator('[name="answers.pledge"]').check()
  await goOn()
  await heading('Giấy tờ')
  await byId('documents.birthProof').setInputFiles([photograph('giấy chứng sinh.png')])
  await page
    .getByRole('button', { name: /^Tải lên/ })
    .first()
    .click()
  await page.getByText('giấy chứng sinh.png').first().waitFor()
  await goOn()
  await heading('Cách nhận kết quả')
  await page.getByLabel('Nhận tại Bộ phận Một cửa').check()
  await goOn()
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await heading('Đã nộp hồ sơ')
  const code = (await page.locator('.code').textContent())!
  const track = (await page.getByRole('link', { name: 'Theo dõi hồ sơ' }).getAttribute('href'))!

  // The ward takes it in and passes it on: the birth part opens, the others wait for it.
  const desk = await officer('xa')
  await desk.move(code, { move: 'accept' })
  await desk.move(code, { move: 'transfer' })
  const whole = () => desk.get(`/dossiers/${code}`)
  const part = async (key: string) =>
    (await whole()).joint.parts.find((each: { key: string }) => each.key === key) as {
      code: string | null
      standing: string
    }
  const due = (await whole()).firstDueAt
  await until(async () => (await part('birth')).code !== null, 'the birth part opens')
  expect((await part('residence')).standing).toBe('pending')
  await page.goto(track)
  await page.getByRole('heading', { name: '3 phần của hồ sơ liên thông' }).waitFor()
  expect(await page.getByText('Bắt đầu khi phần trước có kết quả').count()).toBe(2)
  await see('track-begun')

  const birth = (await part('birth')).code!
  const resultDraft = { title: 'Giấy khai sinh', body: ['Họ, chữ đệm, tên: Ma Gia Bảo.'] }
  const registrar = await officer('chuyenvienxa')
  await registrar.move(birth, { move: 'proposeApproval', resultDraft })
  const chairman = await officer('chutichxa')
  await chairman.move(birth, { move: 'signApproval' })
  await until(async () => (await part('insurance')).code !== null, 'the other parts open')

  // The police and the insurance each decide in the nation's own systems.
  for (const [key, agency] of [
    ['residence', 'h60.41'],
    ['insurance', 'h60.42'],
  ] as const) {
    const theirs = (await part(key)).code!
    const head = await officer(`${agency}/head`)
    await head.move(theirs, { move: 'assign', assignee: `${agency.toUpperCase()}/specialist-1` })
    await (await officer(`${agency}/specialist-1`)).move(theirs, { move: 'sendToSystem' })
    await head.context.close()
  }
  await until(async () => (await whole()).state.key === 'ready', 'all three parts are done')
  expect((await whole()).firstDueAt).toBe(due)

  // What is told follows by a job of its own.
  await until(async () => {
    await page.goto(track)
    return (await page.getByText('Cả ba phần của hồ sơ liên thông đã có kết quả.').count()) > 0
  }, 'the applicant is told')
  expect(await page.getByText('Đã có kết quả', { exact: true }).count()).toBe(3)
  expect(await page.getByRole('link', { name: 'Tải kết quả phần này (PDF)' }).count()).toBe(3)
  await see('track-done')
  const slip = await phone.request.get(
    (await page.getByRole('link', { name: /Giấy tiếp nhận và hẹn trả/ }).getAttribute('href'))!,
  )
  expect(slip.headers()['content-type']).toBe('application/pdf')
  await page.goto(`/en${track.replace(/^https?:\/\/[^/]+/, '')}`)
  await page.getByRole('heading', { name: 'The 3 parts of your joint request' }).waitFor()

  // On the officer's screen the parts stand beside the whole, with the letters it has come to.
  const office = await desk.context.newPage()
  await office.goto(`/can-bo/ho-so/${code}`)
  await office.getByRole('heading', { name: 'Hồ sơ liên thông' }).waitFor()
  await office.getByRole('link', { name: 'Mẫu 06: Phiếu kiểm soát' }).waitFor()
  await checkAccessibility(office, 'joint-office')
  await office.goto('/can-bo/so-theo-doi')
  await office.getByRole('heading', { name: 'Sổ theo dõi hồ sơ' }).waitFor()
  await checkAccessibility(office, 'register')
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Ho_Chi_Minh' })
  const register = await desk.context.request.get(
    `/api/dossier-register?unit=${COMMUNE}&from=${today}&to=${today}&format=xlsx`,
  )
  expect(register.headers()['content-type']).toContain('spreadsheet')
  // What the circular leaves open, an official words and tries on a sheet.
  const clerk = await (await officer('quantri')).context.newPage()
  await clerk.goto('/quan-tri/mau-giay?mau=2025.apology')
  await clerk.getByText('mẫu do tỉnh biên tập, chờ đối chiếu').waitFor()
  await clerk.getByRole('button', { name: 'Xem thử (PDF)' }).click()
  await clerk.getByRole('link', { name: 'Mở bản xem thử' }).waitFor()
  await checkAccessibility(clerk, 'letter-wordings')
})
