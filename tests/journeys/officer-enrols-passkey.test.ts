import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { checkAccessibility } from './browser.ts'
import { signedIn, signIn } from './officer.ts'
import { browser, province, setStage } from './stage.ts'

setStage('localhost')
/** A device of the browser's own making: it keeps keys, and its owner's finger is always there. */
async function plugIn(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const tokenOf = async (page: Page) =>
  (await page.context().cookies()).find(({ name }) => name === 'tan-trao')?.value

test('an officer enrols a passkey, is asked for it after the password, and signs in by it alone', async () => {
  const page = await signedIn(browser, province, 'specialist')
  await plugIn(page)
  await page.getByRole('link', { name: 'Bảo mật' }).click()
  await page.getByRole('heading', { name: 'Bảo mật tài khoản' }).waitFor()
  await checkAccessibility(page, 'security-empty')

  const before = await tokenOf(page)
  await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click()
  await page.getByLabel('Tên để nhận ra khóa này').fill('Máy ở phòng chuyên môn')
  await checkAccessibility(page, 'security-add-passkey')
  await page.keyboard.press('Enter')
  await page.getByText('Đã thêm khóa truy cập.').waitFor()
  expect(await page.locator('.recovery-codes li').allInnerTexts()).toHaveLength(10)
  await checkAccessibility(page, 'security-recovery-codes')
  // The session may do more than before, so it goes on under another token.
  expect(await tokenOf(page)).not.toBe(before)
  const [code = ''] = await page.locator('.recovery-codes li').allInnerTexts()
  await page.getByRole('button', { name: 'Tôi đã cất mã' }).click()
  await page.getByText('Máy ở phòng chuyên môn').waitFor()
  await page.getByText('Còn 10 mã.').waitFor()
  await checkAccessibility(page, 'security-enrolled')

  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await signIn(page, province, 'specialist')
  await page.getByRole('heading', { name: 'Xác thực lần hai' }).waitFor()
  await checkAccessibility(page, 'second-step')
  await page.getByRole('button', { name: 'Dùng khóa truy cập' }).click()
  await page.waitForSelector('.worklist')

  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await page.getByLabel('Tên đăng nhập').waitFor()
  await checkAccessibility(page, 'sign-in-passkey')
  await page.getByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }).click()
  await page.waitForSelector('.worklist')
  await page.getByText('Chuyên viên').first().waitFor()

  // Another desk, without the device: a wrong code is told, a recovery code opens once.
  const away = await (await browser.newContext({ locale: 'vi-VN' })).newPage()
  await away.goto(`${province.url}/can-bo/`)
  await signIn(away, province, 'specialist')
  await away.getByText('Không có thiết bị bên mình?').click()
  await away.getByLabel('Một mã dự phòng').fill('AAAA-BBBB-CCCC-DDDD')
  await away.keyboard.press('Enter')
  await away.getByRole('alert').getByText('Mã dự phòng chưa đúng').waitFor()
  await checkAccessibility(away, 'second-step-error')
  await away.getByLabel('Một mã dự phòng').fill(code.toLowerCase())
  await away.keyboard.press('Enter')
  await away.waitForSelector('.worklist')
}, 180_000)

