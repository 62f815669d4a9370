import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { signedIn } from './officer.ts'
import { openPhone } from './phone.ts'
import { browser, province, setStage } from './stage.ts'

setStage()
const CARD = '008199000321||Nông Thị Mùi|05091999|Nữ|Thôn Nà Tông, Thượng Lâm, Lâm Bình, Tuyên Quang|10012023'
/** The product's own clock is the wall's. */
const localDay = (ahead: number) =>
  new Date(Date.now() + 7 * 3_600_000 + ahead * 86_400_000).toISOString().slice(0, 10)
const PASSWORD = 'một câu dài của chị Mùi'

test('a counter opens an account by the identity card, its owner sets the password, and represents a child', async () => {
  const page = await signedIn(browser, province, 'counter')
  await page.getByRole('link', { name: 'Người dân', exact: true }).click()
  await page.getByRole('heading', { name: 'Lập tài khoản' }).waitFor()
  await page.getByLabel('Quét mã QR trên thẻ căn cước').fill(CARD)
  await page.keyboard.press('Enter')
  expect(await page.getByLabel('Họ và tên như trên thẻ').inputValue()).toBe('Nông Thị Mùi')
  expect(await page.getByLabel('Ngày sinh', { exact: false }).inputValue()).toBe('1999-09-05')
  await page.getByRole('button', { name: 'Lập tài khoản' }).click()
  const link = (await page.getByText(/\/kich-hoat\?ma=/).textContent()) ?? ''
  await checkAccessibility(page, 'citizens')

  const { context, page: phone } = await openPhone()
  await phone.goto(link.trim())
  for (const field of await phone.locator('input[type=password]').all()) await field.fill(PASSWORD)
  await phone.locator('main form button, main form input[type=submit]').first().click()
  await phone.waitForLoadState()
  expect(await phone.locator('main').textContent()).toMatch(/đăng nhập/i)
  await context.close()

  // The same card again: the officer is told that there is an account, and what can be done.
  await page.getByLabel('Quét mã QR trên thẻ căn cước').fill(CARD)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Lập tài khoản' }).click()
  await page.getByLabel('Số này đã có tài khoản').selectOption('renew')
  await page.getByRole('button', { name: 'Lập tài khoản' }).click()
  await page.getByText('Đã cấp lại đường dẫn').waitFor()

  await page.getByLabel('Số định danh của người đại diện').fill('008199000321')
  await page.getByLabel('Tên người, tổ chức được đại diện').fill('Nông Văn Bé')
  await page.getByLabel('Từ ngày').fill('2022-01-01')
  await page.getByLabel('Đến hết ngày').fill(localDay(90))
  await page.getByRole('button', { name: 'Ghi nhận' }).click()
  await page.getByText('Ngày bắt đầu từ hôm nay trở đi.').first().waitFor()
  await page.getByLabel('Từ ngày').fill(localDay(0))
  await page.getByRole('button', { name: 'Ghi nhận' }).click()
  await page.getByText('Nông Thị Mùi đại diện cho Nông Văn Bé').waitFor()
  await context.close()
})
