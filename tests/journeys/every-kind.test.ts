import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { EVERY_KIND, everyKindPack } from '../packs/every-kind.ts'
import { checkAccessibility } from './browser.ts'
import { signedIn, signIn } from './officer.ts'
import { lookAt, openPhone } from './phone.ts'
import { publishPack } from './publish-pack.ts'
import { browser, province, setStage } from './stage.ts'

/** The citizen's phone: no JavaScript at all. */
let page: Page

const PERSON = '008190001234||Nguyễn Thị Hòa|05091990|Nữ|Tổ 5, Tràng Đà, Tuyên Quang|01012022'

setStage()
beforeAll(async () => {
  await publishPack(province, everyKindPack())
  ;({ page } = await openPhone())
}, 180_000)

const see = (name: string) => lookAt(page, `every-kind-${name}`)

const byName = (of: Page, name: string, value?: string) =>
  of.locator(`[name="answers.${name}"]${value === undefined ? '' : `[value="${value}"]`}`)
const fill = async (values: Record<string, string>) => {
  for (const [name, value] of Object.entries(values)) await byName(page, name).fill(value)
}
const goOn = () => page.getByRole('button', { name: 'Lưu và tiếp tục' }).first().click()
const heading = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor()
const photograph = {
  name: 'ban-ve.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mP4DwABAQEAG7buVgAAAABJRU5ErkJggg==',
    'base64',
  ),
}

test('a citizen answers every kind of question from a phone without JavaScript', async () => {
  await page.goto(`/thu-tuc/${EVERY_KIND}`)
  await page.getByRole('button', { name: 'Nộp trực tuyến' }).click()
  if (await page.locator('[id="agency"]').count()) {
    await page.locator('[id="agency"]').selectOption({ index: 1 })
    await goOn()
  }
  await heading('Người nộp hồ sơ')
  for (const [name, value] of Object.entries({
    name: 'Nguyễn Thị Thử Nghiệm',
    citizenNumber: '008190001234',
    phone: '0912345678',
  }))
    await page.locator(`[id="applicant.${name}"]`).fill(value)
  await goOn()
  await heading('Nội dung khai')
  await see('empty')

  // A card's text fills the person in.
  await page.locator('summary').click()
  await byName(page, 'owner.card').fill(PERSON)
  await page.getByRole('button', { name: 'Điền', exact: true }).click()
  expect(await byName(page, 'owner.name').inputValue()).toBe('Nguyễn Thị Hòa')
  expect(await byName(page, 'owner.birthDate').inputValue()).toBe('05/09/1990')
  expect(await byName(page, 'owner.sex', 'female').isChecked()).toBe(true)
  expect(await byName(page, 'owner.card').inputValue()).toBe('')

  // Rows come and go, and what was typed in the others stays.
  await fill({ 'plots.0.number': 'A1', 'plots.0.area': '100,5' })
  await page.getByRole('button', { name: /Thêm dòng/ }).click()
  await page.getByRole('button', { name: /Thêm dòng/ }).click()
  await fill({ 'plots.1.number': 'bỏ', 'plots.2.number': 'A3', 'plots.2.area': '50' })
  await page.getByRole('button', { name: /Bỏ dòng\s+2/ }).click()
  expect(await byName(page, 'plots.0.number').inputValue()).toBe('A1')
  expect(await byName(page, 'plots.1.number').inputValue()).toBe('A3')
  expect(await page.getByRole('button', { name: /Bỏ dòng/ }).count()).toBe(2)
  expect(await page.locator('[id="answers.totalArea"]').innerText()).toBe('150,5')

  // A former commune's name; script in an answer; some things wrong.
  await fill({
    houseName: '<script>alert(1)</script>',
    reason: 'Nhà cũ đã hỏng',
    floors: '2',
    cost: '1.500.000.000',
    begins: '5/9/2027',
    'company.name': 'Công ty TNHH Sông Lô',
    'company.taxCode': '0106026490',
    'company.representative': 'Ma Văn Sơn',
    contactPhone: '0912 345 678',
    'site.commune': 'xã Không Có',
    'site.detail': 'Tổ 5',
    'point.lat': '48,85',
    'point.lng': '105,2',
  })
  await byName(page, 'work', 'new').check()
  await byName(page, 'reasons', 'repair').check()
  await byName(page, 'hasPlan', 'true').check()
  await byName(page, 'agreed').check()
  await goOn()
  // The plan is asked for because there is one.
  await byName(page, 'plan.new').setInputFiles(photograph)
  await goOn()
  const alert = page.getByRole('alert')
  await alert.waitFor()
  expect(await alert.getByRole('link').allInnerTexts()).toEqual([
    expect.stringContaining('“Mã số thuế” không đúng'),
    expect.stringContaining('chưa rõ là xã, phường nào'),
    expect.stringContaining('“Vĩ độ”'),
  ])
  expect(await page.content()).not.toContain('<script>alert')
  expect(await byName(page, 'houseName').inputValue()).toBe('<script>alert(1)</script>')
  await page.getByText('ban-ve.png').first().waitFor()
  await see('wrong')

  await fill({ 'company.taxCode': '0106026495', 'site.commune': 'xã Tràng Đà', 'point.lat': '21,8' })
  await goOn()
  await heading('Cách nhận kết quả')
  await page.getByRole('button', { name: 'Quay lại', exact: true }).click()
  await heading('Nội dung khai')
  await page.getByText('xã Tràng Đà nay thuộc Phường Nông Tiến.').waitFor()
  await see('mended')
  await goOn()
  await goOn()
  await heading('Kiểm tra lại trước khi nộp')
  const shown = await page.locator('main').innerText()
  for (const words of [
    'Tổ 5, Phường Nông Tiến, Tuyên Quang (trước đây là Xã Tràng Đà, Thành phố Tuyên Quang)',
    '<script>alert(1)</script>',
    '21,8° B, 105,2° Đ',
    'Số thửa: A3',
    '150,5',
    'ban-ve.png',
    'Nguyễn Thị Hòa, sinh ngày 05/09/1990',
    '150.500 đồng',
  ])
    expect(shown).toContain(words)
  await see('check')
  await page.getByRole('button', { name: 'Nộp hồ sơ' }).click()
  await heading('Đã nộp hồ sơ')
})

