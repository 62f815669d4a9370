import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { REGISTER_COPY } from './applications.ts'
import { checkAccessibility } from './browser.ts'
import { signedIn, signIn } from './officer.ts'
import { lookAt, openPhone } from './phone.ts'
import { browser, province, setStage } from './stage.ts'

/** The citizen's phone: no JavaScript at all. */
let phone: BrowserContext
let page: Page
let leader: Page
type Done = { code: string; check: string }
/** Dossiers of one department that have their result. */
const done: Done[] = []
const RESULTS = 5

setStage()
beforeAll(async () => {
  ;({ context: phone, page } = await openPhone())
  const [counter, specialist] = await Promise.all(
    (['counter', 'specialist'] as const).map((who) => signedIn(browser, province, who)),
  )
  leader = await signedIn(browser, province, 'leader')
  for (let turn = 0; turn < RESULTS; turn += 1) {
    const { code, check } = await give(counter!, '/dossiers/received', COPY)
    const move = (who: Page, name: string, more = {}) =>
      give(who, `/dossiers/${code}/moves`, { move: name, ...more })
    await move(counter!, 'transfer')
    await move(specialist!, 'proposeApproval', {
      resultDraft: { title: 'Bản sao', body: ['Cấp hai bản sao.'] },
    })
    await move(leader, 'signApproval')
    done.push({ code, check })
  }
}, 180_000)

const COPY = {
  procedure: '2.000908',
  agency: 'H60.21',
  applicant: { kind: 'person', name: 'Nông Thị Mùi', phone: '0912345678', citizenNumber: '008199000321' },
  answers: {
    ...REGISTER_COPY.answers,
    applicantName: 'Nông Thị Mùi',
    applicantNumber: '008199000321',
    applicantBirthDate: '1999-09-05',
    applicantAddress: 'Tổ 3, Phường Minh Xuân',
    applicantPhone: '0912345678',
    pledge: true,
  },
}

/** A command over the public API, by whoever is signed in on that page. */
async function give(who: Page, path: string, data: object): Promise<any> {
  const headers = { 'x-requested-with': 'tan-trao' }
  const answer = await who.request.post(`${province.url}/api${path}`, { data, headers })
  const body = await answer.json()
  expect(answer.ok(), JSON.stringify(body)).toBe(true)
  return body
}

const heading = (text: string | RegExp) => page.getByRole('heading', { level: 1, name: text }).waitFor()
const see = async (name: string) =>
  expect(await lookAt(page, `feedback-${name}`), name).not.toMatch(/<script/)
const track = ({ code, check }: Done) => page.goto(`/tra-cuu?ma=${code}&khoa=${check}`)

test('a citizen rates a result and complains about a step without JavaScript; the agency answers', async () => {
  const [mine] = done
  await track(mine!)
  await page.getByRole('button', { name: 'Đánh giá việc giải quyết' }).click()
  await heading('Bạn hài lòng đến mức nào?')
  await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
  await page.getByRole('heading', { name: 'Còn 1 chỗ cần sửa' }).waitFor()
  await see('rate-error')
  const group = (name: RegExp) => page.getByRole('group', { name })
  await group(/Thời gian giải quyết so với/)
    .getByLabel('Không hài lòng')
    .check()
  await group(/Thái độ/)
    .getByLabel('Rất hài lòng')
    .check()
  await page.getByLabel('Ý kiến khác').fill('Chờ kết quả hơi lâu.')
  await see('rate')
  await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
  await heading('Cảm ơn bạn đã đánh giá')
  await see('rate-thanks')
  await page.getByRole('button', { name: 'Xem lại, sửa' }).click()
  await page.getByText('Bạn đã đánh giá; sửa được đến hết ngày').waitFor()
  expect(
    await group(/Thái độ/)
      .getByLabel('Rất hài lòng')
      .isChecked(),
  ).toBe(true)

  await track(mine!)
  await page.getByRole('button', { name: 'Khiếu nại một bước' }).click()
  await heading('Khiếu nại một bước của hồ sơ')
  await page.getByRole('group', { name: 'Bước bạn khiếu nại' }).getByRole('radio').first().check()
  await page.getByRole('radio', { name: /^Hành vi/ }).check()
  await page.getByLabel('Tóm tắt').fill('Phải đi lại ba lần')
  await page.getByLabel('Nội dung').fill('ngắn')
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click()
  await page.getByRole('heading', { name: 'Còn 1 chỗ cần sửa' }).waitFor()
  expect(await page.getByLabel('Tóm tắt').inputValue()).toBe('Phải đi lại ba lần')
  await see('complaint-error')
  await page.getByLabel('Nội dung').fill('Tôi phải đến ba lần vì mỗi lần được yêu cầu thêm một giấy tờ.')
  await page.getByLabel('Cách liên hệ với bạn').fill('Người gửi thử, 0912 000 111')
  await page.getByRole('button', { name: 'Gửi phản ánh' }).click()
  await heading(/^Phản ánh PA-/)
  await see('follow')
  const own = page.url()
  const number = /PA-\d{6}-\d{4}/.exec(own)![0]

  await leader.goto(`${province.url}/can-bo/phan-anh`)
  await leader.getByRole('link', { name: number }).waitFor()
  await checkAccessibility(leader, 'office-feedback-list')
  await leader.getByRole('link', { name: number }).click()
  await leader.getByText('Người gửi thử, 0912 000 111').waitFor()
  await checkAccessibility(leader, 'office-feedback')
  await leader
    .getByLabel('Câu trả lời gửi người dân')
    .fill('Đơn vị đã chấn chỉnh: yêu cầu bổ sung một lần, đủ.')
  await leader.getByRole('button', { name: 'Gửi trả lời' }).click()
  await leader.getByRole('heading', { name: 'Công khai, không có dữ liệu cá nhân' }).waitFor()
  await leader.getByLabel('Nội dung công khai').fill('Người dân phải đi lại ba lần, gọi 0912 000 111.')
  await leader.getByRole('button', { name: 'Công khai' }).click()
  await leader
    .getByText(/giống số điện thoại/)
    .first()
    .waitFor()
  await leader.getByLabel('Nội dung công khai').fill('Người dân phải đi lại ba lần.')
  await leader.getByRole('button', { name: 'Công khai' }).click()
  await leader.getByText('Đã công khai').first().waitFor()
  await checkAccessibility(leader, 'office-feedback-published')

  await page.goto(own)
  await page.getByText('Đơn vị đã chấn chỉnh').waitFor()
  await page.getByRole('button', { name: 'Hài lòng', exact: true }).click()
  await page.getByText('Bạn đã chọn: Hài lòng').waitFor()
  await see('follow-answered')
  await page.goto('/phan-anh')
  await page.getByText('Người dân phải đi lại ba lần.').waitFor()
  await see('petition')
  await page.goto('/en/phan-anh')
  await heading('Feedback and complaints')
  await see('petition-english')
})

