import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { fillIntake, type Intake, signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

/** How many keys a simple dossier costs at the counter beyond the card; and a card that is torn. */
setStage()
const MOST_KEYS = 12
const CERTIFIED_COPY: Intake = {
  card: '008185000777||Hoàng Thị Sen|14021985|Nữ|Thôn Bản Ba, Xã Kiên Đài, Tỉnh Tuyên Quang|10062021',
  phone: '0912000777',
  words: 'chung thuc ban sao tu ban chinh',
  agency: 'H60.175',
  answers: { paperName: 'Căn cước', paperIssuer: 'vietnam', pages: '1', copies: '2', pledge: 'true' },
  papers: ['Bản chính giấy tờ, văn bản'],
}

const focusIs = (page: Page, place: string) =>
  page.waitForFunction((wanted) => document.activeElement?.matches(wanted), place)

test('a certified copy for somebody who came before costs at most twelve keys beyond the card', async () => {
  const page = await signedIn(browser, province, 'commune')
  await page.goto(`${province.url}/can-bo/tiep-nhan`)
  await fillIntake(page, CERTIFIED_COPY)
  await page.keyboard.press('Control+Enter')
  await page.locator('.given-code').waitFor()
  await page.getByRole('button', { name: 'Lưu làm mẫu nhanh' }).click()
  await page.getByRole('button', { name: 'Đã lưu mẫu nhanh' }).waitFor()
  await page.keyboard.press('n')

  // The scanner types the card and its Enter; from here on every key is counted, each of a chord too.
  await page.getByLabel('Quét mã QR').fill(CERTIFIED_COPY.card)
  await page.keyboard.press('Enter')
  let keys = 0
  const press = async (key: string) => {
    keys += key.split('+').length
    await page.keyboard.press(key)
  }
  await focusIs(page, '#procedure')
  expect(await page.getByLabel('Điện thoại', { exact: true }).inputValue()).toBe(CERTIFIED_COPY.phone)
  await page.getByText('mẫu nhanh của quầy').waitFor()
  await checkAccessibility(page, 'office-intake-usual')
  await press('Enter')
  await focusIs(page, '[name="answers.paperName"]')
  for (const letter of 'cccd') await press(letter)
  await press('Enter')
  await focusIs(page, '[name="answers.pledge"]')
  await press('Space')
  await press('Enter')
  await focusIs(page, '#all-papers')
  await press('Space')
  await focusIs(page, '[type="submit"]')
  await press('Enter')
  expect(await page.locator('.given-code').innerText()).toMatch(/^H60\.[\d.]+-\d{6}-\d{4}$/)
  console.log(`quick intake of 2.000815: ${keys} keys beyond the card`)
  expect(keys).toBeLessThanOrEqual(MOST_KEYS)
})

test('a torn card fills in what could be read and says what is missing', async () => {
  const page = await signedIn(browser, province, 'commune')
  await page.goto(`${province.url}/can-bo/tiep-nhan`)
  await page.getByLabel('Quét mã QR').fill(CERTIFIED_COPY.card.slice(0, 33))
  await page.keyboard.press('Enter')
  await page.getByText('thiếu ngày sinh, giới tính, nơi thường trú').waitFor()
  expect(await page.getByLabel('Họ và tên', { exact: true }).inputValue()).toBe('Hoàng Thị Sen')
  expect(await page.getByLabel('Số căn cước', { exact: true }).inputValue()).toBe('008185000777')
  await checkAccessibility(page, 'office-intake-torn')
})