test('the counter sees what is wrong while typing, in the same words, under a policy without eval', async () => {
  const counter = await signedIn(browser, province, 'counter')
  await counter.goto(`${province.url}/can-bo/tiep-nhan`)
  await counter.getByLabel('Quét mã QR trên thẻ căn cước').waitFor()
  await counter.keyboard.type(PERSON)
  await counter.keyboard.press('Enter')
  await counter.getByRole('combobox', { name: 'Tìm thủ tục' }).focus()
  await counter.keyboard.type('thu moi loai muc khai')
  await counter.getByRole('listbox').getByRole('option').first().waitFor()
  await counter.keyboard.press('Enter')
  await byName(counter, 'houseName').fill('Nhà văn hóa')

  // Wrong while typing, right again once mended; nothing is said of what nobody typed.
  await byName(counter, 'company.taxCode').fill('0106026490')
  await counter.getByText('“Mã số thuế” không đúng').waitFor()
  expect(await counter.locator('.wrong').count()).toBe(1)
  await byName(counter, 'company.taxCode').fill('0106026495')
  await counter.getByText('“Mã số thuế” không đúng').waitFor({ state: 'detached' })
  await byName(counter, 'point.lat').fill('48,85')
  await counter.getByText('“Vĩ độ” không được quá').waitFor()
  await byName(counter, 'point.lat').fill('21,8')
  await byName(counter, 'point.lng').fill('105,2')

  // A former commune tells where it lies, as one types.
  await byName(counter, 'site.commune').fill('xã Tràng Đà')
  await counter.getByText('xã Tràng Đà nay thuộc Phường Nông Tiến.').waitFor()

  // The scanner fills the person in; rows and files without leaving the page.
  await counter.locator('details.from-card summary').click()
  await byName(counter, 'owner.card').fill(PERSON)
  await expect.poll(() => byName(counter, 'owner.name').inputValue()).toBe('Nguyễn Thị Hòa')
  await byName(counter, 'plots.0.number').fill('B1')
  await byName(counter, 'plots.0.area').fill('30')
  await counter.getByRole('button', { name: /Thêm dòng/ }).click()
  await byName(counter, 'plots.1.number').fill('B2')
  await byName(counter, 'plots.1.area').fill('12,5')
  await expect.poll(() => counter.locator('[id="answers.totalArea"]').innerText()).toBe('42,5')
  expect(await byName(counter, 'plots.0.number').inputValue()).toBe('B1')
  await byName(counter, 'hasPlan', 'true').check()
  await byName(counter, 'plan.new').setInputFiles(photograph)
  await counter.getByText('ban-ve.png').first().waitFor()
  await checkAccessibility(counter, 'every-kind-counter')

  // The page itself still may not: only the worker's own answer allows it, and it reaches nothing.
  // Asked from a timer: what the debugger evaluates by itself is not held to the policy.
  const evaluated = await counter.evaluate(
    () =>
      new Promise((tell) => {
        setTimeout(() => {
          try {
            tell(new Function('return "ran"')())
          } catch (error) {
            tell((error as Error).name)
          }
        })
      }),
  )
  expect(evaluated).toBe('EvalError')

  await byName(counter, 'reason').fill('Xây mới')
  await byName(counter, 'floors').fill('1')
  await byName(counter, 'cost').fill('200.000.000')
  await byName(counter, 'begins').fill('01/02/2027')
  await byName(counter, 'work', 'new').check()
  await byName(counter, 'reasons', 'new').check()
  await byName(counter, 'company.name').fill('Công ty TNHH Sông Lô')
  await byName(counter, 'company.representative').fill('Ma Văn Sơn')
  await byName(counter, 'contactPhone').fill('0912345678')
  await byName(counter, 'agreed').check()
  if (await counter.getByLabel('Cơ quan có thẩm quyền').isEnabled())
    await counter.getByLabel('Cơ quan có thẩm quyền').selectOption({ index: 1 })
  await counter.keyboard.press('Control+Enter')
  const code = (await counter.locator('.given-code').innerText()).trim()
  await counter.goto(`${province.url}/can-bo/ho-so/${code}`)
  await counter.getByText('Số thửa: B2').waitFor()
  const dossier = await counter.locator('main').innerText()
  expect(dossier).toContain('Phường Nông Tiến, Tuyên Quang (trước đây là Xã Tràng Đà')
  expect(dossier).toContain('42,5')
  const download = await counter.request.get(
    (await counter.getByRole('link', { name: 'ban-ve.png' }).first().getAttribute('href'))!.replace(
      /^/,
      province.url,
    ),
  )
  expect(download.headers()['content-type']).toContain('image/png')
  await checkAccessibility(counter, 'every-kind-dossier')
})

