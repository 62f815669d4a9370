import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { REGISTER_COPY } from './applications.ts'
import { checkAccessibility } from './browser.ts'
import { move, open, receive, signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()
const nameOf = (page: Page) => page.locator('.who strong').innerText()

/** Received and proposed: it waits for the director's signature. */
async function toSign(counter: Page, specialist: Page): Promise<string> {
  const code = await receive(counter, province, REGISTER_COPY)
  await open(counter, province, code)
  await move(counter, 'Chuyển cho người làm kết quả')
  await open(specialist, province, code)
  await move(specialist, 'Đề xuất giải quyết', () =>
    specialist.getByLabel('Đoạn 1', { exact: true }).fill('Cấp hai bản sao từ sổ gốc.'),
  )
  return code
}

test('a director away for a week lets a head of unit sign, and takes it back', async () => {
  const counter = await signedIn(browser, province, 'counter')
  const specialist = await signedIn(browser, province, 'specialist')
  const first = await toSign(counter, specialist)
  const second = await toSign(counter, specialist)

  const deputy = await signedIn(browser, province, 'head')
  const deputyName = await nameOf(deputy)
  await open(deputy, province, first)
  expect(await deputy.getByRole('button', { name: 'Ký kết quả' }).count()).toBe(0)

  // The director lends the seat: first without a reason, and nothing typed is lost.
  const director = await signedIn(browser, province, 'leader')
  const directorName = await nameOf(director)
  await director.getByRole('link', { name: 'Ủy quyền' }).click()
  const form = director.locator('form.delegation-form')
  const option = form.locator('option', { hasText: deputyName })
  await option.waitFor({ state: 'attached' })
  await form.getByLabel('Người được ủy quyền').selectOption((await option.getAttribute('value'))!)
  await form.getByRole('button', { name: 'Ủy quyền' }).click()
  await form.getByText('Ghi lý do ủy quyền, ít nhất 5 ký tự.').waitFor()
  await checkAccessibility(director, 'office-delegate')
  await form.getByLabel('Lý do').fill('Đi công tác một tuần')
  await form.getByRole('button', { name: 'Ủy quyền' }).click()
  await director.getByText(`Đã ủy quyền cho ${deputyName}`).waitFor()
  await checkAccessibility(director, 'office-delegated')

  // The deputy chooses to act for them: the page says so all the time, and the signature too.
  await deputy.goto(`${province.url}/can-bo/uy-quyen`)
  await deputy.getByRole('button', { name: `Làm thay ${directorName}` }).click()
  await deputy.getByText('Bạn đang làm thay').waitFor()
  await checkAccessibility(deputy, 'office-acting-for')
  // The long name of a seat must not push a small screen sideways.
  await deputy.setViewportSize({ width: 390, height: 844 })
  expect(await deputy.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await deputy.setViewportSize({ width: 1440, height: 900 })
  await open(deputy, province, first)
  await move(deputy, 'Ký kết quả')
  const line = deputy.locator('.history li', { hasText: 'Ký kết quả' })
  await line.getByText(`ký thay ${directorName}`).waitFor()
  expect(await line.innerText()).toContain(deputyName)
  await checkAccessibility(deputy, 'office-signed-for')

  // From their own seat they may not; from the other only as long as it is lent.
  await deputy.getByLabel('Chức vụ đang làm việc').selectOption({ index: 0 })
  await deputy.getByText('Bạn đang làm thay').waitFor({ state: 'detached' })
  await open(deputy, province, second)
  expect(await deputy.getByRole('button', { name: 'Ký kết quả' }).count()).toBe(0)
  await deputy.getByLabel('Chức vụ đang làm việc').selectOption({ index: 1 })
  await deputy.getByText('Bạn đang làm thay').waitFor()
  await open(deputy, province, second)
  await deputy.getByRole('button', { name: 'Ký kết quả' }).waitFor()

  await director.getByRole('button', { name: `Thu hồi ủy quyền cho ${deputyName}` }).click()
  await director.getByText(`Đã thu hồi ủy quyền cho ${deputyName}.`).waitFor()
  await deputy.getByRole('button', { name: 'Ký kết quả' }).click()
  await deputy.keyboard.press('Control+Enter')
  await deputy.getByText('không thuộc phần việc của bạn').first().waitFor()
  await open(deputy, province, second)
  expect(await deputy.getByText('Bạn đang làm thay').count()).toBe(0)
  expect(await deputy.getByRole('button', { name: 'Ký kết quả' }).count()).toBe(0)

  // What was signed while it was lent stays, with both names.
  await open(director, province, first)
  await director
    .locator('.history li', { hasText: 'Ký kết quả' })
    .getByText(`ký thay ${directorName}`)
    .waitFor()
})

test('in an emergency a head opens a dossier from outside, and its own head reads who and why', async () => {
  const reason = 'Cứu hộ lũ quét, cần địa chỉ người nộp ngay'
  const code = await receive(await signedIn(browser, province, 'counter'), province, REGISTER_COPY)
  const outsider = await signedIn(browser, province, 'communeHead')
  await outsider.goto(`${province.url}/can-bo/ho-so/${code}`)
  await outsider.getByText(`Không có hồ sơ mã ${code} trong phạm vi của bạn`).waitFor()
  await outsider.goto(`${province.url}/can-bo/mo-khan-cap`)
  await outsider.getByLabel('Mã hồ sơ').fill(code)
  await outsider.getByRole('button', { name: 'Mở hồ sơ và báo' }).click()
  await outsider.getByText('Ghi lý do phải mở ngay, ít nhất 15 ký tự').waitFor()
  await checkAccessibility(outsider, 'office-break-glass')
  await outsider.getByLabel('Lý do phải mở ngay').fill(reason)
  await outsider.getByRole('button', { name: 'Mở hồ sơ và báo' }).click()
  await outsider.getByRole('heading', { name: code }).waitFor()

  const head = await signedIn(browser, province, 'head')
  await head.getByRole('link', { name: 'Mở khẩn cấp' }).click()
  await head.getByText(reason).waitFor()
  await checkAccessibility(head, 'office-openings')
})
