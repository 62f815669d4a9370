import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import {
  addField,
  beside,
  designing,
  fromNothing,
  look,
  place,
  put,
  saved,
  section,
  when,
} from './designer.ts'
import { move, open, signedIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'
import { CODE, MOVES, STATES, TITLE } from './tea-nursery.ts'

setStage()
test('a designer builds a procedure from nothing, a second person approves it, a citizen and officers use it', {
  timeout: 300_000,
}, async () => {
  const designer = await designing(browser, province, 'designer')
  await checkAccessibility(designer, 'designer-list')
  const address = await fromNothing(designer, CODE)
  await describe(designer)
  await askQuestions(designer)
  await askPapersAndFee(designer)
  await drawFlow(designer)
  await mendWhatTheCheckFinds(designer)
  await submit(designer)
  await approve(address)
  const code = await apply()
  await decide(code)
})

async function describe(page: Page): Promise<void> {
  await put(page, {
    'title.vi': TITLE,
    'title.en': 'Visit to the tea nursery',
    field: 'Trồng trọt',
    'whatYouGet.vi': 'Giấy hẹn tham quan',
    'whoMayAsk.vi': 'Mọi cá nhân, tổ chức',
    'law.decision': 'Quyết định số 01/QĐ-UBND',
    'law.basis': 'Nghị định số 01/2026/NĐ-CP',
    'law.onlineLevel': 'Dịch vụ công trực tuyến toàn trình',
    'competent.agencies': 'Sở Nông nghiệp và Môi trường',
  })
  await page.getByRole('button', { name: 'Thêm cơ quan' }).click()
  await look(page, 'information')
  await beside(page).getByRole('heading', { name: TITLE }).waitFor()
  await section(page, 'Thời hạn')
  await put(page, {
    'clock.unit': 'ngày làm việc',
    'clock.term': '3',
    'clock.resume': 'Tính tiếp phần còn lại',
  })
  await look(page, 'term')
}

/** Two pages; one question only for some; the order changed by the keyboard; one deleted and taken back. */
async function askQuestions(page: Page): Promise<void> {
  await section(page, 'Biểu mẫu')
  await page.getByRole('button', { name: 'Thêm trang' }).click()
  await put(page, { 'form.0.title.vi': 'Người đăng ký' })
  await addField(page, 0, 'Chọn một', 'Bạn đăng ký cho')
  for (const [at, option] of ['Một cá nhân', 'Một tổ chức'].entries()) {
    await page.getByRole('button', { name: 'Thêm lựa chọn' }).click()
    await page.getByLabel(`Lựa chọn ${at + 1}, tiếng Việt`).fill(option)
  }
  await addField(page, 0, 'Chữ, một dòng', 'Họ và tên')
  await put(page, { 'form.0.fields.1.prefill': 'Họ tên người nộp' })
  expect(await place(page, 'form.0.fields.1.key').inputValue()).toBe('hoVaTen')
  await addField(page, 0, 'Chữ, một dòng', 'Tên tổ chức')
  const feel = await when(page, 'form.0.fields.2.showIf', 'Chỉ hỏi khi…', 'Bạn đăng ký cho', 'Một tổ chức')
  const written = await feel.inputValue()
  expect(written).toMatch(/^answers\.banDangKyCho = "\w+"$/)
  await feel.fill('answers.banDangKyCho = ')
  await page.getByText('Biểu thức FEEL sai cú pháp').waitFor()
  await checkAccessibility(page, 'designer-condition-wrong')
  await feel.fill(written)
  await look(page, 'form')

  await page.getByRole('button', { name: 'Họ và tên', exact: true }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  expect(await page.locator('.page-editor').first().locator('.row-name').allInnerTexts()).toEqual([
    'Họ và tên',
    'Bạn đăng ký cho',
    'Tên tổ chức',
  ])
  await page.getByRole('button', { name: 'Xóa: Tên tổ chức' }).click()
  await page.getByText('Đã xóa mục “Tên tổ chức”.').waitFor()
  await page.getByRole('button', { name: 'Lấy lại' }).click()
  await page.getByRole('button', { name: 'Tên tổ chức', exact: true }).waitFor()

  await page.getByRole('button', { name: 'Thêm trang' }).click()
  await put(page, { 'form.1.title.vi': 'Chuyến tham quan' })
  await addField(page, 1, 'Ngày', 'Ngày tham quan')
  await addField(page, 1, 'Số', 'Số người')
  await addField(page, 1, 'Có hoặc không', 'Cả đoàn là học sinh')
  await saved(page)
  await beside(page).getByRole('heading', { name: 'Chuyến tham quan' }).waitFor()
  await beside(page).getByText('Cả đoàn là học sinh').waitFor()
}

async function askPapersAndFee(page: Page): Promise<void> {
  await section(page, 'Giấy tờ')
  await page.getByRole('button', { name: 'Thêm giấy tờ người dân nộp' }).click()
  await put(page, { 'documents.0.name.vi': 'Giấy giới thiệu của tổ chức', 'documents.0.form': 'Bản chính' })
  await when(page, 'documents.0.requiredIf', 'Chỉ phải nộp khi…', 'Bạn đăng ký cho', 'Một tổ chức')
  for (const [at, name, template] of [
    [1, 'Giấy hẹn tham quan', 'Mẫu kết quả'],
    [2, 'Thông báo không bố trí được', 'Mẫu thông báo từ chối'],
  ] as const) {
    await page.getByRole('button', { name: 'Thêm kết quả' }).click()
    await put(page, { [`documents.${at}.name.vi`]: name, [`documents.${at}.template`]: template })
  }
  await look(page, 'papers')
  await section(page, 'Phí, lệ phí')
  await page.getByRole('button', { name: 'Thêm khoản thu' }).click()
  await put(page, {
    'fees.0.name.vi': 'Phí tham quan',
    'fees.0.kind': 'Phí',
    'fees.0.amount': '20.000',
    'fees.0.legalBasis': 'Nghị quyết số 12/2025/NQ-HĐND',
  })
  await when(page, 'fees.0.waivedIf', 'Miễn khi…', 'Cả đoàn là học sinh', 'Có')
  await put(page, { 'fees.0.waiver.vi': 'Đoàn chỉ có học sinh' })
  await look(page, 'fees')
  await beside(page).getByText('Được miễn: Đoàn chỉ có học sinh').waitFor()
  await section(page, 'Kết quả')
  for (const [at, name, paper] of [
    [0, 'Được tham quan', 'Giấy hẹn tham quan'],
    [1, 'Không bố trí được', 'Thông báo không bố trí được'],
  ] as const) {
    await page.getByRole('button', { name: 'Thêm kết quả' }).click()
    await put(page, { [`outcomes.${at}.name.vi`]: name, [`outcomes.${at}.document`]: paper })
  }
  await place(page, 'outcomes.1.favourable').uncheck()
  await look(page, 'outcomes')
}

async function drawFlow(page: Page): Promise<void> {
  await section(page, 'Các bước')
  for (const [list, noun, rows] of [
    ['states', 'bước', STATES],
    ['moves', 'thao tác', MOVES],
  ] as const)
    for (const [at, row] of rows.entries()) {
      await page.getByRole('button', { name: `Thêm ${noun}`, exact: true }).click()
      await put(
        page,
        Object.fromEntries(Object.entries(row).map(([key, value]) => [`${list}.${at}.${key}`, value])),
      )
    }
  await put(page, { 'initial.online': 'Chờ tiếp nhận', 'initial.desk': 'Đang xem xét' })
  await look(page, 'flow')
}

async function mendWhatTheCheckFinds(page: Page): Promise<void> {
  await section(page, 'Kiểm tra')
  const wrong = page
    .getByRole('listitem')
    .filter({ hasText: 'Không có đường nào dẫn tới bước “Đã có kết quả”' })
  await wrong.waitFor()
  await look(page, 'findings')
  await section(page, 'Ban hành')
  await page.getByText(/^Còn \d+ lỗi phải sửa trước khi trình/).waitFor()
  expect(await page.getByRole('button', { name: 'Trình phê duyệt' }).isDisabled()).toBe(true)
  // The server refuses as well, whatever the screen does.
  const refused = await page.evaluate(async () => {
    const path = `/api/procedure-drafts/${location.pathname.split('/').at(-1)}`
    const { version } = await (await fetch(path)).json()
    const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
    const decision = { number: '01/QĐ-UBND', date: '2026-01-05' }
    const answer = await fetch(`${path}/submission`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'tan-trao' },
      body: JSON.stringify({ version, validFrom: today, decision }),
    })
    return (await answer.json()).code
  })
  expect(refused).toBe('procedure.has-errors')
  await section(page, 'Các bước')
  await place(page, 'moves.3').click()
  await put(page, { 'moves.3.to': 'Đã có kết quả' })
  await saved(page)
  await section(page, 'Kiểm tra')
  await page.getByText(/^Không còn lỗi/).waitFor()
}