test('an application begun before a change goes over to the new edition by the citizen’s own word', async () => {
  await page.goto(`/thu-tuc/${EVERY_KIND}`)
  await page.getByRole('button', { name: 'Nộp trực tuyến' }).click()
  await heading('Người nộp hồ sơ')
  const token = /\/nop\/([^/]+)\//.exec(page.url())![1]
  await page.locator('[id="applicant.name"]').fill('Nguyễn Thị Thử Nghiệm')
  await page.locator('[id="applicant.citizenNumber"]').fill('008190001234')
  await page.locator('[id="applicant.phone"]').fill('0912345678')
  await goOn()
  await heading('Nội dung khai')
  await fill({ houseName: 'Nhà văn hóa thôn', reason: 'Xuống cấp' })

  const edition = await publishSecondEdition()
  expect(edition).toBe(2)

  // What was just typed is saved first; then the change is told, and nothing goes on by itself.
  await expect
    .poll(async () => (await (await fetch(`${province.url}/api/drafts/${token}`)).json()).newer?.edition, {
      timeout: 20_000,
    })
    .toBe(2)
  await goOn()
  await page.goto(`/nop/${token}`)
  await heading('Thủ tục đã thay đổi')
  await page
    .getByText('Tờ khai không còn hỏi “Lý do đề nghị”; câu trả lời của bạn cho mục này được bỏ.')
    .waitFor()
  await page.getByText('Thời hạn giải quyết đổi từ 7 ngày làm việc thành 5 ngày làm việc.').waitFor()
  await see('newer')
  await page.getByRole('button', { name: 'Chuyển sang phiên bản mới và tiếp tục' }).click()
  await page.getByText('Đã chuyển sang phiên bản mới của thủ tục.').waitFor()
  await page.getByRole('link', { name: 'Nội dung khai' }).click()
  await heading('Nội dung khai')
  expect(await byName(page, 'houseName').inputValue()).toBe('Nhà văn hóa thôn')
  expect(await byName(page, 'reason').count()).toBe(0)
})

/** As two officials do it by the API: one drafts and submits, the other publishes; in force from today. */
async function publishSecondEdition(): Promise<number> {
  const [designer, approver] = await Promise.all(
    (['designer', 'approver'] as const).map(async (who) => {
      const context = await browser.newContext({ baseURL: province.url })
      const desk = await context.newPage()
      await desk.goto('/quan-tri/')
      await signIn(desk, province, who)
      await desk.getByRole('button', { name: 'Đăng xuất' }).waitFor()
      return context.request
    }),
  )
  const send = async (by: typeof designer, method: 'post' | 'put', path: string, data: object) => {
    const answer = await by![method](`/api${path}`, {
      data,
      headers: { 'x-requested-with': 'tan-trao', 'idempotency-key': crypto.randomUUID() },
    })
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
    return answer.json()
  }
  const draft = await send(designer, 'post', '/procedure-drafts', {
    procedure: EVERY_KIND,
    from: { kind: 'edition' },
  })
  const { content } = draft
  content.definition.clock.term = 5
  for (const each of content.definition.form)
    each.fields = each.fields.filter(({ key }: { key: string }) => key !== 'reason')
  const saved = await send(designer, 'put', `/procedure-drafts/${draft.id}`, {
    version: draft.version,
    content,
  })
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  await send(designer, 'post', `/procedure-drafts/${draft.id}/submission`, {
    version: saved.version,
    validFrom: today,
    decision: { number: '17/QĐ-UBND', date: today },
  })
  const { edition } = await send(approver, 'post', `/procedure-drafts/${draft.id}/publication`, {
    version: saved.version,
  })
  return edition
}
