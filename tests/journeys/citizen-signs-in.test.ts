import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { REGISTER_COPY } from './applications.ts'
import { lookAt, openPhone } from './phone.ts'
import { province, setStage } from './stage.ts'

setStage()
/** The form of a certified copy, as the counter fills it in from the identity card. */
const COPY = {
  ...REGISTER_COPY.answers,
  applicantName: 'Nguyễn Thị Hòa',
  applicantNumber: '008190990101',
  applicantBirthDate: '1990-09-05',
  applicantAddress: 'Tổ 3, phường Minh Xuân',
  applicantPhone: '0531234501',
  issuedYear: 2019,
  copies: 2,
  pledge: true,
}

async function see(page: Page, name: string) {
  expect(await lookAt(page, `account-${name}`), name).not.toMatch(/<script/)
}

const heading = (page: Page, text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor()

/** Through the simulator, which runs as a process of its own beside the product. */
async function byVneid(page: Page, person: string) {
  await page.getByRole('link', { name: 'Đăng nhập bằng VNeID' }).click()
  await heading(page, 'VNeID (giả lập)')
  expect(new URL(page.url()).origin).not.toBe(province.url)
  await page.getByLabel(person).check()
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
}

/** The session of an officer at the counter, as scripts get one. */
async function counter() {
  const answer = await fetch(`${province.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(province.accounts.counter),
  })
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  return async (path: string, body: object) => {
    const done = await fetch(`${province.url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-requested-with': 'tan-trao', cookie },
      body: JSON.stringify(body),
    })
    return { status: done.status, body: await done.json() }
  }
}

/** The link in the letter to this address, as the demonstration keeps it; jobs are done within a moment. */
async function linkMailedTo(address: string): Promise<string> {
  const folder = join(province.dataDir, 'thu-di')
  const link = () => {
    const letters = existsSync(folder)
      ? readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
      : []
    const letter = letters.findLast((each) => each.includes(`To: ${address}`))
    return /https?:\/\/\S+ma=[\w-]+/.exec(letter ? plainOf(letter) : '')?.[0]
  }
  await expect.poll(link, { timeout: 20_000 }).toBeDefined()
  return link()!
}

