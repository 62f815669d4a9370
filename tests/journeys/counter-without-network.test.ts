import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { REGISTER_COPY } from './applications.ts'
import { checkAccessibility, openPersistent } from './browser.ts'
import { fillIntake, signInAt } from './officer.ts'
import { province, setStage } from './stage.ts'

/** A counter whose line is cut takes 20 people in, loses its tab, and gets 20 codes when the line is back. */
setStage()
const TAKEN = 20
const PIN = '480261'
const profile = mkdtempSync(join(tmpdir(), 'tan-trao-counter-'))
let context: BrowserContext | undefined
afterAll(async () => {
  await context?.close()
  rmSync(profile, { recursive: true, force: true })
})

/** The next one on the same device. */
async function counter(): Promise<Page> {
  context = await openPersistent(profile)
  return context.pages()[0] ?? context.newPage()
}

const intakeOf = (at: number) => ({
  ...REGISTER_COPY,
  card: REGISTER_COPY.card.replace('000321', String(321 + at).padStart(6, '0')),
})

async function takeIn(page: Page, at: number): Promise<string> {
  await fillIntake(page, intakeOf(at))
  await page.keyboard.press('Control+Enter')
  return (await page.locator('.given-code.local').innerText()).trim()
}

/** By its key, which the page hears a moment after it shows the number. */
async function next(page: Page): Promise<void> {
  const card = page.getByLabel('Quét mã QR')
  const there = async () => {
    if ((await card.count()) === 0) await page.keyboard.press('n')
    return card.count()
  }
  await expect.poll(there, { timeout: 10_000, interval: 200 }).toBe(1)
}

test('twenty dossiers taken in without a line survive a killed tab and get one code each', async () => {
  let page = await counter()
  await signInAt(page, province, 'counter', '/can-bo/tiep-nhan')
  await page.getByRole('button', { name: 'Đặt mã PIN ngoại tuyến' }).click()
  await checkAccessibility(page, 'office-offline-pin')
  await page.getByLabel('Mã PIN mới').fill('123456')
  await page.keyboard.press('Enter')
  await page.getByText('Mã PIN này dễ đoán').waitFor()
  await page.getByLabel('Mã PIN mới').fill(PIN)
  await page.keyboard.press('Enter')
  await page.getByText(/Sẵn sàng khi mất mạng: \d+ thủ tục/).waitFor()
  // The worker that opens the page without a line has everything before the line goes.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

  await context!.setOffline(true)
  await page.getByText('Mất mạng.').waitFor()
  const numbers: string[] = []
  const half = TAKEN / 2
  for (let at = 0; at < half; at += 1) {
    numbers.push(await takeIn(page, at))
    await next(page)
  }
  expect(await page.evaluate(plainOnDisk)).not.toMatch(/Nông Thị Mùi|008199000321/)
  await context!.close()

  page = await counter()
  await context!.setOffline(true)
  const shell = await page.goto(`${province.url}/can-bo/tiep-nhan`)
  expect(shell?.fromServiceWorker()).toBe(true)
  await page.getByRole('heading', { name: 'Mở khóa quầy' }).waitFor()
  await checkAccessibility(page, 'office-offline-unlock')
  await page.keyboard.type('999999')
  await page.keyboard.press('Enter')
  await page.getByText('Mã PIN chưa đúng. Còn 9 lần thử').waitFor()
  await page.keyboard.type(PIN)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.waiting tbody tr').count()).toBe(half)
  for (let at = half; at < TAKEN; at += 1) {
    numbers.push(await takeIn(page, at))
    await next(page)
  }
  await checkAccessibility(page, 'office-offline-waiting')
  expect(new Set(numbers).size).toBe(TAKEN)
  expect(numbers.at(-1)).toMatch(/^TẠM-[A-Z2-9]{6}-020$/)

  // The line is back; the answer to one sending is lost on it.
  let sent = 0
  await page.route('**/api/dossiers/received', async (route) => {
    sent += 1
    const answer = await route.fetch()
    if (sent === 3) await route.abort()
    else await route.fulfill({ response: answer })
  })
  await context!.setOffline(false)
  const codes = page.locator('.waiting .code')
  await expect.poll(() => codes.count(), { timeout: 60_000 }).toBe(TAKEN)
  expect(sent).toBe(TAKEN + 1)
  const given = await codes.allInnerTexts()
  expect(new Set(given).size).toBe(TAKEN)
  // Codes of one day and desk follow one another: without a gap none was counted twice.
  const order = given.map((code) => Number(code.slice(-4))).sort((a, b) => a - b)
  expect(order.at(-1)! - order[0]!).toBe(TAKEN - 1)
  const receipt = await page.request.get(`${province.url}/api/dossiers/${given[0]}/receipt`)
  expect((await receipt.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await checkAccessibility(page, 'office-offline-coded')
  await page
    .getByRole('button', { name: /^Đã xong/ })
    .first()
    .click()
  await expect.poll(() => codes.count()).toBe(TAKEN - 1)
})

test('on a line of 400 kbit/s and 400 ms the intake opens and a dossier gets its code', async () => {
  const page = context!.pages()[0]!
  const wire = await context!.newCDPSession(page)
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 400_000 / 8,
    uploadThroughput: 400_000 / 8,
  })
  const began = Date.now()
  await page.goto(`${province.url}/can-bo/tiep-nhan`)
  await page.getByLabel('Quét mã QR').waitFor()
  const opened = Date.now()
  await fillIntake(page, intakeOf(TAKEN))
  const filled = Date.now()
  await page.keyboard.press('Control+Enter')
  expect(await page.locator('.given-code').innerText()).toMatch(/^H60\.21-\d{6}-\d{4}$/)
  console.log(
    `400 kbit/s, 400 ms: opened in ${opened - began} ms, filled in ${filled - opened} ms, code after ${Date.now() - filled} ms`,
  )
})

/** Runs in the page: all that rests on the device, as text. */
async function plainOnDisk(): Promise<string> {
  const open = indexedDB.open('tan-trao-quay')
  const db = await new Promise<IDBDatabase>((resolve) => {
    open.onsuccess = () => resolve(open.result)
  })
  const decode = (value: unknown): string =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? new TextDecoder().decode(value as ArrayBuffer)
      : value && typeof value === 'object'
        ? Object.entries(value)
            .map(([key, each]) => `${key}=${decode(each)}`)
            .join('\n')
        : String(value)
  const texts: string[] = []
  for (const store of ['entries', 'files', 'holders', 'device']) {
    const all = db.transaction(store).objectStore(store).getAll()
    await new Promise((resolve) => {
      all.onsuccess = resolve
    })
    texts.push(decode(all.result))
  }
  return texts.join('\n')
}
