import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { signIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

/** A procedure of one department with a term in working days and the ordinary flow of one agency. */
const PROCEDURE = '1.001686'

setStage()
async function administering(who: 'designer' | 'approver'): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${province.url}/quan-tri/`)
  await signIn(page, province, who)
  await page.getByRole('navigation', { name: 'Quản trị' }).waitFor()
  return page
}

/** What a person's own page may ask of the API, as its scripts do. */
async function call(page: Page, path: string, body: unknown): Promise<{ status: number; body: any }> {
  return page.evaluate(
    async ({ path, body }) => {
      const response = await fetch(`/api${path}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-requested-with': 'tan-trao',
          'idempotency-key': crypto.randomUUID(),
        },
        body: JSON.stringify(body),
      })
      return { status: response.status, body: await response.json() }
    },
    { path, body },
  )
}

const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Các phần của bản thảo' }).getByRole('link', { name })
const saved = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Đã lưu$/ })
    .waitFor()

test('a shorter term is told in words, given back once, approved by a second person, and ended', async () => {
  const designer = await administering('designer')
  const opened = await call(designer, '/procedure-drafts', {
    procedure: PROCEDURE,
    from: { kind: 'edition' },
  })
  expect(opened.status).toBe(201)
  const id: string = opened.body.id
  const term: number = opened.body.content.definition.clock.term
  const bench = `${province.url}/quan-tri/ban-thao/${id}`

  // The steps as a table; choosing a row makes it stand out in the diagram, and the other way round.
  await designer.goto(`${bench}?muc=buoc`)
  await designer.getByRole('button', { name: 'Đang thẩm định', exact: true }).press('Enter')
  await designer.locator('.flow-side .flow-state.chosen', { hasText: 'Đang thẩm định' }).waitFor()
  await designer.locator('summary', { hasText: 'Bắt đầu từ một quy trình có sẵn' }).press('Enter')
  await designer.locator('summary', { hasText: 'Xem trước sơ đồ' }).press('Enter')
  await designer.getByRole('region', { name: 'Sơ đồ của quy trình có sẵn' }).waitFor()
  expect(await designer.getByLabel('Quy trình', { exact: true }).locator('option').count()).toBeGreaterThan(4)
  await checkAccessibility(designer, 'designer-steps')
  await designer.locator('summary', { hasText: 'Xem trước sơ đồ' }).press('Enter')
  await designer.locator('summary', { hasText: 'Bắt đầu từ một quy trình có sẵn' }).press('Enter')
  await designer.locator('.flow-side .flow-state', { hasText: 'Chờ phân công' }).click()
  await designer.getByRole('region', { name: 'Chờ phân công' }).waitFor()

  // A step that nothing leads to shows at once, as a word in the diagram and as a finding that opens its place.
  await designer.getByRole('button', { name: 'Thêm bước' }).press('Enter')
  await designer.keyboard.type('Lấy ý kiến chuyên gia')
  const lost = designer.getByRole('region', { name: 'Lấy ý kiến chuyên gia' })
  await lost.getByLabel('Lời nói với người dân', { exact: true }).fill('Hồ sơ đang được chuyên gia xem xét.')
  await designer.locator('.flow-side .flow-state.lost', { hasText: 'Không có đường dẫn tới' }).waitFor()
  await saved(designer)
  await part(designer, 'Kiểm tra').press('Enter')
  await designer.getByText(/Còn \d+ lỗi phải sửa/).waitFor()
  await checkAccessibility(designer, 'designer-findings')
  await designer
    .getByRole('listitem')
    .filter({ hasText: 'Không có đường nào dẫn tới bước “Lấy ý kiến chuyên gia”' })
    .getByRole('link')
    .press('Enter')
  await lost.getByRole('button', { name: 'Xóa: Lấy ý kiến chuyên gia' }).press('Enter')
  await saved(designer)

  // The term, with the day it gives now.
  await part(designer, 'Thời hạn').press('Enter')
  await designer.getByText(/Hẹn trả/).waitFor()
  await designer.getByLabel('Thời hạn theo pháp luật').fill(String(term - 1))
  await saved(designer)
  await checkAccessibility(designer, 'designer-term')

  await part(designer, 'Ban hành').press('Enter')
  const words = new RegExp(`giảm từ ${term} xuống ${term - 1} ngày làm việc`)
  await designer.getByText(words).waitFor()
  await checkAccessibility(designer, 'designer-publication')
  await submit(designer)

  // The same person is refused, also past the screen.
  await designer.getByRole('heading', { name: 'Đang chờ phê duyệt' }).waitFor()
  expect(await designer.getByRole('button', { name: 'Phê duyệt và ban hành' }).count()).toBe(0)
  const refused = await call(designer, `/procedure-drafts/${id}/publication`, { version: 1 })
  expect(refused.status).toBe(403)

  const approver = await administering('approver')
  await approver.goto(`${bench}?muc=ban-hanh`)
  await approver.getByText(words).waitFor()
  await checkAccessibility(approver, 'approver-review')
  await approver.getByLabel('Hoặc trả lại, với lý do').fill('Chưa nêu căn cứ rút ngắn thời hạn.')
  await approver.getByRole('button', { name: 'Trả lại người soạn' }).press('Enter')
  await approver.getByText('trả lại: Chưa nêu căn cứ rút ngắn thời hạn.').waitFor()

  await designer.goto(`${bench}?muc=ban-hanh`)
  await designer.getByText('trả lại: Chưa nêu căn cứ rút ngắn thời hạn.').waitFor()
  await submit(designer, 'Đã có căn cứ: Nghị quyết 05/NQ-HĐND.')
  await designer.getByRole('heading', { name: 'Đang chờ phê duyệt' }).waitFor()

  await approver.goto(`${bench}?muc=ban-hanh`)
  await approver.getByText('Đã có căn cứ: Nghị quyết 05/NQ-HĐND.').waitFor()
  await approver.getByRole('button', { name: 'Phê duyệt và ban hành' }).press('Enter')
  await approver.getByText(/Đã ban hành phiên bản \d+\./).waitFor()
  const published = await approver.evaluate(
    async (code) => (await fetch(`/api/procedures/${code}`)).json(),
    PROCEDURE,
  )
  expect(published.definition.clock.term).toBe(term - 1)

  // Ended on a day: the edition stands, and says until when.
  const retire = `Ngừng áp dụng phiên bản ${published.edition}`
  await approver.getByRole('button', { name: retire }).press('Enter')
  const form = approver.getByRole('form', { name: retire })
  await form.getByLabel('Lý do ngừng áp dụng').fill('Quyết định công bố bị bãi bỏ.')
  await checkAccessibility(approver, 'approver-retires')
  await form.getByRole('button', { name: retire }).press('Enter')
  await approver.getByText('Đã ghi ngày ngừng áp dụng.').waitFor()
  await approver
    .getByRole('row')
    .filter({ has: approver.getByRole('rowheader', { name: String(published.edition), exact: true }) })
    .filter({ hasText: /ngừng/ })
    .waitFor()
})