function plainOf(letter: string): string {
  const body = letter.slice(letter.search(/\r?\n\r?\n/)).trim()
  if (/base64/i.test(letter)) return Buffer.from(body, 'base64').toString('utf8')
  return body
    .replace(/=\r?\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (run) => Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'))
}

test('a citizen signs in by the nation’s identity, sees what is theirs, and signs out', async () => {
  const officer = await counter()
  const { page, context } = await openPhone()
  await page.goto('/')
  await page.getByRole('link', { name: 'Đăng nhập' }).click()
  await heading(page, 'Đăng nhập')
  await see(page, 'sign-in')
  await page.getByRole('link', { name: 'English' }).click()
  await heading(page, 'Sign in')
  await see(page, 'sign-in-english')
  await page.getByRole('link', { name: 'Tiếng Việt' }).click()
  await byVneid(page, 'Nguyễn Thị Hòa')
  await heading(page, 'Tài khoản của tôi')
  await page.getByText('008190990101').waitFor()
  await page.getByText('Mức 3: định danh điện tử mức độ 2').waitFor()
  await see(page, 'mine')

  await page.goto('/tra-cuu')
  await page.getByText('Hồ sơ bạn nộp khi đã đăng nhập').waitFor()
  await see(page, 'no-dossiers')

  // Taken in at a counter by the same number: it is hers, and opens without the receipt's secret.
  const received = await officer('/dossiers/received', {
    procedure: '2.000908',
    agency: 'H60.21',
    applicant: { kind: 'person', name: 'Nguyễn Thị Hòa', citizenNumber: '008190990101', phone: '0531234501' },
    answers: COPY,
    documents: [],
  })
  expect(received.status, JSON.stringify(received.body)).toBe(201)
  // The same number under another name stays with whoever brought it.
  const slip = await officer('/dossiers/received', {
    procedure: '2.000908',
    agency: 'H60.21',
    applicant: { kind: 'person', name: 'Hoàng Văn Khác', citizenNumber: '008190990101', phone: '0531234599' },
    answers: COPY,
    documents: [],
  })
  expect(slip.status).toBe(201)

  // An application of her own: what the nation knows is filled in; half done, it waits among her drafts.
  await page.goto('/thu-tuc/1.001193')
  await page.getByRole('button', { name: 'Nộp trực tuyến' }).click()
  await heading(page, 'Nơi giải quyết')
  await page.locator('#agency').selectOption({ label: 'Ủy ban nhân dân phường Minh Xuân' })
  await page.getByRole('button', { name: 'Lưu và tiếp tục' }).first().click()
  await heading(page, 'Người nộp hồ sơ')
  const filled = (key: string) => page.locator(`[id="applicant.${key}"]`).inputValue()
  expect(await filled('name')).toBe('Nguyễn Thị Hòa')
  expect(await filled('citizenNumber')).toBe('008190990101')
  expect(await filled('birthDate')).toBe('05/09/1990')
  expect(await filled('phone')).toBe('0531234501')
  await see(page, 'prefilled')

  await page.goto('/tra-cuu')
  await page.getByRole('heading', { name: 'Đang khai dở' }).waitFor()
  expect(await page.getByText(slip.body.code).count()).toBe(0)
  await see(page, 'dossiers')
  await page.getByRole('link', { name: 'Đăng ký khai sinh' }).click()
  await page.getByRole('link', { name: 'Tiếp tục' }).click()
  await heading(page, 'Người yêu cầu')

  await page.goto(`/tra-cuu?ma=${received.body.code}`)
  await heading(page, `Hồ sơ ${received.body.code}`)
  const receipt = await page
    .getByRole('link', { name: 'Giấy tiếp nhận và hẹn trả (PDF)' })
    .getAttribute('href')
  expect(receipt).not.toContain('check=')
  expect((await context.request.get(receipt!)).headers()['content-type']).toBe('application/pdf')
  await see(page, 'own-dossier')
  expect((await context.request.get(`/api/dossiers/${slip.body.code}`)).status()).toBe(404)
  // What officers write to each other is not hers to read, though the dossier is.
  const own = await (await context.request.get(`/api/dossiers/${received.body.code}`)).json()
  expect(own.moves.every((move: { note: string | null }) => move.note === null)).toBe(true)
  const internal = await context.request.get(`/api/dossiers/${received.body.code}/letters/06`)
  expect(internal.status()).toBe(404)

  await page.goto('/tai-khoan/phien')
  await see(page, 'sessions')
  await page.goto('/tai-khoan/cho-phep')
  await see(page, 'consents')
  await page.goto('/tai-khoan')
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  await heading(page, 'Đã đăng xuất')
  await see(page, 'signed-out')
  await page.goto('/tai-khoan')
  await heading(page, 'Đăng nhập')
  expect((await context.request.get('/api/me')).status()).toBe(401)
  await context.close()
})

test('who stops at the nation’s page is told, and may choose another way', async () => {
  const { page, context } = await openPhone()
  await page.goto('/dang-nhap')
  await page.getByRole('link', { name: 'Đăng nhập bằng VNeID' }).click()
  await page.getByRole('button', { name: 'Không đăng nhập' }).click()
  await page.getByText('Bạn đã dừng đăng nhập').waitFor()
  await see(page, 'stopped')
  await context.close()
})

test('a company signs in as itself', async () => {
  const { page, context } = await openPhone()
  await page.goto('/dang-nhap')
  await byVneid(page, 'Hợp tác xã Chè Lâm Bình')
  await heading(page, 'Tài khoản của tôi')
  await page.getByText('Trần Văn Chè').waitFor()
  await see(page, 'company')
  await page.goto('/thu-tuc/1.001193')
  await page.getByRole('button', { name: 'Nộp trực tuyến' }).click()
  await page.locator('#agency').selectOption({ label: 'Ủy ban nhân dân phường Minh Xuân' })
  await page.getByRole('button', { name: 'Lưu và tiếp tục' }).first().click()
  expect(await page.locator('[id="applicant.taxCode"]').inputValue()).toBe('5099000012')
  await context.close()
})

test('an account made at the counter is opened by its link, and is the nation’s account too', async () => {
  const officer = await counter()
  const made = await officer('/citizen-accounts', {
    name: 'NÔNG THỊ MÙI',
    citizenNumber: '008199990303',
    birthDate: '1999-09-05',
  })
  expect(made.status).toBe(201)
  const { page, context } = await openPhone()
  await page.goto(made.body.activationLink)
  await heading(page, 'Đặt mật khẩu')
  await page.getByLabel('Mật khẩu mới').fill('ngắn')
  await page.getByRole('button', { name: 'Đặt mật khẩu' }).click()
  await page.getByRole('alert').getByText('ít nhất 12 ký tự').waitFor()
  await see(page, 'set-password-error')
  await page.getByLabel('Mật khẩu mới').fill('chè xanh Tân Trào')
  await page.getByRole('button', { name: 'Đặt mật khẩu' }).click()
  await heading(page, 'Tài khoản đã sẵn sàng')
  await see(page, 'ready')
  await page.getByRole('main').getByRole('link', { name: 'Đăng nhập' }).click()
  await page.getByLabel('Tên đăng nhập').fill('008199990303')
  await page.getByLabel('Mật khẩu').fill('sai rồi')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await page.getByRole('alert').first().waitFor()
  expect(await page.getByLabel('Tên đăng nhập').inputValue()).toBe('008199990303')
  await see(page, 'sign-in-error')
  await page.getByLabel('Mật khẩu').fill('chè xanh Tân Trào')
  await page.getByRole('button', { name: 'Đăng nhập' }).click()
  await heading(page, 'Tài khoản của tôi')
  await page.getByText('Mức 2:').waitFor()
  await page.getByRole('button', { name: 'Đăng xuất' }).click()
  // The link works once.
  await page.goto(made.body.activationLink)
  await page.getByLabel('Mật khẩu mới').fill('mật khẩu của kẻ khác')
  await page.getByRole('button', { name: 'Đặt mật khẩu' }).click()
  await page.getByText('đã dùng rồi').waitFor()

  await page.goto('/dang-nhap')
  await byVneid(page, 'Nông Thị Mùi')
  await heading(page, 'Tài khoản của tôi')
  await page.getByRole('heading', { name: 'Định danh đã liên kết' }).waitFor()
  await page.getByText('Mức 3:').waitFor()
  await context.close()
})

test('who signs up at home proves the e-mail; the nation’s identity joins only what is shown to be theirs', async () => {
  const { page, context } = await openPhone()
  await page.goto('/dang-ky')
  await see(page, 'sign-up')
  await page.getByLabel('Họ và tên').fill('Lý A Páo')
  await page.getByLabel('Thư điện tử').fill('ly.a.pao@example.vn')
  await page.getByLabel('Số định danh cá nhân').fill('008 085 990 202')
  await page.getByLabel('Số điện thoại').fill('12')
  await page.getByRole('button', { name: 'Gửi đường dẫn xác nhận' }).click()
  await page.getByRole('alert').getByText('Số điện thoại chưa đúng').waitFor()
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Lý A Páo')
  await see(page, 'sign-up-error')
  await page.getByLabel('Số điện thoại').fill('')
  await page.getByRole('button', { name: 'Gửi đường dẫn xác nhận' }).click()
  await heading(page, 'Hãy mở thư của bạn')
  await see(page, 'sign-up-sent')
  await page.goto(await linkMailedTo('ly.a.pao@example.vn'))
  await page.getByLabel('Mật khẩu mới').fill('nương ngô trên núi')
  await page.getByRole('button', { name: 'Đặt mật khẩu' }).click()
  await heading(page, 'Tài khoản đã sẵn sàng')

  await page.goto('/dang-nhap')
  await byVneid(page, 'Lý A Páo')
  await heading(page, 'Tài khoản này có phải của bạn?')
  await page.getByText('ly…@example.vn').waitFor()
  await see(page, 'claimed')
  await page.getByLabel('Mật khẩu').fill('không nhớ nữa')
  await page.getByRole('button', { name: 'Nhập làm một và đăng nhập' }).click()
  await page.getByRole('alert').first().waitFor()
  await page.getByLabel('Mật khẩu').fill('nương ngô trên núi')
  await page.getByRole('button', { name: 'Nhập làm một và đăng nhập' }).click()
  await heading(page, 'Tài khoản của tôi')
  await page.getByText('ly.a.pao@example.vn').first().waitFor()
  await page.getByText('Mức 2:').first().waitFor()
  await context.close()
})
