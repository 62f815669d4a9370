import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkDigit } from '../../src/blocks/dossier/model/parcel.ts'
import { applyOnline } from './apply-online.ts'
import { checkAccessibility } from './browser.ts'
import { move, open, signedIn } from './officer.ts'
import { lookAt, openPhone } from './phone.ts'
import { browser, province, setStage } from './stage.ts'

setStage()

test('papers are fetched at the door, a result goes home by post, and one that comes back is sent for again', async () => {
  const home = await applyOnline({ phone: '0531234501', address: 'Thôn Nà Tông, xã Lâm Bình' }, 'post')
  const lost = await applyOnline({ phone: '0531234502', address: 'Sai địa chỉ, xã Lâm Bình' }, 'post')
  const { page: phone } = await openPhone()
  await fetched(phone, home.trackUrl)

  const counter = await signedIn(browser, province, 'counter')
  await decided(counter, [home.code, lost.code])

  await counter.goto(`${province.url}/can-bo/buu-chinh`)
  for (const { code } of [home, lost]) {
    await counter.getByRole('button', { name: `Lập bưu gửi cho hồ sơ ${code}` }).click()
    if (code === home.code) await checkAccessibility(counter, 'post-address')
    await counter.getByRole('button', { name: 'Lập bưu gửi', exact: true }).click()
    await counter
      .getByLabel(new RegExp(`Chọn bưu gửi CA\\d{9}VN của hồ sơ ${code}`))
      .check({ timeout: 20_000 })
  }
  await checkAccessibility(counter, 'post-to-send')
  const label = await counter.getByRole('link', { name: 'In nhãn' }).first().getAttribute('href')
  expect(await pdf(counter, label!)).toBe(true)
  await counter.getByRole('button', { name: 'Bàn giao 2 bưu gửi đã chọn' }).click()
  const list = counter.getByRole('link', { name: 'In danh sách bàn giao' })
  expect(await pdf(counter, (await list.getAttribute('href'))!)).toBe(true)

  await follows(phone, home.trackUrl)
  await open(counter, province, home.code)
  expect(await counter.locator('.dossier-head .facts').innerText()).toContain('Đã trả kết quả')
  await counter.getByRole('heading', { name: 'Bưu chính' }).waitFor()
  await checkAccessibility(counter, 'post-panel')
  await cameBack(counter, lost.code)
  await arrived(counter, home.code)
})

/** Signed results, waiting for the post. */
async function decided(counter: Page, codes: readonly string[]): Promise<void> {
  for (const code of codes) {
    await open(counter, province, code)
    await move(counter, 'Tiếp nhận hồ sơ')
    await move(counter, 'Chuyển cho người làm kết quả')
  }
  const specialist = await signedIn(browser, province, 'specialist')
  for (const code of codes) {
    await open(specialist, province, code)
    await move(specialist, 'Đề xuất giải quyết', () =>
      specialist.getByLabel('Đoạn 1', { exact: true }).fill('Cấp hai bản sao từ sổ gốc.'),
    )
  }
  await specialist.context().close()
  const leader = await signedIn(browser, province, 'leader')
  for (const code of codes) {
    await open(leader, province, code)
    await move(leader, 'Ký kết quả')
  }
  await leader.context().close()
}

async function fetched(phone: Page, trackUrl: string): Promise<void> {
  await phone.goto(trackUrl)
  await phone.getByRole('button', { name: /xin bưu chính đến nhà lấy/ }).click()
  await phone.getByRole('button', { name: 'Xin đến lấy' }).click()
  await phone.getByRole('alert').waitFor()
  await phone.getByLabel('Họ và tên người gửi').fill('Nông Thị Mùi')
  await phone.getByLabel('Số điện thoại').fill('0531 234 501')
  await phone.getByLabel('Địa chỉ lấy giấy tờ').fill('Thôn Nà Tông, xã Lâm Bình')
  await lookAt(phone, 'citizen-pick-up')
  await phone.getByRole('button', { name: 'Xin đến lấy' }).click()
  await phone.getByText('Đã chuyển yêu cầu cho bưu chính').waitFor()
}

/** The parcel's way on the applicant's phone, to the end: the dossier is handed over. */
async function follows(phone: Page, trackUrl: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await phone.goto(trackUrl)
        return (await phone.content()).includes('Bưu tá đang đi phát')
      },
      { timeout: 40_000, interval: 1000 },
    )
    .toBe(true)
  await expect
    .poll(
      async () => {
        await phone.goto(trackUrl)
        return (await phone.content()).includes('Ông/bà đã nhận kết quả')
      },
      { timeout: 20_000, interval: 1000 },
    )
    .toBe(true)
  await lookAt(phone, 'citizen-parcel')
}

async function cameBack(counter: Page, code: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await counter.goto(`${province.url}/can-bo/buu-chinh?muc=quay-ve`)
        await counter.getByRole('heading', { name: 'Bưu chính' }).waitFor()
        return counter.getByRole('link', { name: code }).count()
      },
      { timeout: 30_000, interval: 1000 },
    )
    .toBe(1)
  await counter.getByText('không có người nhận ở địa chỉ này').waitFor()
  await checkAccessibility(counter, 'post-came-back')
  await counter.getByRole('button', { name: /^Gửi lại: CA/ }).click()
  await counter.getByText('Không có bưu gửi nào quay về').waitFor()
  await counter.getByRole('link', { name: /^Cần gửi/ }).click()
  await counter.getByRole('button', { name: `Lập bưu gửi cho hồ sơ ${code}` }).waitFor()
}

/** The fetched papers are at the desk; somebody else's are expected by their number. */
async function arrived(counter: Page, code: string): Promise<void> {
  await counter.getByRole('link', { name: /^Giấy tờ sắp đến/ }).click()
  await counter.getByText('Đã đến quầy').waitFor()
  await counter.getByLabel('Số bưu gửi người dân tự gửi đến').fill('CB100000019VN')
  await counter.getByRole('button', { name: 'Ghi số' }).click()
  await counter.getByText('sai chữ số kiểm tra').first().waitFor()
  const number = `CB20000001${checkDigit('20000001')}VN`
  await counter.getByLabel('Số bưu gửi người dân tự gửi đến').fill(number)
  await counter.getByRole('button', { name: 'Ghi số' }).click()
  await counter.getByRole('cell', { name: number, exact: true }).waitFor()
  await checkAccessibility(counter, 'post-incoming')
  await counter
    .getByRole('row')
    .filter({ hasText: code })
    .getByRole('button', { name: /Đã nhận giấy tờ/ })
    .click()
  await expect.poll(() => counter.getByRole('link', { name: code }).count()).toBe(0)
}

async function pdf(page: Page, path: string): Promise<boolean> {
  const answer = await page.request.get(`${province.url}${path}`)
  return answer.ok() && (await answer.body()).subarray(0, 5).toString() === '%PDF-'
}
