import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { signIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()
test('the centre’s director reads the wall, opens a figure to an agency and from there to its dossiers', async () => {
  const page = await browser.newPage({ locale: 'vi-VN', viewport: { width: 1920, height: 1080 } })
  await page.goto(`${province.url}/dieu-hanh/?ky=year`)
  await page.locator('.tile').first().waitFor()
  expect(await page.locator('.tile').count()).toBe(8)
  await page.getByText(/Tính đến \d\d:\d\d/).waitFor()
  await checkAccessibility(page, 'wall')

  await page.getByRole('button', { name: /^Đã tiếp nhận/ }).press('Enter')
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  await checkAccessibility(page, 'wall-opened')
  const number = dialog.getByRole('link').first()
  const told = Number((await number.innerText()).replaceAll('.', ''))
  expect(told).toBeGreaterThan(0)
  await number.click()

  // Nobody is signed in yet: sign-in comes first and leads back to the very list.
  await signIn(page, province, 'director')
  await page.locator('.worklist').waitFor()
  expect(new URL(page.url()).searchParams.get('receivedFrom')).toMatch(/-01-01$/)
  while (await page.getByRole('button', { name: 'Xem thêm' }).count()) {
    const before = await page.locator('a[data-row]').count()
    await page.getByRole('button', { name: 'Xem thêm' }).click()
    await page.waitForFunction((n) => document.querySelectorAll('a[data-row]').length > n, before)
  }
  expect(await page.locator('a[data-row]').count()).toBe(told)
  await checkAccessibility(page, 'office-list-opened')

  await page.getByRole('link', { name: 'Báo cáo' }).click()
  await page.getByRole('link', { name: 'Năm nay' }).click()
  await page.getByText('Tỷ lệ quá hạn: làm tròn thường').waitFor()
  await checkAccessibility(page, 'office-report')
  const csv = await page.request.get(
    `${province.url}${await page.getByRole('link', { name: 'CSV' }).getAttribute('href')}`,
  )
  expect(await csv.text()).toContain('Tiếp nhận')
})
