import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { browser, province, setStage } from './stage.ts'

setStage()
const DAUGHTER = 'Nguyễn Thị Hòa'
const FATHER = 'Lý A Páo'
const FATHERS_NUMBER = '008085990202'

async function citizen(name: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, baseURL: province.url })
  await page.goto('/dang-nhap')
  await page.getByRole('link', { name: 'Đăng nhập bằng VNeID' }).click()
  await page.getByLabel(name).check()
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor()
  await page.getByRole('link', { name: 'thay mặt doanh nghiệp' }).click()
  await page.getByRole('heading', { name: 'Thay mặt người khác' }).waitFor()
  return page
}
const day = (ahead: number) => new Date(Date.now() + (7 + ahead * 24) * 3_600_000).toISOString().slice(0, 10)

test('a person asks to act for another, who agrees and later ends it', async () => {
  const daughter = await citizen(DAUGHTER)
  await daughter.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await daughter.getByText('Nhập số định danh 12 chữ số hoặc mã số thuế').first().waitFor()
  await checkAccessibility(daughter, 'account-representing-refused')
  await daughter.getByLabel('cha mẹ, người cao tuổi').check()
  await daughter.getByLabel('Số định danh hoặc mã số thuế').fill(FATHERS_NUMBER)
  await daughter.getByLabel('Từ ngày').fill(day(0))
  await daughter.getByLabel('Đến hết ngày').fill(day(30))
  await daughter.getByRole('button', { name: 'Gửi đề nghị' }).click()
  await daughter.getByText('Đã gửi đề nghị').waitFor()
  await daughter.getByText(`Người có số ${FATHERS_NUMBER}`).first().waitFor()
  expect(await daughter.getByText(FATHER).count()).toBe(0)

  const father = await citizen(FATHER)
  await checkAccessibility(father, 'account-represented-asked')
  await father.getByRole('button', { name: `Đồng ý ${DAUGHTER}` }).click()
  await father.getByText('Bạn đã đồng ý.').waitFor()
  await daughter.reload()
  await daughter.getByRole('heading', { name: FATHER }).waitFor()
  await daughter.getByText('đang hiệu lực').waitFor()
  await checkAccessibility(daughter, 'account-representing')

  await father.getByRole('button', { name: `Chấm dứt ${DAUGHTER}` }).click()
  await father.getByText('Việc đại diện đã chấm dứt.').waitFor()
  await daughter.reload()
  await daughter.getByText('đã chấm dứt').waitFor()
  expect(await daughter.getByText('đang hiệu lực').count()).toBe(0)
})
