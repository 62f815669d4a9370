import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { signedIn } from './officer.ts'
import { lookAt, openPhone } from './phone.ts'
import { browser, province, setStage } from './stage.ts'

setStage()

const CENTRE = 'H60.01.01'
/** Reception of dossiers at the ward: in the demonstration open day and night, its counters not yet. */
const WARD = 'H60.175'

test('a citizen books by telephone, checks it, and gives it back by its own link', async () => {
  const { page, context } = await openPhone()
  await page.goto('/thu-tuc/1.001193')
  await page.getByRole('link', { name: 'Đặt lịch hẹn đến nộp trực tiếp' }).click()
  await page.getByText('Đăng ký khai sinh').first().waitFor()
  await lookAt(page, 'booking-where')
  await page.getByRole('link', { name: 'phường Minh Xuân' }).click()
  await lookAt(page, 'booking-day')
  await page.getByRole('listitem').filter({ hasText: 'khung giờ' }).first().getByRole('link').click()
  await page.getByLabel('Họ và tên người đến').fill('Bàn Thị Thơm')
  await page.getByLabel('Số điện thoại').fill('12')
  await page.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  // What was typed stands there still; both wrong places are named one after the other.
  await page.getByRole('alert').waitFor()
  expect(await page.getByLabel('Họ và tên người đến').inputValue()).toBe('Bàn Thị Thơm')
  await lookAt(page, 'booking-error')
  await page.getByRole('radio').first().check()
  await page.getByLabel('Số điện thoại').fill('0531 234 577')
  await page.getByRole('button', { name: 'Đặt lịch hẹn' }).click()
  await page.getByRole('heading', { name: 'Đã đặt lịch hẹn' }).waitFor()
  const html = await lookAt(page, 'booking-made')
  // Whoever finds the link learns nothing of the person.
  expect(html).not.toContain('Bàn Thị Thơm')
  expect(html).not.toContain('0531')
  const english = page.url().replace('/dat-lich/', '/en/dat-lich/')
  await page.goto(english)
  await page.getByRole('heading', { name: 'Your appointment' }).waitFor()
  await page.getByRole('button', { name: 'Cancel the appointment' }).click()
  await page.getByRole('heading', { name: 'Appointment cancelled' }).waitFor()
  await context.close()
})

