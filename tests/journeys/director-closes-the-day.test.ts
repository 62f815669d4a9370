import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()
test('the director reminds a department, its head answers, and the day is closed, printed and opened again', async () => {
  const director = await signedIn(browser, province, 'director')
  await director.getByRole('link', { name: 'Theo dõi, đôn đốc' }).click()
  await director.getByRole('heading', { level: 1, name: 'Theo dõi, đôn đốc' }).waitFor()
  const agency = 'Sở Nông nghiệp và Môi trường'
  const row = director.getByRole('row').filter({ hasText: agency })
  await row.getByRole('button', { name: `Đôn đốc ${agency}` }).waitFor()
  await checkAccessibility(director, 'office-centre')
  const late = row.getByRole('link', { name: /^(Quá hạn|Sắp đến hạn)/ }).first()
  const told = Number(await late.innerText())
  const list = await late.getAttribute('href')

  await row.getByRole('button', { name: `Đôn đốc ${agency}` }).click()
  await director.getByText(`Đã đôn đốc ${agency}.`).waitFor()
  await row.getByText('chưa xem').waitFor()
  await row.getByRole('button', { name: `Nhắc lại ${agency}` }).waitFor()

  const head = await signedIn(browser, province, 'head')
  await head.getByRole('link', { name: 'Lời đôn đốc' }).click()
  await head.getByText(agency).first().waitFor()
  await checkAccessibility(head, 'office-reminders')
  await head.getByRole('button', { name: 'Đã xem' }).click()
  await head.getByText(/^Đã xem/).waitFor()
  await head.getByLabel('Trả lời: đã làm gì, bao giờ xong').fill('Đã giao chuyên viên, xong trong chiều nay.')
  await head.getByRole('button', { name: 'Gửi trả lời' }).click()
  await head.getByText(/^Trả lời .*xong trong chiều nay/).waitFor()

  await director.reload()
  await row.getByText('xong trong chiều nay').waitFor()
  await director.goto(`${province.url}${list}`)
  await director.locator('a[data-row]').first().waitFor()
  expect(await director.locator('a[data-row]').count()).toBe(Math.min(told, 50))

  await director.goto(`${province.url}/can-bo/trung-tam/ngay`)
  await director.getByText('Chưa chốt.').waitFor()
  await checkAccessibility(director, 'office-day')
  const close = director.getByRole('button', { name: 'Chốt ngày' })
  if (await close.isDisabled()) {
    // Numbers still wait at a desk: the page says where and what to do, and an earlier day can be closed.
    await director.getByRole('heading', { name: 'Việc phải xong trước khi chốt' }).waitFor()
    const earlier = new Date(Date.now() - 6 * 86_400_000).toISOString().slice(0, 10)
    await director.goto(`${province.url}/can-bo/trung-tam/ngay?ngay=${earlier}`)
    await director.getByText('Chưa chốt.').waitFor()
  }
  await close.click()
  await director.getByText(/^Đã chốt/).waitFor()
  await checkAccessibility(director, 'office-day-closed')
  const href = await director.getByRole('link', { name: 'Bản in PDF' }).getAttribute('href')
  const pdf = await director.request.get(`${province.url}${href}`)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')
  await director.getByLabel('Lý do mở lại').fill('ngắn')
  await director.getByRole('button', { name: 'Mở lại ngày' }).click()
  await director.getByText('Ghi lý do, ít nhất 10 ký tự').first().waitFor()
  await director.getByLabel('Lý do mở lại').fill('Nhập bù hồ sơ tiếp nhận bằng giấy')
  await director.getByRole('button', { name: 'Mở lại ngày' }).click()
  await director.getByText('Chưa chốt.').waitFor()
  await director.getByText(/mở lại .*Nhập bù hồ sơ/).waitFor()
})