test('what fewer than five said is told to nobody; then the tablet at the desk brings the fifth', async () => {
  const period = `${new Date().getFullYear()}`
  const results = async () =>
    (await (await phone.request.get(`/api/survey-results?period=${period}`)).json()).rows.find(
      (row: any) => row.key === 'H60.21',
    )
  expect(await results()).toMatchObject({ answers: null, satisfied: null })
  await leader.goto(`${province.url}/can-bo/hai-long?ky=${period}`)
  await leader.getByText('ít phiếu').first().waitFor()
  await leader.getByText('Chưa đủ phiếu để xem ý kiến').waitFor()
  await checkAccessibility(leader, 'office-satisfaction')

  for (const { code, check } of done.slice(1, 4)) {
    const said = { data: { check, marks: { time: 'satisfied' } } }
    expect((await phone.request.post(`/api/surveys/${code}`, said)).status()).toBe(200)
  }
  const fifth = done[4]!
  await page.goto('/danh-gia/quay/H60.21')
  await see('tablet')
  await page.getByLabel('Mã hồ sơ').fill(fifth.code.toLowerCase())
  await page.getByLabel('Bốn số cuối').fill('0000')
  await page.getByRole('button', { name: 'Mở phiếu đánh giá' }).click()
  await page.getByText('Không mở được phiếu đánh giá').first().waitFor()
  await see('tablet-refused')
  await page.getByLabel('Bốn số cuối').fill(fifth.check)
  await page.getByRole('button', { name: 'Mở phiếu đánh giá' }).click()
  await page
    .getByRole('group', { name: /Thái độ/ })
    .getByLabel('Rất hài lòng')
    .check()
  await page.getByRole('button', { name: 'Gửi đánh giá' }).click()
  await page.getByRole('link', { name: 'Người tiếp theo' }).waitFor()

  expect(await results()).toMatchObject({ answers: 5, satisfied: 80 })
  await leader.reload()
  await leader.getByText('Chờ kết quả hơi lâu.').waitFor()
})

test('a leader opens the index, reads a formula and reaches the dossiers behind a figure', async () => {
  const wall = await browser.newPage({ locale: 'vi-VN', viewport: { width: 1440, height: 900 } })
  await wall.goto(`${province.url}/dieu-hanh/766?ky=${new Date().getFullYear()}`)
  await wall.getByText(/điểm đo được/).waitFor()
  await wall.getByText('chưa có số liệu', { exact: true }).first().waitFor()
  await checkAccessibility(wall, 'index-766')
  await wall.getByText('2.1. Tỷ lệ hồ sơ xử lý trước hạn, đúng hạn').click()
  await wall.getByText(/Số hồ sơ giải quyết trước hạn, đúng hạn \+/).waitFor()
  await wall.getByRole('button', { name: 'Sở Nông nghiệp và Môi trường' }).click()
  await wall.getByRole('heading', { level: 1, name: /Sở Nông nghiệp và Môi trường/ }).waitFor()

  await wall.getByRole('button', { name: 'Mở hồ sơ đứng sau chỉ số 2.1' }).click()
  await wall.getByRole('link', { name: 'Đăng nhập để xem' }).click()
  await signIn(wall, province, 'leader')
  await wall.getByRole('button', { name: 'Mở hồ sơ đứng sau chỉ số 2.1' }).click()
  await wall.getByRole('button', { name: 'Đạt', exact: true }).click()
  const dossier = wall.getByRole('link', { name: /^H60\.21-/ }).first()
  await dossier.waitFor()
  await checkAccessibility(wall, 'index-766-dossiers')
  const code = await dossier.innerText()
  await dossier.click()
  await wall.getByRole('heading', { name: code }).waitFor()
})
