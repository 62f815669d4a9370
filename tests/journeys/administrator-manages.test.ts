import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { signedIn, signIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage()
const HEADINGS = 'Họ tên;Tên đăng nhập;Thư điện tử;Cơ quan;Chức danh;Vai trò;Từ ngày'
const SEN =
  'Ma Thị Sen;sen.mt;sen.mt@example.vn;Sở Nông nghiệp và Môi trường;Chuyên viên;Chuyên viên;01/07/2025'
const HAI = 'Vi Văn Hai;hai.vv;hai.vv@example.vn;Sở Nông nghiệp và Môi trường;Chuyên viên;Chuyên viên'
const sheet = (...rows: string[]) => ({
  name: 'can-bo.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from([HEADINGS, ...rows].join('\n')),
})

test('an administrator imports staff, mends a bad row, opens a seat, ends a session and finds it in the audit', {
  timeout: 240_000,
}, async () => {
  const page = await administrating()
  await importStaff(page)
  await openSeat(page)
  await endSession(page)
  await findInAudit(page)
  await openMailbox(page)
  await setPolicy(page)
  await others(page)
})

async function administrating(): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${province.url}/quan-tri/tai-khoan`)
  await signIn(page, province, 'administrator')
  await page.getByRole('heading', { name: 'Tài khoản cán bộ' }).waitFor()
  await checkAccessibility(page, 'administration-accounts')
  return page
}

const go = async (page: Page, name: string, heading: string) => {
  await page.getByRole('navigation', { name: 'Quản trị' }).getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { name: heading }).waitFor()
}

async function importStaff(page: Page): Promise<void> {
  await go(page, 'Nhập danh sách', 'Nhập danh sách cán bộ')
  const file = page.getByLabel('Tệp danh sách')
  await file.setInputFiles(sheet(SEN, `${HAI};31/02/2025`))
  await page.getByText('“31/02/2025” không phải là ngày').waitFor()
  expect(await page.getByRole('button', { name: /^Nhập \d+ người/ }).isDisabled()).toBe(true)
  await checkAccessibility(page, 'administration-import-wrong')
  await file.setInputFiles(sheet(SEN, `${HAI};01/07/2025`))
  await page.getByRole('button', { name: 'Nhập 2 người' }).click()
  await page.getByText('Đã nhập: 2 tài khoản mới').waitFor()
  await file.setInputFiles(sheet(SEN, `${HAI};01/07/2025`))
  await page.getByText('2 đã có').waitFor()
  await go(page, 'Tài khoản cán bộ', 'Tài khoản cán bộ')
  await page.getByRole('searchbox').fill('vi van hai')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Đặt lại mật khẩu: Vi Văn Hai' }).click()
  await page.getByRole('button', { name: 'Đặt lại', exact: true }).click()
  await page.getByText(/\/kich-hoat\?ma=/).waitFor()
  await checkAccessibility(page, 'administration-link')
  await page.getByRole('button', { name: 'Đóng', exact: true }).last().click()
}

async function openSeat(page: Page): Promise<void> {
  await go(page, 'Vị trí và quyền', 'Vị trí và quyền')
  await page.getByRole('button', { name: 'Lập vị trí' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Lập vị trí' }).click()
  await dialog
    .getByText(/ô|chức danh/i)
    .first()
    .waitFor()
  await checkAccessibility(page, 'administration-seat-refused')
  await dialog.getByLabel('Cơ quan').first().selectOption({ label: 'Sở Nông nghiệp và Môi trường' })
  await dialog.getByLabel('Chức danh').fill('Chuyên viên trực đêm')
  await dialog.getByLabel('Chuyên viên', { exact: true }).check()
  await dialog.getByRole('button', { name: 'Lập vị trí' }).click()
  await page.getByRole('heading', { level: 1, name: 'Chuyên viên trực đêm' }).waitFor()
  await page.getByText('Giao vị trí cho một người').click()
  await page.getByPlaceholder('Họ tên hoặc tên đăng nhập').fill('hai.vv')
  await page.getByRole('button', { name: 'Tìm người' }).click()
  await page.getByRole('button', { name: 'Giao vị trí', exact: true }).click()
  await page.getByText('Đã giao vị trí.').waitFor()
  await page.getByLabel('Có máy tính').click()
  await page.getByText('Đã ghi trang bị.').waitFor()
  await page.getByText('Cấp thêm quyền').click()
  await page.getByLabel('Quyền', { exact: true }).selectOption({ label: 'Xem báo cáo' })
  await page.getByRole('button', { name: 'Cấp quyền' }).click()
  await page.getByText('Đã cấp quyền.').waitFor()
  // More than the administrator holds.
  await page.getByLabel('Quyền', { exact: true }).selectOption({ label: 'Ban hành thủ tục' })
  await page.getByRole('button', { name: 'Cấp quyền' }).click()
  await page
    .getByText(/chỉ cấp được quyền mình đang có/)
    .first()
    .waitFor()
  await checkAccessibility(page, 'administration-seat')
}

async function endSession(page: Page): Promise<void> {
  const specialist = await signedIn(browser, province, 'specialist')
  await go(page, 'Phiên đăng nhập', 'Phiên đăng nhập')
  await page.getByRole('searchbox').fill('chuyenvien')
  await page.keyboard.press('Enter')
  const end = page.getByRole('button', { name: /^Kết thúc phiên của/ })
  await end.first().waitFor()
  await checkAccessibility(page, 'administration-sessions')
  await end.first().click()
  await page.getByText('Không có phiên nào đang mở').waitFor()
  await specialist.goto(`${province.url}/can-bo/`)
  await specialist.getByLabel('Tên đăng nhập').waitFor()
}

async function findInAudit(page: Page): Promise<void> {
  await go(page, 'Nhật ký truy vết', 'Nhật ký truy vết')
  await page.getByLabel('Việc', { exact: true }).fill('identity.endSession')
  await page.getByRole('button', { name: 'Tìm' }).click()
  await page.getByText(/^ended session /).waitFor()
  await checkAccessibility(page, 'administration-audit')
  await page.getByLabel('Việc', { exact: true }).fill('')
  await page.getByLabel('Kết quả').selectOption('refused')
  await page.getByRole('button', { name: 'Tìm' }).click()
  await page.getByText(/organisation\.grant-beyond-own/).waitFor()
}

async function others(page: Page): Promise<void> {
  await go(page, 'Hệ thống đối tác', 'Hệ thống đối tác')
  await page.getByRole('button', { name: 'Đăng ký hệ thống' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Mã hệ thống').fill('cong-thu')
  await dialog.getByLabel('Tên hệ thống').fill('Cổng thử nghiệm')
  await dialog.getByLabel('Địa chỉ nhận lại').fill('http://thu.example.vn/ve')
  await dialog.getByRole('button', { name: 'Đăng ký', exact: true }).click()
  await dialog
    .getByText(/phải bắt đầu bằng https/)
    .first()
    .waitFor()
  await dialog.getByLabel('Địa chỉ nhận lại').fill('https://thu.example.vn/ve')
  await dialog.getByRole('button', { name: 'Đăng ký', exact: true }).click()
  await page.getByText('Chỉ hiện một lần này').waitFor()
  await checkAccessibility(page, 'administration-partner')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).click()
  await page.getByRole('cell', { name: 'Cổng thử nghiệm', exact: true }).waitFor()
  await go(page, 'Khóa ký', 'Khóa ký của hệ thống đăng nhập')
  await page.getByRole('button', { name: 'Đổi khóa ký' }).click()
  await page.getByText(/chỉ để kiểm tra, đến/).waitFor()
  await checkAccessibility(page, 'administration-keys')
  await go(page, 'Câu hỏi về dữ liệu', 'Câu hỏi của người dân về dữ liệu cá nhân')
  await checkAccessibility(page, 'administration-questions')
}

/** An official mailbox, opened from its seat, suspended and resumed in the list. */
async function openMailbox(page: Page): Promise<void> {
  await go(page, 'Vị trí và quyền', 'Vị trí và quyền')
  await page.getByRole('searchbox').fill('Vi Văn Hai')
  await page.keyboard.press('Enter')
  await page.getByRole('table').getByRole('link').first().click()
  await page.getByText('Mở hộp thư công vụ cho vị trí').click()
  await page.getByLabel('Địa chỉ').fill('Sở Nông nghiệp')
  await page.getByRole('button', { name: 'Mở hộp thư' }).click()
  await page.getByText('Địa chỉ có dạng').first().waitFor()
  await page.getByLabel('Địa chỉ').fill('hai.vv@tinh.example.vn')
  await page.getByRole('button', { name: 'Mở hộp thư' }).click()
  await page.getByText('Đã mở hộp thư.').waitFor()
  await go(page, 'Hộp thư công vụ', 'Hộp thư công vụ')
  await page.getByRole('button', { name: 'Tạm khóa: hai.vv@tinh.example.vn' }).click()
  await page.getByText('tạm khóa từ').waitFor()
  await page.getByRole('button', { name: 'Mở lại: hai.vv@tinh.example.vn' }).click()
  await page.getByText('người giữ chưa cấp mật khẩu ứng dụng').waitFor()
  await checkAccessibility(page, 'administration-mailboxes')
}

/** Who must have a second factor: nobody yet, so that the demonstration goes on. */
async function setPolicy(page: Page): Promise<void> {
  await go(page, 'Xác thực hai lớp', 'Xác thực hai lớp')
  await page.getByLabel('Duyệt thủ tục').check()
  await page.getByLabel('Áp dụng từ ngày').fill('2099-01-01')
  await page.getByRole('button', { name: 'Lưu quy định' }).click()
  await page.getByText('1 vai trò phải có xác thực hai lớp từ 01/01/2099').waitFor()
  await checkAccessibility(page, 'administration-policy')
}
