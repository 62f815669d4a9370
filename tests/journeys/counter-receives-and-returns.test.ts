import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { REGISTER_COPY } from './applications.ts'
import { checkAccessibility } from './browser.ts'
import { move, open, receive, signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()
test('a counter officer takes in a request with an ID card and gives the result back', async () => {
  const counter = await signedIn(browser, province, 'counter')
  await checkAccessibility(counter, 'office-worklist')
  await counter.goto(`${province.url}/can-bo/tiep-nhan`)
  await counter.getByLabel('Quét mã QR').waitFor()
  await counter.keyboard.press('Control+Enter')
  await counter.getByText('Ghi họ và tên người nộp.').first().waitFor()
  await checkAccessibility(counter, 'office-intake')

  const code = await receive(counter, province, REGISTER_COPY)
  expect(code).toMatch(/^H60\.21-\d{6}-\d{4}$/)
  await checkAccessibility(counter, 'office-intake-given')
  expect(await pdf(counter, `/api/dossiers/${code}/receipt`)).toBe(true)

  await open(counter, province, code)
  expect(await counter.getByText('Nông Thị Mùi').count()).toBeGreaterThan(0)
  await move(counter, 'Chuyển cho người làm kết quả')

  const specialist = await signedIn(browser, province, 'specialist')
  await open(specialist, province, code)
  await specialist.getByRole('button', { name: 'Đề xuất giải quyết' }).click()
  await checkAccessibility(specialist, 'office-result-draft')
  await specialist.getByLabel('Đoạn 1', { exact: true }).fill('Cấp hai bản sao từ sổ gốc.')
  await specialist.keyboard.press('Control+Enter')
  await specialist.getByText('Đã ghi “Đề xuất giải quyết”').waitFor()

  const leader = await signedIn(browser, province, 'leader')
  await open(leader, province, code)
  await leader.getByText('Cấp hai bản sao từ sổ gốc.').waitFor()
  await move(leader, 'Ký kết quả')

  await counter.goto(`${province.url}/can-bo/ho-so?queue=mine`)
  await counter.getByRole('link', { name: code }).click()
  await counter.getByRole('heading', { name: code }).waitFor()
  await move(counter, 'Trả kết quả')
  await checkAccessibility(counter, 'office-dossier-returned')
  expect(await counter.locator('.dossier-head .facts').innerText()).toContain('Đã trả kết quả')
  expect(await pdf(counter, `/api/dossiers/${code}/result`)).toBe(true)
})

test('a half-typed intake survives a reload and is recorded once', async () => {
  const counter = await signedIn(browser, province, 'counter')
  await counter.goto(`${province.url}/can-bo/tiep-nhan`)
  await counter.getByLabel('Quét mã QR').waitFor()
  await counter.keyboard.type(REGISTER_COPY.card)
  await counter.keyboard.press('Enter')
  await counter.reload()
  await counter.getByLabel('Họ và tên', { exact: true }).waitFor()
  expect(await counter.getByLabel('Họ và tên', { exact: true }).inputValue()).toBe('Nông Thị Mùi')
  // The answer to the first sending is lost on the line; the officer sends again.
  let sent = 0
  await counter.route('**/api/dossiers/received', async (route) => {
    sent += 1
    const answer = await route.fetch()
    if (sent === 1) await route.abort()
    else await route.fulfill({ response: answer })
  })
  const again = receive(counter, province, REGISTER_COPY)
  await counter.getByText('Không nối được máy chủ').waitFor()
  await counter.getByRole('button', { name: 'Tiếp nhận, cấp mã' }).click()
  const code = await again
  expect(sent).toBe(2)
  // Codes of one day and agency follow one another: the next one shows that only one was given.
  const next = await receive(counter, province, REGISTER_COPY)
  expect(Number(next.slice(-4)) - Number(code.slice(-4))).toBe(1)
})

async function pdf(page: Page, path: string): Promise<boolean> {
  const answer = await page.request.get(`${province.url}${path}`)
  return answer.ok() && (await answer.body()).subarray(0, 5).toString() === '%PDF-'
}
