import { expect, test } from 'vitest'
import { VETERINARY_SHOP } from './applications.ts'
import { checkAccessibility } from './browser.ts'
import { move, open, receive, signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()
test('a head of unit gives two new dossiers to one specialist by keyboard, seeing the load', async () => {
  const counter = await signedIn(browser, province, 'counter')
  const codes: string[] = []
  for (let count = 0; count < 2; count += 1) {
    const code = await receive(counter, province, VETERINARY_SHOP)
    await open(counter, province, code)
    await move(counter, 'Chuyển đến cơ quan giải quyết')
    codes.push(code)
  }

  const specialist = await signedIn(browser, province, 'specialist')
  const name = await specialist.locator('.who strong').innerText()
  const head = await signedIn(browser, province, 'head')
  await head.goto(`${province.url}/can-bo/ho-so?queue=unassigned`)
  await head.getByRole('link', { name: codes[1]! }).waitFor()
  // Down the list with j, picking the two with x.
  const rows = await head.locator('a[data-row]').allInnerTexts()
  for (const row of rows) {
    await head.keyboard.press('j')
    if (codes.includes(row)) await head.keyboard.press('x')
  }
  await head.getByText('Đã chọn 2 hồ sơ').waitFor()
  const option = head.getByLabel('Phân công cho').locator('option', { hasText: name })
  await option.waitFor({ state: 'attached' })
  expect(await option.innerText()).toMatch(/đang giữ \d+/)
  await head.getByLabel('Phân công cho').selectOption((await option.getAttribute('value'))!)
  await checkAccessibility(head, 'office-assign')
  await head.getByRole('button', { name: 'Phân công', exact: true }).press('Enter')
  await head.getByText(`Đã phân công 2 hồ sơ cho ${name}.`).waitFor()
  for (const code of codes) expect(await head.getByRole('link', { name: code }).count()).toBe(0)

  await specialist.goto(`${province.url}/can-bo/ho-so?queue=mine`)
  for (const code of codes) await specialist.getByRole('link', { name: code }).waitFor()
  await checkAccessibility(specialist, 'office-mine')
  await specialist.keyboard.press('?')
  await specialist.getByRole('dialog', { name: 'Phím tắt' }).waitFor()
  await checkAccessibility(specialist, 'office-help')
})
