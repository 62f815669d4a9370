import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { REGISTER_COPY } from './applications.ts'
import { signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

/** A whole dossier from the card's QR to the result handed over, without a mouse: keys alone, and what has the focus. */
setStage()
const MOST_TABS = 60

/** What a screen reader would say of the focused element: its name, and the input's own name and value. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLInputElement | null
    if (!at || at === document.body) return ''
    const labels = [...(at.labels ?? [])].map((label) => label.textContent)
    return [at.getAttribute('aria-label'), ...labels, at.textContent, at.name, at.value]
      .filter(Boolean)
      .join(' ')
  })
}

/** Tab until what has the focus is called so; a focus nobody can see fails. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    const now = await focused(page)
    if (typeof name === 'string' ? now.includes(name) : name.test(now)) {
      const seen = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement!)
        return style.outlineStyle !== 'none' || style.boxShadow !== 'none'
      })
      expect(seen, `the focus on ${name} can be seen`).toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`${name} was not reached by ${MOST_TABS} tabs; the focus is on “${await focused(page)}”`)
}

/** Opens a dossier of the list by moving the mark down to it. */
async function openFromList(page: Page, code: string): Promise<void> {
  await tabTo(page, /^Tất cả/)
  await page.keyboard.press('Enter')
  await page.waitForURL(/queue=all/)
  await page.waitForSelector('main[aria-busy="false"] .worklist')
  await page.keyboard.press('/')
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  // Until the search has answered, the whole list still stands there.
  await expect.poll(() => page.locator('.worklist tbody tr').count(), { timeout: 15_000 }).toBe(1)
  await page.getByRole('link', { name: code }).waitFor()
  await tabTo(page, new RegExp(`^${code}`))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: code }).waitFor()
}

/** The arrow's own digit opens it; Ctrl+Enter takes it. */
async function take(page: Page, arrow: string, type = async () => {}): Promise<void> {
  const button = page.getByRole('button', { name: arrow, expanded: false })
  const digit = (await button.innerText()).trim().slice(0, 1)
  await page.keyboard.press(digit)
  await type()
  await page.keyboard.press('Control+Enter')
  await page.getByText(`Đã ghi “${arrow}”`).waitFor()
}

test('an officer takes in, decides and hands over a dossier by keyboard alone', async () => {
  const counter = await signedIn(browser, province, 'counter')
  await tabTo(counter, /^Tiếp nhận/)
  await counter.keyboard.press('Enter')
  await counter.getByLabel('Quét mã QR').waitFor()
  await tabTo(counter, 'Quét mã QR')
  await counter.keyboard.type(REGISTER_COPY.card)
  await counter.keyboard.press('Enter')
  await counter.keyboard.type(REGISTER_COPY.phone)
  await tabTo(counter, 'Tìm thủ tục')
  await counter.keyboard.type(REGISTER_COPY.words)
  await counter.getByRole('listbox').getByRole('option').first().waitFor()
  await counter.keyboard.press('Enter')
  // The desk's own agency decides this one, so it stands there already.
  await counter.getByLabel('Cơ quan có thẩm quyền').waitFor()
  expect(await counter.getByLabel('Cơ quan có thẩm quyền').inputValue()).toBe(REGISTER_COPY.agency)
  for (const [key, value] of Object.entries(REGISTER_COPY.answers)) {
    const input = counter.locator(`[name="answers.${key}"]`).first()
    const kind = await input.getAttribute('type')
    await tabTo(counter, `answers.${key}`)
    if (kind === 'radio') await choose(counter, key, value)
    else if (kind === 'checkbox') await counter.keyboard.press('Space')
    else {
      await counter.keyboard.press('Control+a')
      await counter.keyboard.type(value)
    }
  }
  await counter.keyboard.press('Control+Enter')
  const code = (await counter.locator('.given-code').innerText()).trim()
  await tabTo(counter, 'Mở hồ sơ')
  await counter.keyboard.press('Enter')
  await counter.getByRole('heading', { name: code }).waitFor()
  await take(counter, 'Chuyển cho người làm kết quả')

  const specialist = await signedIn(browser, province, 'specialist')
  await openFromList(specialist, code)
  await take(specialist, 'Đề xuất giải quyết', async () => {
    await tabTo(specialist, 'Đoạn 1')
    await specialist.keyboard.press('Control+a')
    await specialist.keyboard.type('Cấp hai bản sao từ sổ gốc.')
  })

  const leader = await signedIn(browser, province, 'leader')
  await openFromList(leader, code)
  await take(leader, 'Ký kết quả')

  await openFromList(counter, code)
  await take(counter, 'Trả kết quả')
  expect(await counter.locator('.dossier-head .facts').innerText()).toContain('Đã trả kết quả')
})

/** Of a group of radios the arrows choose, once it has the focus. */
async function choose(page: Page, key: string, value: string): Promise<void> {
  await page.keyboard.press('Space')
  for (let presses = 0; presses < 12; presses += 1) {
    const chosen = await page.locator(`[name="answers.${key}"]:checked`).getAttribute('value')
    if (chosen === value) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`no arrow chose ${value} of ${key}`)
}
