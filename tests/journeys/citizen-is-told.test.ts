import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { type MailSink, openMailSink } from '../province/mail-sink.ts'
import { type Applied, applyOnline } from './apply-online.ts'
import { checkAccessibility } from './browser.ts'
import { move, open, signedIn, signIn } from './officer.ts'
import { lookAt, openPhone } from './phone.ts'
import { browser, province, setStage } from './stage.ts'

let sink: MailSink
setStage(undefined, async () => {
  sink = await openMailSink()
  return { SMTP_URL: sink.url }
})
afterAll(() => sink?.close())

const EMAIL = 'mui.nong@example.vn'
const to = (address: string, code: string) =>
  sink.letters().filter((each) => each.to === address && each.subject.includes(code))

test('a citizen is told by letter and SMS; at night the SMS waits; one that failed is sent again', async () => {
  const admin = await administrating()
  await quietHours(admin, '00:00', '00:00')

  // The telephone is off when the first message comes.
  const applied = await applyOnline({ email: EMAIL, phone: '0531230404' })
  const { code } = applied
  await expect.poll(() => to(EMAIL, code).length, { timeout: 20_000 }).toBe(1)
  expect(to(EMAIL, code)[0]?.subject).toBe(`Đã nhận hồ sơ nộp trực tuyến: ${code}`)
  expect(to(EMAIL, code)[0]?.text).toContain(`khoa=${applied.check}`)
  await failsAndGoesAgain(admin, code)

  await choose(applied)
  await quietHours(admin, '00:00', '23:59')
  const counter = await signedIn(browser, province, 'counter')
  await open(counter, province, code)
  await move(counter, 'Tiếp nhận hồ sơ')
  await expect.poll(() => to(EMAIL, code).length, { timeout: 20_000 }).toBe(2)
  expect(to(EMAIL, code)[1]?.subject).toBe(`Your dossier has been accepted: ${code}`)
  await admin.goto(`${province.url}/quan-tri/thong-bao?subject=${code}&state=waiting`)
  await admin.getByText('Đang chờ, gửi lúc 23:59').waitFor()
  await checkAccessibility(admin, 'notices-waiting')
  await words(admin)
})

async function administrating(): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(`${province.url}/quan-tri/thong-bao/kenh`)
  await signIn(page, province, 'administrator')
  await page.getByRole('heading', { name: 'Giờ yên lặng' }).waitFor()
  await checkAccessibility(page, 'notices-channels')
  return page
}

async function quietHours(page: Page, starts: string, ends: string): Promise<void> {
  await page.goto(`${province.url}/quan-tri/thong-bao/kenh`)
  await page.getByLabel('Từ', { exact: true }).fill(starts)
  await page.getByLabel('Đến', { exact: true }).fill(ends)
  await page.getByRole('button', { name: 'Lưu giờ' }).click()
  await page.getByText('Đã lưu giờ yên lặng.').waitFor()
}

/** The failed SMS stands on the screen with its reason; sent again, it arrives where people read it. */
async function failsAndGoesAgain(page: Page, code: string): Promise<void> {
  const list = `${province.url}/quan-tri/thong-bao?subject=${code}`
  const failed = page.getByText('thuê bao đang tắt máy')
  await expect
    .poll(
      async () => {
        await page.goto(list)
        await page.getByRole('heading', { name: 'Thông báo cho người dân' }).waitFor()
        return failed.count()
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(1)
  await checkAccessibility(page, 'notices-failed')
  await page.getByRole('button', { name: /Gửi lại tin .* qua SMS/ }).click()
  await expect
    .poll(
      async () => {
        await page.goto(list)
        await page.getByRole('heading', { name: 'Thông báo cho người dân' }).waitFor()
        return page.getByRole('cell', { name: 'Đã đến máy' }).count()
      },
      { timeout: 20_000, interval: 500 },
    )
    .toBe(1)
  await page.goto(`${province.url}/hop-thu-thu-nghiem?q=0531230404`)
  expect(await page.getByRole('heading', { name: /SMS đến 0531230404/ }).count()).toBe(2)
  await checkAccessibility(page, 'demo-inbox')
}

/** On their own phone the citizen asks to be told in English, by letter and SMS. */
async function choose({ trackUrl }: Applied): Promise<void> {
  const { page } = await openPhone()
  await page.goto(trackUrl)
  await page.getByText('Cách nhận tin về hồ sơ này').click()
  await page.getByLabel('English', { exact: true }).check()
  await lookAt(page, 'citizen-notices')
  await page.getByRole('button', { name: 'Lưu cách nhận tin' }).click()
  await page.getByText('Đã ghi nhận cách bạn muốn nhận tin.').waitFor()
  await page.context().close()
}

/** Words are tried on sample data before they are kept; what the notice does not have is refused. */
async function words(page: Page): Promise<void> {
  await page.goto(`${province.url}/quan-tri/thong-bao/mau?loai=received&dang=short`)
  const body = page.getByLabel('Nội dung')
  await body.fill('Hồ sơ {code} của {hoTen} đã được nhận.')
  await page.getByText('Không có chỗ trống {hoTen} trong tin này.').waitFor()
  await page.getByRole('button', { name: 'Lưu lời báo' }).click()
  await page.getByText('Dùng được: {code}').first().waitFor()
  await checkAccessibility(page, 'notices-words-wrong')
  await body.fill('Hồ sơ {code} đã được nhận, hẹn {due}.')
  await page.getByText('Gửi bằng SMS hết 1 tin').waitFor()
  await page.getByRole('button', { name: 'Lưu lời báo' }).click()
  await page.getByText('Đã lưu.').waitFor()
  await checkAccessibility(page, 'notices-words')
}