test('where policy asks, an officer without a second factor may only add one; other sessions must show it', async () => {
  const page = await signedIn(browser, province, 'head')
  const otherDesk = await signedIn(browser, province, 'head')
  const administrator = await (await browser.newContext({ locale: 'vi-VN' })).newPage()
  await administrator.goto(`${province.url}/quan-tri/`)
  await signIn(administrator, province, 'administrator')
  await administrator.locator('.who').waitFor()
  await administrator.evaluate(async () => {
    const answer = await fetch('/api/identity/policy', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'tan-trao' },
      body: JSON.stringify({ roles: ['head'], since: '2020-01-01' }),
    })
    if (!answer.ok) throw new Error(`the policy was answered ${answer.status}`)
  })

  await expect
    .poll(async () => {
      await page.goto(`${province.url}/can-bo/`)
      await page.waitForTimeout(500)
      return page.url()
    })
    .toBe(`${province.url}/can-bo/bao-mat`)
  await page.getByText('Vị trí của bạn phải có xác thực hai lớp').waitFor()
  await page.getByRole('button', { name: 'Thêm ứng dụng xác thực' }).click()
  await page.getByRole('img', { name: 'Mã QR' }).waitFor()
  await checkAccessibility(page, 'security-add-totp')
  const secret = (await page.locator('.secret').innerText()).replaceAll(' ', '')
  await page.getByLabel('Mã 6 chữ số').fill('12345')
  await page.keyboard.press('Enter')
  await page.getByText('Mã gồm 6 chữ số').waitFor()
  await page.getByLabel('Mã 6 chữ số').fill(generateSync({ secret }))
  await page.keyboard.press('Enter')
  await page.getByText('Đã thêm ứng dụng xác thực.').waitFor()
  const [code = ''] = await page.locator('.recovery-codes li').allInnerTexts()
  await page.getByRole('link', { name: 'Vào làm việc' }).click()
  await page.waitForSelector('.worklist')

  // A session from before must show the factor once; what it wanted then goes on by itself.
  await otherDesk.goto(`${province.url}/can-bo/`)
  const dialog = otherDesk.getByRole('dialog', { name: 'Xác thực để làm tiếp' })
  await dialog.waitFor()
  await checkAccessibility(otherDesk, 'step-up')
  await dialog.getByLabel('Mã trong ứng dụng xác thực').fill('000000')
  await otherDesk.keyboard.press('Enter')
  await dialog.getByRole('alert').waitFor()
  await checkAccessibility(otherDesk, 'step-up-error')
  await dialog.getByRole('button', { name: 'dùng mã dự phòng' }).click()
  await dialog.getByLabel('Một mã dự phòng').fill(code)
  await otherDesk.keyboard.press('Enter')
  await dialog.waitFor({ state: 'hidden' })
  await otherDesk.waitForSelector('.worklist')
  await otherDesk.getByText(/Hồ sơ của tôi/).waitFor()
}, 180_000)

test('on the citizens’ pages a person adds an app and a passkey, keeps the codes, and takes the app away again', async () => {
  const page = await signedIn(browser, province, 'leader')
  await plugIn(page)
  await page.goto(`${province.url}/tai-khoan/xac-thuc`)
  await checkAccessibility(page, 'own-factors-empty')
  await page.getByRole('button', { name: 'Thêm ứng dụng' }).click()
  await page.getByRole('heading', { name: 'Thêm ứng dụng xác thực' }).waitFor()
  await checkAccessibility(page, 'own-factors-totp')
  const secret = (await page.locator('main p.no-break strong').innerText()).replaceAll(' ', '')
  await page.getByLabel('Mã 6 chữ số').fill('1')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await checkAccessibility(page, 'own-factors-totp-error')
  await page.getByLabel('Mã 6 chữ số').fill(generateSync({ secret }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Mười mã dự phòng' }).waitFor()
  expect(await page.locator('main li').count()).toBe(10)
  await checkAccessibility(page, 'own-factors-codes')
  await page.getByRole('link', { name: 'Tôi đã cất mã' }).click()

  await page.getByRole('button', { name: 'Thêm khóa truy cập' }).click()
  await page.getByText('Đã thêm.').waitFor()
  await page.getByText('Điện thoại của tôi', { exact: true }).first().waitFor()
  await checkAccessibility(page, 'own-factors')
  await page.getByRole('button', { name: 'Gỡ Đang dùng' }).click()
  await page.getByText('Đã gỡ.').waitFor()
  await page.getByRole('button', { name: 'Thêm ứng dụng' }).waitFor()
}, 180_000)
