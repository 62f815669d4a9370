import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { VETERINARY_SHOP } from './applications.ts'
import { checkAccessibility } from './browser.ts'
import { move, open, receive, signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()
test('a specialist marks the very field and paper, the leader signs, the desk sends and takes the answer', async () => {
  const counter = await signedIn(browser, province, 'counter')
  const code = await receive(counter, province, VETERINARY_SHOP)
  await open(counter, province, code)
  await move(counter, 'Chuyển đến cơ quan giải quyết')

  const specialist = await signedIn(browser, province, 'specialist')
  const head = await signedIn(browser, province, 'head')
  await open(head, province, code)
  await move(head, 'Phân công chuyên viên', async () => pick(head, await nameOf(specialist)))

  await open(specialist, province, code)
  await move(specialist, 'Soạn yêu cầu bổ sung hồ sơ', async () => {
    await mark(specialist, 'Địa chỉ cơ sở', 'Ghi đủ thôn, xã, tỉnh')
    await mark(specialist, 'Chứng chỉ hành nghề thú y', 'Bản sao bị mờ, nộp bản rõ hơn')
    await checkAccessibility(specialist, 'office-marking')
  })

  const leader = await signedIn(browser, province, 'leader')
  await open(leader, province, code)
  await leader.getByText('Đang yêu cầu sửa: Ghi đủ thôn, xã, tỉnh').waitFor()
  await move(leader, 'Ký yêu cầu bổ sung')

  await open(counter, province, code)
  await move(counter, 'Gửi yêu cầu bổ sung cho người nộp')
  expect(await counter.locator('.clock').innerText()).toContain('Tạm dừng')
  await checkAccessibility(counter, 'office-waiting-correction')

  await move(counter, 'Nộp phần bổ sung', async () => {
    await counter
      .locator('[name="answers.shopAddress"]')
      .fill('Thôn Nà Tông, xã Thượng Lâm, tỉnh Tuyên Quang')
    await counter.getByRole('checkbox', { name: 'Đã nhận: Chứng chỉ hành nghề thú y' }).check()
    await checkAccessibility(counter, 'office-correction-answered')
  })

  await open(specialist, province, code)
  await specialist.getByText('Thôn Nà Tông, xã Thượng Lâm, tỉnh Tuyên Quang').first().waitFor()
  await specialist.getByText('Yêu cầu lần thứ hai bị chặn').waitFor()
  expect(await specialist.getByRole('button', { name: 'Soạn yêu cầu bổ sung hồ sơ' }).count()).toBe(0)
  await checkAccessibility(specialist, 'office-second-correction-blocked')

  await open(head, province, code)
  await move(head, 'Soạn yêu cầu bổ sung hồ sơ', async () => {
    await mark(head, 'Địa chỉ cơ sở', 'Ghi thêm số nhà')
    await head.getByLabel('Lý do cho phép lần thứ hai').fill('Địa chỉ mới bổ sung không khớp giấy chứng nhận')
    await checkAccessibility(head, 'office-second-correction-allowed')
  })
})

test('of two who move the same dossier, the second is told who was first and keeps what was typed', async () => {
  const counter = await signedIn(browser, province, 'counter')
  const code = await receive(counter, province, VETERINARY_SHOP)
  const other = await signedIn(browser, province, 'counter')
  await open(other, province, code)
  await other.getByRole('button', { name: 'Rút hồ sơ' }).click()
  await other.getByLabel('Ghi chú').fill('Người nộp xin rút tại quầy')

  await open(counter, province, code)
  await move(counter, 'Chuyển đến cơ quan giải quyết')
  await other.keyboard.press('Control+Enter')
  await other.getByText(`${await nameOf(counter)} đã “Chuyển đến cơ quan giải quyết”`).waitFor()
  await other.locator('.dossier-head').getByText('Chờ phân công').waitFor()
  expect(await other.getByLabel('Ghi chú').inputValue()).toBe('Người nộp xin rút tại quầy')
  await checkAccessibility(other, 'office-conflict')
})

const nameOf = (page: Page): Promise<string> => page.locator('.who strong').innerText()

async function pick(page: Page, person: string): Promise<void> {
  const option = page.getByLabel('Người xử lý').locator('option', { hasText: person })
  await option.waitFor({ state: 'attached' })
  await page.getByLabel('Người xử lý').selectOption((await option.getAttribute('value'))!)
}

async function mark(page: Page, name: string, note: string): Promise<void> {
  const button = page.getByRole('button', { name: `Đánh dấu cần sửa: ${name}` })
  await button.focus()
  await page.keyboard.press('Enter')
  // Marking opens the note under the field and puts the focus there.
  await page.getByLabel(`Cần sửa gì ở “${name}”`).waitFor()
  await page.keyboard.type(note)
}
