import type { Browser, Page } from 'playwright-core'
import type { Province } from './province.ts'

/** What officers do on their screens, said once for every journey. */
export async function signedIn(
  browser: Browser,
  province: Province,
  who: keyof Province['accounts'],
): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signInAt(page, province, who, '/can-bo/')
  await page.waitForSelector('.worklist')
  return page
}

/** Asks for an address of the office and signs in on the way there. */
export async function signInAt(
  page: Page,
  province: Province,
  who: keyof Province['accounts'],
  path: string,
): Promise<void> {
  await page.goto(`${province.url}${path}`)
  await signIn(page, province, who)
}

/** The user name has the focus; the rest is typed. */
export async function signIn(page: Page, province: Province, who: keyof Province['accounts']): Promise<void> {
  const { userName, password } = province.accounts[who]
  // The browser gives it the focus a moment after the page is there.
  await page.waitForFunction(
    () => (document.activeElement as HTMLInputElement | null)?.autocomplete === 'username',
  )
  await page.keyboard.type(userName)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
}

export type Intake = {
  /** As the scanner types it from the identity card. */
  card: string
  phone: string
  /** What the officer types to find the procedure. */
  words: string
  /** Who decides it. */
  agency: string
  /** Answers by key. A radio or box is chosen by its value. */
  answers: Record<string, string>
  /** Names of the papers taken in hand. */
  papers: string[]
}

/** Takes a dossier in at the counter and gives its code; `before` is what is done besides before it is sent. */
export async function receive(
  page: Page,
  province: Province,
  intake: Intake,
  before: () => Promise<void> = async () => {},
): Promise<string> {
  await page.goto(`${province.url}/can-bo/tiep-nhan`)
  await fillIntake(page, intake)
  await before()
  await page.keyboard.press('Control+Enter')
  return (await page.locator('.given-code').innerText()).trim()
}

/** Fills the counter's page in, up to where it can be given a code. */
export async function fillIntake(page: Page, intake: Intake): Promise<void> {
  await page.getByLabel('Quét mã QR').waitFor()
  await page.getByLabel('Quét mã QR').fill(intake.card)
  await page.keyboard.press('Enter')
  // Whoever came to this desk before has their telephone filled in.
  await page.getByLabel('Điện thoại', { exact: true }).fill(intake.phone)
  await page.getByRole('combobox', { name: 'Tìm thủ tục' }).focus()
  await page.keyboard.type(intake.words)
  await page.getByRole('listbox').getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.getByLabel('Cơ quan có thẩm quyền').selectOption(intake.agency)
  for (const [key, value] of Object.entries(intake.answers)) await answer(page, key, value)
  for (const paper of intake.papers) await page.getByRole('checkbox', { name: paper }).check()
  await page.getByText('Nếu tiếp nhận bây giờ').waitFor()
}

async function answer(page: Page, key: string, value: string): Promise<void> {
  const inputs = page.locator(`[name="answers.${key}"]`)
  const kind = await inputs.first().getAttribute('type')
  if (kind === 'radio' || kind === 'checkbox')
    await page.locator(`[name="answers.${key}"][value="${value}"]`).check()
  else await inputs.fill(value)
}

export async function open(page: Page, province: Province, code: string): Promise<void> {
  await page.goto(`${province.url}/can-bo/ho-so/${code}`)
  await page.getByRole('heading', { name: code }).waitFor()
}

/** Takes one arrow: chosen by its name, given what it needs, done with Ctrl+Enter; waits until it is written down. */
export async function move(
  page: Page,
  arrow: string,
  give: () => Promise<void> = async () => {},
): Promise<void> {
  await page.getByRole('button', { name: arrow, expanded: false }).click()
  await give()
  // From wherever the focus is: what is marked lies outside the move's own form.
  await page.keyboard.press('Control+Enter')
  await page.getByText(`Đã ghi “${arrow}”`).waitFor()
}
