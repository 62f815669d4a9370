import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { designing, fromNothing, place, put, saved } from './designer.ts'
import { browser, province, setStage } from './stage.ts'

/** The designer's list of procedures, signed in once. */
let list: Page
setStage()
beforeAll(async () => {
  list = await designing(browser, province, 'designer')
}, 120_000)
test('what is typed while the line is lost is told, kept, and saved when it comes back', async () => {
  const page = await atTheList()
  const address = await fromNothing(page, '1.999002')
  await put(page, { 'title.vi': 'Đăng ký trồng cây' })
  await saved(page)
  await page.context().setOffline(true)
  await put(page, { 'title.vi': 'Đăng ký trồng cây xanh', 'whatYouGet.vi': 'Cây giống' })
  await page.getByText('Nội dung đang giữ trong trình duyệt này.').waitFor()
  await checkAccessibility(page, 'designer-offline')
  const context = page.context()
  await page.close()
  await context.setOffline(false)

  const again = await context.newPage()
  await again.goto(address)
  await again.getByText('Đã lấy lại nội dung lần trước chưa kịp lưu.').waitFor()
  expect(await place(again, 'title.vi').inputValue()).toBe('Đăng ký trồng cây xanh')
  await saved(again)
  await again.reload()
  await again.locator('.workbench').waitFor()
  expect(await place(again, 'whatYouGet.vi').inputValue()).toBe('Cây giống')
  expect(await again.getByText('Đã lấy lại nội dung').count()).toBe(0)
})

test('a save whose answer was lost is recognised as one’s own', async () => {
  const page = await atTheList()
  await fromNothing(page, '1.999003')
  let lost = 0
  await page.route('**/api/procedure-drafts/*', async (route) => {
    if (route.request().method() !== 'PUT' || lost > 0) return route.fallback()
    lost++
    await route.fetch()
    await route.abort()
  })
  await put(page, { 'title.vi': 'Đăng ký nuôi ong' })
  await page.getByText('Nội dung đang giữ trong trình duyệt này.').waitFor()
  // Other content now: the first save's key is spent, its version is taken, and yet nobody else was there.
  await put(page, { 'title.vi': 'Đăng ký nuôi ong lấy mật' })
  await saved(page)
  expect(lost).toBe(1)
  expect(await page.getByText('đã lưu một bản khác').count()).toBe(0)
})

test('two people in one draft: the second is told who, and chooses; neither content is lost unasked', async () => {
  const designer = await atTheList()
  const address = await fromNothing(designer, '1.999004')
  await put(designer, { 'title.vi': 'Đăng ký chợ phiên' })
  await saved(designer)
  const other = await designing(browser, province, 'administrator')
  await other.goto(address)
  await other.locator('.workbench').waitFor()

  await put(designer, { 'title.vi': 'Đăng ký bán hàng ở chợ phiên' })
  await saved(designer)
  await put(other, { 'whoMayAsk.vi': 'Hộ gia đình' })
  const told = other.getByRole('alert').filter({ hasText: 'đã lưu một bản khác' })
  await told.waitFor()
  expect(await told.innerText()).toContain(await nameOn(designer))
  await checkAccessibility(other, 'designer-conflict')
  await other.getByRole('button', { name: 'Giữ bản của tôi' }).click()
  await saved(other)

  await put(designer, { 'whatYouGet.vi': 'Chỗ bán hàng' })
  await designer.getByRole('button', { name: /^Lấy bản của/ }).click()
  await saved(designer)
  expect(await place(designer, 'title.vi').inputValue()).toBe('Đăng ký chợ phiên')
  expect(await place(designer, 'whoMayAsk.vi').inputValue()).toBe('Hộ gia đình')
  // What was given up can still be taken back.
  await designer.getByRole('button', { name: 'Lấy lại' }).click()
  expect(await place(designer, 'whatYouGet.vi').inputValue()).toBe('Chỗ bán hàng')
  await saved(designer)
})

test('a draft’s page is for officials only', async () => {
  const page = await atTheList()
  const address = await fromNothing(page, '1.999005')
  const preview = `${province.url}/xem-truoc/${address.split('/').at(-1)}`
  const seen = await page.request.get(preview)
  expect(seen.status()).toBe(200)
  expect(seen.headers()['x-frame-options']).toBe('SAMEORIGIN')
  const visitor = await fetch(preview)
  expect([401, 403]).toContain(visitor.status)
  expect(await visitor.text()).not.toContain('1.999005')
})

async function atTheList(): Promise<Page> {
  const page = await list.context().newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${province.url}/quan-tri/thu-tuc`)
  return page
}

const nameOn = (page: Page) => page.locator('.who-name strong').innerText()
