import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Draft } from '../../src/blocks/dossier/contract.ts'
import { at, openWorld, refusal, type World } from './world.ts'

const CODE = '1.001686'
const AGENCY = 'H60.07'
const DESIGNER = 'H60/designer'
const APPROVER = 'H60/approver'
const NEW_DAY = '2022-06-01'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let visitors = 0
const citizen = () => {
  visitors += 1
  return world.visitor(`192.0.2.${visitors}`)
}
const before = { now: at('09:00') }
const after = { now: at('09:00', NEW_DAY) }

/** A draft with every answer and paper but one, as a citizen leaves it overnight. */
async function begun(): Promise<{ token: string; draft: Draft; input: any }> {
  const { token } = await world.ask(
    citizen(),
    'dossier.openDraft',
    { procedure: CODE, agency: AGENCY },
    before,
  )
  const input = await world.goodInput(CODE, AGENCY)
  const { agency, answers, applicant } = input
  const draft = await world.ask(citizen(), 'dossier.saveDraft', { token, agency, answers, applicant }, before)
  return { token, draft, input }
}
const get = (token: string, when: object): Promise<Draft> =>
  world.ask(citizen(), 'dossier.getDraft', { token }, when)
const rebase = (token: string, version: number, edition?: number) =>
  world.ask(citizen(), 'dossier.rebaseDraft', { token, version, edition }, after)

/** A second edition: one question gone, one new, one asked otherwise, a paper less, a lower fee, a shorter term. */
async function publishSecond() {
  const draft = await world.ask(DESIGNER, 'procedure.draft', { procedure: CODE, from: { kind: 'edition' } })
  const content = structuredClone(draft.content)
  const { definition } = content
  const fields = definition.form.flatMap((page: any) => page.fields)
  const drop = fields.find((field: any) => field.key === 'licenceNumber')
  for (const page of definition.form) page.fields = page.fields.filter((field: any) => field !== drop)
  definition.form[0].fields.push({
    key: 'formerName',
    kind: 'text',
    label: { vi: 'Tên cửa hàng trước đây', en: 'Former name' },
    requiredIf: false,
  })
  fields.find((field: any) => field.key === 'shopCommune').kind = 'address'
  definition.documents = definition.documents.filter((paper: any) => paper.key !== 'description')
  definition.fees[0].amount = 115_000
  definition.clock.term = 5
  const saved = await world.ask(DESIGNER, 'procedure.saveDraft', {
    id: draft.id,
    version: draft.version,
    content,
  })
  const { id, version } = saved
  const decision = { number: '16/QĐ-UBND', date: '2022-05-04' }
  await world.ask(DESIGNER, 'procedure.submitDraft', { id, version, validFrom: NEW_DAY, decision })
  await world.ask(APPROVER, 'procedure.publish', { id, version })
}

describe('an application begun before the procedure changed', () => {
  let one: Awaited<ReturnType<typeof begun>>
  let two: Awaited<ReturnType<typeof begun>>
  beforeAll(async () => {
    one = await begun()
    two = await begun()
    await publishSecond()
  })

  test('knows nothing of it before its day, and what it changes from that day on', async () => {
    expect((await get(one.token, before)).newer).toBeNull()
    const { newer, edition } = await get(one.token, after)
    expect(edition).toBe(1)
    expect(newer).toMatchObject({ edition: 2, validFrom: NEW_DAY })
    expect(newer!.changed).toEqual([
      'Tờ khai hỏi thêm “Tên cửa hàng trước đây”.',
      '“Xã, phường, thị trấn” nay khai theo cách khác; hãy trả lời lại mục này.',
      expect.stringMatching(/^Tờ khai không còn hỏi “.*”; câu trả lời của bạn cho mục này được bỏ\.$/),
      'Không cần nộp nữa: Bản thuyết minh chi tiết cơ sở vật chất, kỹ thuật.',
      'Phí kiểm tra điều kiện cơ sở buôn bán thuốc thú y giảm từ 230.000 đồng xuống 115.000 đồng.',
      'Thời hạn giải quyết đổi từ 7 ngày làm việc thành 5 ngày làm việc.',
    ])
  })

  test('is not handed in under the old edition, and nothing is lost by trying', async () => {
    const asked = { ...one.input, draft: one.token, documents: [] }
    expect(await refusal(world.ask(citizen(), 'dossier.submit', asked, after))).toMatchObject({
      code: 'draft.newer-edition',
      status: 409,
    })
    expect((await get(one.token, after)).answers).toEqual(one.draft.answers)
  })

  test('goes over by the applicant’s own word: what is still asked stays, and it is written down', async () => {
    const rebased = await rebase(one.token, one.draft.version, 2)
    expect(rebased).toMatchObject({ edition: 2, newer: null, version: one.draft.version + 1 })
    expect(rebased.changed).toHaveLength(6)
    const { licenceNumber: _gone, shopCommune: _asked, ...stand } = one.draft.answers
    expect(rebased.answers).toEqual(stand)
    expect(rebased.applicant).toEqual(one.draft.applicant)
    const [row] = await world.audits('dossier.rebaseDraft')
    expect(row).toMatchObject({ wording: 'took a draft over to edition 2', outcome: 'done' })
    expect(JSON.stringify(row)).toContain(one.draft.id)
    // A second time there is nothing newer, and nothing changes.
    expect(await rebase(one.token, rebased.version)).toMatchObject({ changed: [], version: rebased.version })
  })

  test('is asked again when it was changed in another window, or yet another edition was shown', async () => {
    const stale = { code: 'draft.changed-elsewhere', status: 409 }
    expect(await refusal(rebase(two.token, two.draft.version - 1, 2))).toMatchObject(stale)
    expect(await refusal(rebase(two.token, two.draft.version, 7))).toMatchObject(stale)
    expect((await get(two.token, after)).edition).toBe(1)
  })
})