async function submit(page: Page): Promise<void> {
  await section(page, 'Ban hành')
  await page.getByLabel('Số quyết định công bố').fill('01/QĐ-UBND')
  await page.getByLabel('Ngày quyết định').fill('2026-01-05')
  await look(page, 'submission')
  await page.getByRole('button', { name: 'Trình phê duyệt' }).click()
  await page.getByRole('heading', { name: 'Đang chờ phê duyệt' }).waitFor()
}

/** Whoever drew it cannot publish it; another official reads it and does. */
async function approve(address: string): Promise<void> {
  const approver = await designing(browser, province, 'approver')
  await approver.getByRole('link', { name: TITLE }).waitFor()
  await approver.goto(`${address}?muc=ban-hanh`)
  await approver.getByRole('heading', { name: 'Đang chờ phê duyệt' }).waitFor()
  await checkAccessibility(approver, 'designer-review')
  await approver.getByRole('button', { name: 'Phê duyệt và ban hành' }).click()
  await approver.getByText('Đã ban hành phiên bản 1.').waitFor()
  await checkAccessibility(approver, 'designer-published')
}

/** A school applies from a phone: the paper is asked for, the fee is waived. */
async function apply(): Promise<string> {
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: province.url })
  const page = await phone.newPage()
  page.setDefaultTimeout(15_000)
  const on = () => page.getByRole('button', { name: 'Lưu và tiếp tục' }).first().click()
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
  await page.goto(`/thu-tuc/${CODE}`)
  await page.getByText('Được miễn: Đoàn chỉ có học sinh').waitFor()
  await checkAccessibility(page, 'designer-citizen-procedure')
  await page.getByRole('button', { name: 'Nộp trực tuyến' }).click()
  for (const [name, value] of Object.entries({
    name: 'Hoàng Thị Thử',
    citizenNumber: '008190001234',
    birthDate: '5/9/1990',
    phone: '0912345678',
    address: 'Tổ 1, phường Minh Xuân',
  }))
    await place(page, `applicant.${name}`).fill(value)
  await on()
  await heading('Người đăng ký')
  expect(await place(page, 'answers.hoVaTen').inputValue()).toBe('Hoàng Thị Thử')
  expect(await place(page, 'answers.tenToChuc').count()).toBe(0)
  await page.getByLabel('Một tổ chức').check()
  await on()
  await place(page, 'answers.tenToChuc').fill('Trường THCS Thử Nghiệm')
  await checkAccessibility(page, 'designer-citizen-form')
  await on()
  await heading('Chuyến tham quan')
  await place(page, 'answers.ngayThamQuan').fill('20/12/2026')
  await place(page, 'answers.soNguoi').fill('35')
  await page.locator('[name="answers.caDoanLaHocSinh"][value="true"]').check()
  await on()
  await heading('Giấy tờ')
  await place(page, 'documents.giayGioiThieuCuaTo').setInputFiles({
    name: 'giới thiệu.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
      'base64',
    ),
  })
  await page.getByRole('button', { name: /^Tải lên/ }).click()
  await page.getByText('giới thiệu.png').first().waitFor()
  await on()
  await heading('Cách nhận kết quả')
  await page.getByLabel('Nhận tại Bộ phận Một cửa').check()
  await on()
  await heading('Kiểm tra lại trước khi nộp')
  await page.getByText('Trường THCS Thử Nghiệm').waitFor()
  expect(await page.locator('main').innerText()).toContain('Đoàn chỉ có học sinh')
  await checkAccessibility(page, 'designer-citizen-check')
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await heading('Đã nộp hồ sơ')
  return (await page.locator('.code').innerText()).trim()
}

async function decide(code: string): Promise<void> {
  const counter = await signedIn(browser, province, 'counter')
  await open(counter, province, code)
  await counter.getByText('Trường THCS Thử Nghiệm').first().waitFor()
  await move(counter, 'Tiếp nhận hồ sơ')
  const specialist = await signedIn(browser, province, 'specialist')
  await open(specialist, province, code)
  await move(specialist, 'Đề xuất cho tham quan', () =>
    specialist.getByLabel('Đoạn 1', { exact: true }).fill('Mời đoàn đến lúc 8 giờ.'),
  )
  const leader = await signedIn(browser, province, 'leader')
  await open(leader, province, code)
  await leader.getByText('Mời đoàn đến lúc 8 giờ.').waitFor()
  await move(leader, 'Ký giấy hẹn')
  await open(counter, province, code)
  await move(counter, 'Trả kết quả')
  expect(await counter.locator('.dossier-head .facts').innerText()).toContain('Đã trả')
  await checkAccessibility(counter, 'designer-dossier-returned')
}
