import type { Browser, Page } from 'playwright-core'
import { checkAccessibility } from './browser.ts'
import { signIn } from './officer.ts'
import type { Province } from './province.ts'

/** What designers do on the workbench, said once. A place is the input's own: `states.0.name.vi`. */
export async function designing(
  browser: Browser,
  province: Province,
  who: keyof Province['accounts'],
): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${province.url}/quan-tri/`)
  await signIn(page, province, who)
  await page.getByRole('heading', { name: 'Thủ tục và bản thảo' }).waitFor()
  return page
}

/** A new draft from nothing; answers its address. */
export async function fromNothing(page: Page, code: string): Promise<string> {
  await page.locator('summary', { hasText: 'Bắt đầu bản thảo' }).click()
  await page.getByRole('textbox', { name: 'Mã thủ tục' }).fill(code)
  await page.getByRole('button', { name: 'Tạo bản thảo', exact: true }).click()
  await page.locator('.workbench').waitFor()
  return page.url()
}

export const place = (page: Page, path: string) => page.locator(`[id="${path}"]`)

/** Types or chooses at places, in the order given; a list of names ticks them in the group of that place. */
export async function put(page: Page, values: Record<string, string | string[]>): Promise<void> {
  for (const [path, value] of Object.entries(values)) {
    const input = place(page, path)
    if (Array.isArray(value)) {
      const group = page.locator('fieldset', { has: input })
      for (const name of value) await group.getByRole('checkbox', { name, exact: true }).check()
    } else if ((await input.evaluate((element) => element.tagName)) === 'SELECT')
      await input.selectOption({ label: value })
    else await input.fill(value)
  }
}

/** Another section of the workbench, looked at by axe once it stands. */
export async function section(page: Page, name: string): Promise<void> {
  const list = page.getByRole('navigation', { name: 'Các phần của bản thảo' })
  await list.getByRole('link', { name: new RegExp(`^${name}`) }).click()
  await page.locator('.bench-section h2').first().waitFor()
}

/** From the top: the line that stays in sight would cover half a box somewhere below it. */
export async function look(page: Page, name: string): Promise<void> {
  await saved(page)
  await page.evaluate(() => scrollTo(0, 0))
  await checkAccessibility(page, `designer-${name}`)
}

/** Waits until the server has all that was typed. */
export async function saved(page: Page): Promise<void> {
  await page.locator('.save-line').getByText('Đã lưu', { exact: true }).waitFor()
}

/** One more field at the end of a page, of a kind by its name. */
export async function addField(page: Page, at: number, kind: string, label: string): Promise<void> {
  const editor = page.locator('.page-editor').nth(at)
  await editor.getByRole('combobox', { name: 'Kiểu của mục mới' }).selectOption({ label: kind })
  await editor.getByRole('button', { name: 'Thêm mục', exact: true }).click()
  await editor.locator('.row-edit').getByLabel('Câu hỏi', { exact: true }).fill(label)
}

/** Picks the first row of a condition: which field, and which answer. */
export async function when(page: Page, path: string, choice: string, field: string, answer: string) {
  const condition = page.locator('.condition', { has: place(page, path) })
  await place(page, path).selectOption({ label: choice })
  await condition.getByLabel('Mục của điều kiện 1').selectOption({ label: field })
  await condition.getByLabel('Giá trị của điều kiện 1').selectOption({ label: answer })
  return condition.getByLabel('Biểu thức FEEL')
}

/** What the citizen's page beside the workbench shows. */
export const beside = (page: Page) => page.frameLocator('.preview iframe')
