import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sheet } from '../scans/rendered-pages.ts'
import { VETERINARY_SHOP } from './applications.ts'
import { checkAccessibility } from './browser.ts'
import { open, receive, signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()

const LICENCE = 'Chứng chỉ hành nghề thú y'
/** The fictitious man of the card, on a paper that lies askew under the desk's camera. */
const WRITTEN = [
  'CHI CỤC CHĂN NUÔI VÀ THÚ Y',
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  '',
  'CHỨNG CHỈ HÀNH NGHỀ THÚ Y',
  'Số: 0042/2024/CCHN',
  'Họ và tên: BÀN VĂN KHIÊM',
  'Ngày sinh: 12/03/1992',
  'Số định danh cá nhân: 008092000456',
  'Cơ quan cấp: Chi cục Chăn nuôi và Thú y',
  'Ngày cấp: 15/01/2024',
  'Có giá trị đến: 15/01/2034',
]

test('a counter officer photographs a paper once; the next time it is found and used again', async () => {
  const photo = join(tmpdir(), `chung-chi-${process.pid}.jpg`)
  writeFileSync(photo, await sheet({ lines: WRITTEN, turned: 3, onTable: true }))
  const counter = await signedIn(browser, province, 'counter')

  const first = await intakeWith(counter, async () => {
    await counter.getByLabel(`Trang quét của ${LICENCE}`).setInputFiles(photo)
    const read = counter.locator('.scan-fields')
    await read.getByLabel('Số, ký hiệu').waitFor({ timeout: 120_000 })
    expect(await read.getByLabel('Họ và tên').inputValue()).toBe('BÀN VĂN KHIÊM')
    expect(await read.getByLabel('Số, ký hiệu').inputValue()).toBe('0042/2024/CCHN')
    expect(await read.getByLabel('Có giá trị đến').inputValue()).toBe('15/01/2034')
    expect(await read.innerText()).toMatch(/đọc rõ, \d+ %/)
    await checkAccessibility(counter, 'office-scan-review')
    await counter.getByRole('button', { name: 'Xác nhận, đưa vào kho của người dân' }).click()
    await counter.getByText('Đã số hóa', { exact: true }).waitFor()
  })
  await open(counter, province, first)
  await counter.getByText('Đã số hóa từ bản giấy').waitFor()

  const second = await intakeWith(counter, async () => {
    await counter.getByRole('button', { name: 'Tìm giấy đã số hóa' }).click()
    await counter.getByText('số 0042/2024/CCHN').waitFor()
    await checkAccessibility(counter, 'office-scan-stored')
    await counter.getByRole('button', { name: `Dùng lại giấy đã số hóa ${LICENCE}` }).click()
  })
  await open(counter, province, second)
  await counter.getByText('Dùng lại giấy đã số hóa trong kho của người nộp').waitFor()

  await counter.goto(`${province.url}/can-bo/so-hoa`)
  await counter.getByRole('cell', { name: 'Đã vào kho' }).waitFor()
  await checkAccessibility(counter, 'office-scan-list')
})

/** Takes the shop's request in, with its licence digitised or reused on the way. */
async function intakeWith(counter: Page, digitise: () => Promise<void>): Promise<string> {
  return receive(counter, province, VETERINARY_SHOP, async () => {
    await counter.getByRole('button', { name: `Số hóa hoặc dùng lại ${LICENCE}` }).click()
    await digitise()
  })
}
