import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { move, open, signedIn, signIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()

const APPLICANT = 'Hoàng Thị Bích Thử'

test('a dossier filed on the National Portal is worked on here and its result told there, through a broken line', async () => {
  const admin = await administrating()
  const portal = await portalAddress(admin)

  const filed = await fileSample(portal, 0)
  const counter = await signedIn(browser, province, 'counter')
  const code = await takenIn(filed)
  await open(counter, province, code)
  expect(await counter.getByText(APPLICANT).count()).toBeGreaterThan(0)
  await counter.getByText('nộp trên Cổng').waitFor()
  await move(counter, 'Tiếp nhận hồ sơ')
  await move(counter, 'Chuyển cho người làm kết quả')
  await counter.getByText('đã đồng bộ').waitFor()
  await checkAccessibility(counter, 'exchange-dossier')
  const specialist = await signedIn(browser, province, 'specialist')
  await open(specialist, province, code)
  await move(specialist, 'Đề xuất giải quyết', () =>
    specialist.getByLabel('Đoạn 1', { exact: true }).fill('Cấp hai bản sao từ sổ gốc.'),
  )

  await steer(portal, { ngung: true })
  const leader = await signedIn(browser, province, 'leader')
  await open(leader, province, code)
  await move(leader, 'Ký kết quả')
  await open(counter, province, code)
  await move(counter, 'Trả kết quả')
  await admin.getByText('mất kết nối').first().waitFor()
  await admin
    .getByRole('row', { name: /đang chờ/ })
    .first()
    .waitFor()
  await checkAccessibility(admin, 'exchange-down')
  expect(await shownThere(filed)).toContain('Đang xử lý')

  await steer(portal, { ngung: false })
  // Whoever cannot wait for the next try presses.
  await admin
    .getByRole('button', { name: `Làm lại: ${code}` })
    .first()
    .click()
  await until(async () => (await shownThere(filed)).includes('Trạng thái: <b>Đã trả kết quả'))
  const there = await shownThere(filed)
  expect(there).toContain(code)
  expect(there).toContain('Ký kết quả')
  const result = await fetch(`${portal}${/href="(\/ket-qua\/[^"]+)"/.exec(there)![1]}`)
  expect(
    Buffer.from(await result.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')

  await fileSample(portal, 1)
  await admin.getByText('9.999999').first().waitFor()
  await admin.getByRole('button', { name: /^Bỏ qua/ }).click()
  await admin.getByLabel('Lý do', { exact: true }).fill('Tỉnh không có thủ tục này, đã báo Cổng.')
  await checkAccessibility(admin, 'exchange-drop')
  await admin.getByRole('button', { name: 'Bỏ qua tin' }).click()
  await admin.getByText('Lý do bỏ qua: Tỉnh không có thủ tục này').waitFor()
  await checkAccessibility(admin, 'exchange-lines')

  async function shownThere(address: string): Promise<string> {
    return (await fetch(`${portal}${address}`)).text()
  }
  async function takenIn(address: string): Promise<string> {
    let local: string | undefined
    await until(async () => {
      local = /Mã của tỉnh: <b>(H60[^<]+)</.exec(await shownThere(address))?.[1]
      return local !== undefined
    })
    return local!
  }
})

test('under the regime of 2025 citizens are led to the National Portal; under that of 2022 they file here', async () => {
  const admin = await administrating()
  await admin
    .getByRole('navigation', { name: 'Quản trị' })
    .getByRole('link', { name: 'Chế độ nộp trực tuyến' })
    .click()
  await admin.getByRole('heading', { name: 'Chế độ nộp hồ sơ trực tuyến' }).waitFor()
  await admin.getByLabel('Trang thủ tục trên Cổng').fill('https://cong.example.vn/tthc?ma={code}')
  await admin.getByLabel('Số, ngày văn bản quy định').fill('Quyết định thử 01/QĐ-UBND')
  await checkAccessibility(admin, 'regime')
  const begun = await api('/drafts', { procedure: '2.000908', agency: 'H60.21' })
  expect(begun.status).toBe(201)
  await admin.getByRole('button', { name: 'Đặt chế độ' }).click()
  await admin.getByText('Hôm nay: Chế độ 2025').waitFor()

  const citizen = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
  await citizen.goto(`${province.url}/thu-tuc/2.000908`)
  const link = citizen.getByRole('link', { name: 'Nộp trên Cổng Dịch vụ công quốc gia' })
  expect(await link.getAttribute('href')).toBe('https://cong.example.vn/tthc?ma=2.000908')
  await checkAccessibility(citizen, 'citizen-procedure-2025')
  await citizen.goto(`${province.url}/en/thu-tuc/2.000908`)
  await citizen.getByRole('link', { name: 'Apply on the National Public Service Portal' }).waitFor()
  expect(await api('/drafts', { procedure: '2.000908', agency: 'H60.21' })).toMatchObject({
    status: 409,
    code: 'dossier.use-national-portal',
  })
  // A province's own system (a kiosk) is past that door: what stops it is only that the form is empty.
  const asked = { procedure: '2.000908', agency: 'H60.21', applicant: { name: APPLICANT }, answers: {} }
  const token = await systemToken()
  expect(
    await api('/dossiers', asked, { authorization: `Bearer ${token}`, 'idempotency-key': 'k-1' }),
  ).toMatchObject({
    status: 422,
    code: 'request.invalid',
  })

  await admin.getByLabel('Chế độ', { exact: true }).selectOption('2022')
  await admin.getByLabel('Số, ngày văn bản quy định').fill('Quyết định thử 02/QĐ-UBND')
  await admin.getByRole('button', { name: 'Đặt chế độ' }).click()
  await admin.getByText('Hôm nay: Chế độ 2022').waitFor()
  await citizen.goto(`${province.url}/thu-tuc/2.000908`)
  await citizen.getByRole('button', { name: 'Nộp trực tuyến' }).waitFor()
})

async function administrating(): Promise<Page> {
  const page = await (
    await browser.newContext({ locale: 'vi-VN', viewport: { width: 1440, height: 900 } })
  ).newPage()
  await page.goto(`${province.url}/quan-tri/lien-thong`)
  await signIn(page, province, 'administrator')
  await page
    .getByRole('row', { name: /Cổng Dịch vụ công quốc gia.*thông suốt/ })
    .first()
    .waitFor()
  return page
}

async function portalAddress(admin: Page): Promise<string> {
  const row = admin.getByRole('row', { name: /Cổng Dịch vụ công quốc gia.*thông suốt/ }).first()
  return /http:\/\/127\.0\.0\.1:\d+/.exec(await row.innerText())![0]
}

/** What a citizen does there; answers the address of the portal's page of it. */
async function fileSample(portal: string, sample: number): Promise<string> {
  const body = new URLSearchParams({ mau: String(sample) })
  const answer = await fetch(`${portal}/nop`, { method: 'POST', body, redirect: 'manual' })
  return answer.headers.get('location')!
}

const steer = (portal: string, told: object) =>
  fetch(`${portal}/dieu-khien`, { method: 'POST', body: JSON.stringify(told) })

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error('it did not come to that in time')
}

async function api(path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await fetch(`${province.url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { ...((await answer.json()) as object), status: answer.status }
}

async function systemToken(): Promise<string> {
  const answer = await fetch(`${province.url}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`demo-system:${province.secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return ((await answer.json()) as { access_token: string }).access_token
}