async function submit(page: Page, note = ''): Promise<void> {
  await page.getByLabel('Số quyết định công bố').fill('1234/QĐ-UBND')
  await page.getByLabel('Ngày quyết định').fill('2026-11-20')
  await page.getByLabel('Lời gửi người phê duyệt').fill(note)
  await page.getByRole('button', { name: 'Trình phê duyệt' }).press('Enter')
}

test('a designer sees where dossiers would pile up, and the flow as BPMN', async () => {
  const designer = await administering('designer')
  const { body } = await call(designer, '/procedure-drafts', {
    procedure: PROCEDURE,
    from: { kind: 'edition' },
  })
  await designer.goto(`${province.url}/quan-tri/ban-thao/${body.id}?muc=mo-phong`)
  await designer.getByLabel('Hồ sơ mỗi ngày làm việc').fill('40')
  await designer.getByLabel('Chuyên viên', { exact: true }).fill('1')
  await designer.getByRole('button', { name: 'Chạy mô phỏng' }).press('Enter')
  await designer.getByText(/Nút thắt:/).waitFor()
  await designer.getByRole('table', { name: 'Hàng chờ theo từng bước' }).waitFor()
  await designer.locator('.flow-state.worst', { hasText: 'nút thắt' }).waitFor()
  await checkAccessibility(designer, 'designer-simulation')

  await part(designer, 'Sơ đồ BPMN').press('Enter')
  await designer.locator('.bpmn-canvas .djs-shape').first().waitFor()
  expect(await designer.locator('.bpmn-canvas .bjs-powered-by').isVisible()).toBe(true)
  await checkAccessibility(designer, 'designer-bpmn')
  const [file] = await Promise.all([
    designer.waitForEvent('download'),
    designer.getByRole('link', { name: 'Tải tệp BPMN về' }).press('Enter'),
  ])
  // What was taken away comes back: the same steps and moves, and the screen says what it could not take.
  await designer.getByLabel('Lấy bước và thao tác từ tệp BPMN').setInputFiles(await file.path())
  await designer.getByText(/Đã lấy (toàn bộ )?sơ đồ vào bản thảo/).waitFor()
  await checkAccessibility(designer, 'designer-bpmn-imported')
})
