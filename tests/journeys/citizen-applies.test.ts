import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { lookAt, openPhone } from './phone.ts'
import { setStage } from './stage.ts'

/** The citizen's phone: no JavaScript at all. */
let phone: BrowserContext
let page: Page

setStage()
beforeAll(async () => {
  ;({ context: phone, page } = await openPhone())
})

async function see(name: string) {
  expect(await lookAt(page, `citizen-${name}`), name).not.toMatch(/<script/)
}

const byId = (id: string) => page.locator(`[id="${id}"]`)
const fill = async (values: Record<string, string>) => {
  for (const [id, value] of Object.entries(values)) await byId(id).fill(value)
}
const goOn = () => page.getByRole('button', { name: 'Lưu và tiếp tục' }).first().click()
const heading = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor()

const photograph = (name: string) => ({
  name,
  mimeType: 'image/png',
  // The smallest true PNG: one white dot.
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
    'base64',
  ),
})

test('a citizen registers a birth from a phone without JavaScript', { timeout: 180_000 }, async () => {
  await page.goto('/')
  await see('home')
  await page.getByRole('searchbox').fill('dang ky khai sinh')
  await page.getByRole('searchbox').press('Enter')
  await see('search')
  await page.getByRole('link', { name: 'Đăng ký khai sinh', exact: true }).click()
  await heading('Đăng ký khai sinh')
  await page.getByText('nếu được tiếp nhận hôm nay').waitFor()
  await see('procedure')

  await page.getByRole('button', { name: 'Nộp trực tuyến' }).click()
  await heading('Nơi giải quyết')
  await see('agency')
  await byId('agency').selectOption({ label: 'Ủy ban nhân dân phường Minh Xuân' })
  await goOn()

  // An error and its mending: everything typed stays, each field says what is wrong.
  await heading('Người nộp hồ sơ')
  await fill({
    'applicant.name': 'Nguyễn Thị Thử Nghiệm',
    'applicant.citizenNumber': '00819',
    'applicant.birthDate': '5/9/1990',
    'applicant.phone': '0912 345 678',
    'applicant.address': 'Tổ 1, phường Minh Xuân',
  })
  await byId('applicant.name').press('Enter')
  await page.getByRole('heading', { name: 'Còn 1 chỗ cần sửa' }).waitFor()
  expect(await byId('applicant.name').inputValue()).toBe('Nguyễn Thị Thử Nghiệm')
  expect(await byId('applicant.citizenNumber').inputValue()).toBe('00819')
  expect(await byId('applicant.citizenNumber').getAttribute('aria-invalid')).toBe('true')
  await see('applicant-error')
  await byId('applicant.citizenNumber').fill('008190001234')
  await goOn()

  // What was said of oneself is not asked twice.
  await heading('Người yêu cầu')
  expect(await byId('answers.applicantName').inputValue()).toBe('Nguyễn Thị Thử Nghiệm')
  await page.getByLabel('Mẹ', { exact: true }).check()
  await see('form')
  await goOn()

  // Half a page, saved as it stands, and found again by the private link on another device.
  await heading('Người được khai sinh')
  await fill({ 'answers.childName': 'Nguyễn Minh Thử', 'answers.childBirthDate': '40/10/2026' })
  await page.getByRole('button', { name: 'Lưu và quay lại sau' }).click()
  await heading('Đã lưu. Bạn có thể quay lại sau')
  await see('later')
  const link = await page.locator('a.token').getAttribute('href')
  await page.close()
  page = await phone.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(link!)
  await see('overview')
  await page.getByRole('link', { name: 'Tiếp tục' }).click()
  await heading('Người được khai sinh')
  expect(await byId('answers.childBirthDate').inputValue()).toBe('40/10/2026')
  await goOn()
  await page
    .getByRole('alert')
    .getByRole('link', { name: /Ngày sinh của trẻ/ })
    .waitFor()
  expect(await byId('answers.childName').inputValue()).toBe('Nguyễn Minh Thử')
  await see('form-error')
  await fill({
    'answers.childBirthDate': '01/10/2026',
    'answers.childEthnicity': 'Tày',
    'answers.birthPlace': 'Trạm y tế phường Minh Xuân',
    'answers.homeCommune': 'Phường Minh Xuân',
  })
  await byId('answers.childSex').check()
  await byId('answers.bornAtClinic').check()
  await page.locator('[name="answers.abandoned"][value="false"]').check()

  // The language switch of a form saves it first.
  await page.getByRole('button', { name: 'English' }).click()
  await heading('The child')
  expect(await byId('answers.childEthnicity').inputValue()).toBe('Tày')
  await see('form-english')
  await page.getByRole('button', { name: 'Tiếng Việt' }).click()
  await goOn()

  // An answer that calls for more shows the page again with the new questions.
  await heading('Cha, mẹ')
  await fill({ 'answers.motherName': 'Nguyễn Thị Thử Nghiệm', 'answers.motherBirthDate': '05/09/1990' })
  await byId('answers.fatherKnown').check()
  await goOn()
  await byId('answers.fatherName').waitFor()
  await see('form-more')
  await page.locator('[name="answers.fatherKnown"][value="false"]').check()
  await page.getByRole('button', { name: 'Quay lại', exact: true }).click()
  await heading('Người được khai sinh')
  await goOn()
  await heading('Cha, mẹ')
  expect(await byId('answers.motherName').inputValue()).toBe('Nguyễn Thị Thử Nghiệm')
  await goOn()
  await byId('answers.copies').fill('2')
  await byId('answers.pledge').check()
  await goOn()

  await heading('Giấy tờ')
  await goOn()
  await page.getByRole('alert').getByText('Chưa có').waitFor()
  await see('papers-error')
  await byId('documents.birthProof').setInputFiles({
    name: 'giay-chung-sinh.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('MZ\u0090\u0000 this is a program'),
  })
  await page
    .getByRole('button', { name: /^Tải lên/ })
    .first()
    .click()
  await page.getByRole('alert').waitFor()
  await see('papers-refused')
  await byId('documents.birthProof').setInputFiles([photograph('giấy chứng sinh.png')])
  await page
    .getByRole('button', { name: /^Tải lên/ })
    .first()
    .click()
  await page.getByText('giấy chứng sinh.png').first().waitFor()
  await see('papers')
  await goOn()
  await heading('Cách nhận kết quả')
  await page.getByLabel('Nhận tại Bộ phận Một cửa').check()
  await see('return')
  await goOn()

  await heading('Kiểm tra lại trước khi nộp')
  await page.getByText('Nguyễn Minh Thử').waitFor()
  await see('check')
  await page.getByRole('link', { name: 'Sửa Người được khai sinh' }).click()
  await byId('answers.childEthnicity').fill('Kinh')
  await page.getByRole('button', { name: 'Lưu và về trang kiểm tra' }).first().click()
  await page.getByText('Kinh', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()

  await heading('Đã nộp hồ sơ')
  const code = (await page.locator('.code').textContent())!
  expect(code).toMatch(/^H60(\.\d+)+-\d{6}-\d{4}$/)
  await see('receipt')
  const pdf = await page.getByRole('link', { name: 'Tải giấy tiếp nhận (PDF)' }).getAttribute('href')
  const receipt = await phone.request.get(pdf!)
  expect(receipt.headers()['content-type']).toBe('application/pdf')

  // With the receipt's link: the whole story.
  await page.getByRole('link', { name: 'Theo dõi hồ sơ' }).click()
  await page.getByText('Đăng ký khai sinh').first().waitFor()
  await see('track-verified')

  // By the code alone: where it is, and not a word about whom.
  await page.goto('/tra-cuu')
  await page.getByLabel('Mã hồ sơ').fill(code.toLowerCase())
  await page.getByLabel('Mã hồ sơ').press('Enter')
  await heading(`Hồ sơ ${code}`)
  const open = await page.content()
  expect(open).not.toContain('Đăng ký khai sinh')
  expect(open).not.toContain('Thử Nghiệm')
  await see('track')

  // Wrong digits and an unknown code get the same sentence; the right digits open it.
  await page.getByLabel('Bốn số cuối').fill('0000')
  await page.getByLabel('Bốn số cuối').press('Enter')
  const refusal = await page.getByRole('status').textContent()
  await see('track-refused')
  await page.goto('/tra-cuu?ma=H60.08-261010-9999')
  expect(await page.getByRole('status').textContent()).toBe(refusal)
  await page.goto(`/tra-cuu?ma=${code}`)
  await page.getByLabel('Bốn số cuối').fill('5678')
  await page.getByLabel('Bốn số cuối').press('Enter')
  await page.getByText('Đăng ký khai sinh').first().waitFor()
  expect(page.url()).not.toContain('5678')
})

test('what does not exist says what to do instead', { timeout: 60_000 }, async () => {
  for (const [path, text] of [
    ['/thu-tuc/9.999999', 'Không có thủ tục mang mã này'],
    ['/nop/khong-co-that', 'Không tìm thấy'],
    ['/khong-co-trang', 'Không có trang này'],
    ['/en/khong-co-trang', 'Page not found'],
  ] as const) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(404)
    await heading(text)
    await see(`missing${path.replaceAll('/', '-')}`)
  }
  await page.goto('/thu-tuc?q=khongconoidungnay')
  await page.getByText('Không có thủ tục nào khớp').waitFor()
  await see('search-empty')
})