test('a number is taken at the kiosk, called, called again, sent on and finished; the screen shows it', async () => {
  const { page: kiosk, context } = await openPhone()
  await kiosk.goto(`/lay-so/${WARD}`)
  await lookAt(kiosk, 'kiosk')
  await kiosk.getByLabel('Người cao tuổi').check()
  await kiosk.getByRole('button', { name: 'Nộp hồ sơ, hỏi thủ tục' }).click()
  await kiosk.getByRole('heading', { name: 'Số của bạn' }).waitFor()
  const label = (await kiosk.locator('.slip-number').innerText()).trim()
  expect(label).toMatch(/^A\d{3}$/)
  await kiosk.getByText('chưa có quầy nào đang mở').waitFor()
  await lookAt(kiosk, 'kiosk-number')

  const screen = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await screen.goto(`${province.url}/goi-so/${WARD}`)
  await checkAccessibility(screen, 'hall-screen-empty')
  // This machine has no Vietnamese voice, and its keeper is told so.
  await screen.locator('#calls-setting summary').click()
  await screen.getByText('Máy này không có giọng đọc tiếng Việt').waitFor()

  const officer = await signedIn(browser, province, 'commune')
  await officer.getByRole('link', { name: 'Quầy gọi số' }).click()
  await officer.getByRole('button', { name: 'Mở quầy 1' }).click()
  await officer.getByRole('heading', { name: /Đang chờ/ }).waitFor()
  await officer.getByText('Lịch hẹn hôm nay').click()
  await officer.getByText('Hôm nay chưa có ai đặt lịch đến đây.').waitFor()
  await checkAccessibility(officer, 'office-counter-open')
  const number = officer.locator('.counter-number')
  const shown = (text: string) => number.filter({ hasText: text }).waitFor()

  // One key calls the next; who has priority came "earlier" and is called by name here.
  await officer.getByRole('button', { name: `Gọi số ${label}`, exact: true }).click()
  await shown(label)
  await screen.locator('.calls-number', { hasText: label }).waitFor()
  await screen.locator('.calls-counter', { hasText: 'Quầy 1' }).waitFor()
  await kiosk.getByRole('link', { name: 'Xem lại ngay' }).click()
  await kiosk.getByText('Mời đến Quầy 1').waitFor()
  await officer.keyboard.press('r')
  await officer.getByText('đã gọi 2 lần').waitFor()
  await checkAccessibility(officer, 'office-counter-serving')
  await checkAccessibility(screen, 'hall-screen')

  await officer.keyboard.press('t')
  await officer.getByLabel('Chuyển sang').selectOption({ label: 'Nhận kết quả' })
  await officer.getByRole('button', { name: 'Chuyển', exact: true }).click()
  await officer.getByText('Quầy đang trống').waitFor()
  await officer.getByRole('button', { name: `Gọi số ${label}`, exact: true }).click()
  await shown(label)
  await officer.keyboard.press('b')
  await officer.getByText('Quầy đang trống').waitFor()
  await officer.getByRole('button', { name: `Gọi lại số ${label}` }).click()
  await shown(label)
  await officer.keyboard.press('x')
  await officer.getByText('hôm nay đã xong 1 số').waitFor()
  await kiosk.reload()
  await kiosk.getByText('Đã phục vụ xong').waitFor()

  // The next by one key; and that key ends one and calls the next.
  await officer.keyboard.press('n')
  await number.waitFor()
  const second = await number.innerText()
  await officer.keyboard.press('n')
  await officer.waitForFunction(
    (before) => (document.querySelector('.counter-number')?.textContent ?? before) !== before,
    second,
  )

  // The screen outlives a lost line: it says so, keeps the numbers, and comes back by itself.
  await screen.route('**/screen', (route) => route.abort())
  await screen.getByText('Mất kết nối từ').waitFor()
  expect(await screen.locator('.calls-number').count()).toBe(1)
  await screen.unroute('**/screen')
  await screen.getByText('Tính đến').waitFor()
  await screen.context().close()
  await context.close()
})

test('the director reads each counter’s figures and sets the desk up', async () => {
  const director = await signedIn(browser, province, 'director')
  await director.getByRole('link', { name: 'Số liệu theo quầy' }).click()
  await director
    .getByRole('cell', { name: 'Quầy 2' })
    .or(director.getByRole('rowheader', { name: 'Quầy 2' }))
    .waitFor()
  await checkAccessibility(director, 'office-counter-figures')
  const csv = await director.request.get(
    new URL(
      (await director.getByRole('link', { name: 'Tải bảng (CSV)' }).getAttribute('href'))!,
      province.url,
    ).href,
  )
  expect(csv.headers()['content-type']).toContain('text/csv')
  expect(await csv.text()).toContain('Quầy 2;')

  await director.goto(`${province.url}/quan-tri/ban-tiep-nhan?co-quan=${CENTRE}`)
  await director.getByLabel('Thông báo tại máy lấy số').fill('Chiều nay quầy 4 nghỉ.')
  await checkAccessibility(director, 'admin-desk')
  await director.getByLabel('Thứ Hai: giờ mở cửa').fill('11h-7h')
  await director.getByRole('button', { name: 'Lưu thiết lập' }).click()
  await director.getByText('giờ mở cửa phải trước giờ đóng cửa').waitFor()
  await director.getByLabel('Thứ Hai: giờ mở cửa').fill('0h-23h59')
  await director.getByRole('button', { name: 'Lưu thiết lập' }).click()
  await director.getByText('Đã lưu.').waitFor()
  const { page, context } = await openPhone()
  await page.goto(`/lay-so/${CENTRE}`)
  await page.getByText('Chiều nay quầy 4 nghỉ.').waitFor()
  await context.close()
})
