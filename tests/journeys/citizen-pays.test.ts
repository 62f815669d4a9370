import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()

/** Dossiers of the counter's agency whose fees are still to be paid, with the receipt's secret. */
async function unpaid(page: Page, count: number): Promise<{ code: string; check: string; total: number }[]> {
  const get = async (path: string) => (await page.request.get(`${province.url}/api${path}`)).json()
  const found = []
  const { items } = await get('/dossiers?queue=all&phase=open&limit=100')
  for (const { code } of items) {
    const { status, total } = await get(`/dossiers/${code}/payment`)
    if (status !== 'none' || !total) continue
    found.push({ code, total, check: (await get(`/dossiers/${code}`)).check })
    if (found.length === count) return found
  }
  throw new Error('the demonstration has no unpaid dossiers left')
}

async function find(page: Page, code: string): Promise<void> {
  await page.goto(`${province.url}/can-bo/thu-phi`)
  await page.getByLabel('Mã hồ sơ, hoặc quét mã').fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: code }).waitFor()
}

test('a citizen pays online without a script; the cashier takes cash, mends a receipt, and reconciles the day', async () => {
  const counter = await signedIn(browser, province, 'counter')
  const [online, atDesk] = await unpaid(counter, 2)

  // The citizen: from the dossier's page to the gateway and back, on a phone, without JavaScript.
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })
  const citizen = await phone.newPage()
  await citizen.goto(`${province.url}/tra-cuu?ma=${online!.code}&khoa=${online!.check}`)
  await citizen.getByRole('button', { name: 'Phí, lệ phí và biên lai' }).click()
  await citizen.getByText('Phải nộp').waitFor()
  await citizen.getByText('Vì sao số tiền này?').first().click()
  await citizen.getByText('Căn cứ:').first().waitFor()
  await citizen.getByRole('button', { name: 'Thanh toán trực tuyến' }).click()
  expect(await citizen.getByRole('img', { name: 'Mã VietQR' }).count()).toBe(1)
  await citizen.getByRole('link', { name: 'Sang Cổng thanh toán giả lập' }).click()
  await citizen.getByRole('button', { name: 'Thanh toán', exact: true }).click()
  expect(await citizen.locator('.big').innerText()).toContain('Biên lai đã được cấp')
  await citizen.goto(`${province.url}/thanh-toan/${online!.code}?khoa=${online!.check}`)
  expect(await citizen.locator('.big').innerText()).toContain('Đã nộp đủ')
  const print = await citizen.getByRole('link', { name: /^Bản in/ }).getAttribute('href')
  const pdf = await citizen.request.get(`${province.url}${print}`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')

  // The same page with a script, so that axe can look at it; and in English.
  const desktop = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await desktop.goto(`${province.url}/thanh-toan/${online!.code}?khoa=${online!.check}`)
  await checkAccessibility(desktop, 'payment-paid')
  await desktop.goto(`${province.url}/en/thanh-toan/${atDesk!.code}?khoa=${atDesk!.check}`)
  await desktop.getByRole('button', { name: 'Bank transfer by VietQR' }).click()
  await desktop.getByRole('button', { name: 'I have made the transfer' }).click()
  await desktop.getByText('You told us of your transfer').waitFor()
  await checkAccessibility(desktop, 'payment-to-pay-english')

  // The cashier: cash for the other one after all, then the receipt is found wrong, cancelled and replaced.
  await counter.goto(`${province.url}/can-bo/thu-phi`)
  await counter.getByRole('link', { name: atDesk!.code }).waitFor()
  await find(counter, atDesk!.code)
  await counter.getByRole('img', { name: 'Mã VietQR' }).waitFor()
  await checkAccessibility(counter, 'payment-cashier')
  await counter.getByRole('button', { name: /^Đã thu .* cấp biên lai$/ }).click()
  const printed = counter.getByRole('link', { name: /^In biên lai số/ })
  const first = (await printed.innerText()).match(/\d+$/)![0]
  await counter.getByRole('button', { name: `Hủy biên lai ${first}` }).click()
  await counter.getByRole('button', { name: 'Hủy biên lai', exact: true }).click()
  await counter.getByText('Ghi rõ lý do').first().waitFor()
  await counter.getByLabel('Lý do').fill('Ghi sai tên người nộp')
  await counter.getByRole('button', { name: 'Hủy biên lai', exact: true }).click()
  await counter.getByText('đã hủy (Ghi sai tên người nộp)').waitFor()
  await counter.getByRole('button', { name: `Thay thế biên lai ${first}` }).click()
  await counter.getByLabel('Tên người nộp').fill('Người Nộp Thử Nghiệm')
  await counter.getByLabel('Lý do').fill('Ghi đúng tên người nộp')
  await counter.getByRole('button', { name: 'Lập biên lai thay thế' }).click()
  await counter.getByText(new RegExp(`thay cho .*${first}`)).waitFor()
  await counter.getByRole('cell', { name: /Người Nộp Thử Nghiệm/ }).waitFor()

  // The gateway's file of the day, one payment of it left out: one difference with its name, closed by a note.
  await counter.goto(`${province.url}/can-bo/doi-soat`)
  const file = Buffer.from('ma_giao_dich,ma_don,loai,so_tien,thoi_diem\n')
  await counter
    .getByLabel('Tệp CSV hoặc XLSX')
    .setInputFiles({ name: 'cong.csv', mimeType: 'text/csv', buffer: file })
  await counter.getByRole('button', { name: 'Nhận tệp' }).click()
  await counter.getByText('Đã nhận 0 dòng').waitFor()
  await counter.getByRole('button', { name: 'Đối soát', exact: true }).click()
  await counter.getByText('1 chênh lệch, 1 chưa kết luận').waitFor()
  const row = counter.getByRole('row', { name: /Ta có, bên kia không có/ })
  expect(await row.innerText()).toContain(online!.code)
  await checkAccessibility(counter, 'payment-reconcile')
  await row.getByRole('textbox').fill('Cổng gửi thiếu, đã đề nghị đính chính')
  await row.getByRole('button', { name: 'Kết luận' }).click()
  await counter.getByText('1 chênh lệch, 0 chưa kết luận').waitFor()
  await phone.close()
}, 120_000)
