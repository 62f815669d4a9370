import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { person } from '../../demo/people/people.ts'
import { seeded } from '../../demo/people/random.ts'
import { believableAnswers } from '../../demo/play/answers.ts'
import { NATIONAL_SYSTEM } from '../../demo/play/cast.ts'
import { definitionFor, editionInForce } from '../../src/blocks/procedure/index.ts'
import { requiredDocuments } from '../../src/blocks/procedure/model/form-schema.ts'
import { allOperations } from '../../src/operations.ts'
import { type Actor, visitor } from '../../src/platform/command/actor.ts'
import { run } from '../../src/platform/command/run.ts'
import { type OpenProvince, openProvince } from './open-province.ts'
import { refusal } from './world.ts'

const DAY = '2025-03-04'
const [COMMUNE, POLICE, INSURANCE] = ['H60.37.01', 'H60.41', 'H60.42']
const JOINT = '2.000986'
const registry = allOperations()
const moment = (hour: number) => new Date(Date.parse(`${DAY}T08:00:00+07:00`) + hour * 3_600_000)

let province: OpenProvince
let opened = 0
beforeAll(async () => {
  province = await openProvince(DAY, ['H60', 'H60.01.01', COMMUNE, POLICE, INSURANCE])
})
afterAll(() => province?.close())

async function ask(who: Actor, name: string, input: object, hour = 0): Promise<any> {
  const operation = registry.get(name)
  const { body } = await run(province.house, operation, input, { actor: who, now: moment(hour) })
  if (!operation.produces) operation.output.parse(body)
  return body
}
const who = (agency: string, role: string) => province.cast.who(agency, role)

/** One joint application at the commune's counter, passed on, its parts opened as far as they go. */
async function apply() {
  const { house } = province
  const entry = await editionInForce(house, JOINT, DAY)
  const definition = await definitionFor(house, JOINT, entry.edition, COMMUNE)
  opened += 1
  const random = seeded(`joint:${opened}`)
  const parent = person(random, { at: DAY })
  const answers = {
    ...believableAnswers(definition, parent, random),
    childName: 'Hoàng Gia Bảo',
    childBirthDate: '2025-02-20',
    newAddress: 'Tổ 4, phường Tân Quang',
  }
  const documents = requiredDocuments(definition, answers).map(({ key, form }) => ({ key, form, copies: 1 }))
  const applicant = {
    kind: 'person',
    name: parent.fullName,
    citizenNumber: parent.citizenNumber,
    phone: parent.phone,
    email: 'lien-thong@example.vn',
  }
  const receipt = await ask(who(COMMUNE, 'counter'), 'dossier.receive', {
    procedure: JOINT,
    agency: COMMUNE,
    applicant,
    answers,
    documents,
  })
  await ask(who(COMMUNE, 'counter'), 'dossier.move', { code: receipt.code, move: 'transfer' }, 1)
  await province.drain()
  return receipt as { code: string; check: string; firstDueAt: string }
}

const track = (receipt: { code: string; check?: string }, hour = 50) =>
  ask(visitor('203.0.113.9'), 'dossier.track', { code: receipt.code, check: receipt.check }, hour)
const partOf = async (receipt: { code: string; check: string }, key: string) =>
  (await track(receipt)).parts.find((each: { key: string }) => each.key === key)

/** The commune's registrar and chairman finish the birth part. */
async function decideBirth(code: string, grant = true, hour = 2) {
  const draft = { title: 'Giấy khai sinh', body: ['Họ, chữ đệm, tên: Hoàng Gia Bảo.'] }
  const specialist = who(COMMUNE, 'specialist')
  await ask(
    specialist,
    'dossier.move',
    grant
      ? { code, move: 'proposeApproval', resultDraft: draft }
      : { code, move: 'proposeRejection', resultDraft: draft, note: 'Giấy chứng sinh không hợp lệ.' },
    hour,
  )
  await ask(
    who(COMMUNE, 'leader'),
    'dossier.move',
    { code, move: grant ? 'signApproval' : 'signRejection' },
    hour + 1,
  )
  await province.drain()
}

/** A national system's part: assigned, sent there, answered. */
async function decideAtSystem(agency: string, code: string, hour: number, grant = true) {
  const specialist = who(agency, 'specialist')
  await ask(
    who(agency, 'head'),
    'dossier.move',
    { code, move: 'assign', assignee: specialist.position },
    hour,
  )
  await ask(specialist, 'dossier.move', { code, move: 'sendToSystem' }, hour + 1)
  await ask(
    NATIONAL_SYSTEM,
    'dossier.move',
    grant
      ? { code, move: 'systemApproval', resultNumber: 'TT-1' }
      : { code, move: 'systemRejection', resultNumber: 'TT-2', note: 'Chỗ ở chưa đủ điều kiện.' },
    hour + 2,
  )
  await province.drain()
}

describe('a joint dossier', () => {
  test('opens three agencies’ parts in order, ends with them, and is counted once', async () => {
    const before = await figures()
    const receipt = await apply()
    let told = await track(receipt)
    expect(told.parts.map((each: any) => [each.key, each.standing])).toEqual([
      ['birth', 'open'],
      ['residence', 'pending'],
      ['insurance', 'pending'],
    ])
    expect(told.step.key).toBe('atParts')

    await decideBirth(told.parts[0].code)
    told = await track(receipt)
    expect(told.parts.map((each: any) => [each.key, each.standing, each.agency])).toEqual([
      ['birth', 'granted', expect.stringContaining('Ủy ban nhân dân')],
      ['residence', 'open', expect.stringContaining('Công an')],
      ['insurance', 'open', expect.stringContaining('Bảo hiểm')],
    ])
    // One date for the citizen, whatever the parts' own are.
    expect(told.firstDueAt).toBe(receipt.firstDueAt)
    const [, residence, insurance] = told.parts
    const carried = await ask(who(POLICE, 'head'), 'dossier.get', { code: residence.code }, 20)
    expect(carried.answers).toMatchObject({
      newAddress: 'Tổ 4, phường Tân Quang',
      homeKind: 'family',
      members: 1,
      memberNames: expect.stringMatching(/^Hoàng Gia Bảo, sinh ngày 2025-02-20/),
    })
    expect(carried.joint).toMatchObject({ parent: receipt.code, part: 'residence' })

    await decideAtSystem(POLICE, residence.code, 5)
    expect((await track(receipt)).step.key).toBe('atParts')
    await decideAtSystem(INSURANCE, insurance.code, 9)
    told = await track(receipt)
    expect(told.step.key).toBe('ready')
    expect(told.finishedAt).not.toBeNull()
    expect(told.messages.map((each: any) => each.text.vi)).toContainEqual(
      expect.stringMatching(/^Đăng ký thường trú: /),
    )

    await ask(
      who(COMMUNE, 'counter'),
      'dossier.move',
      { code: receipt.code, move: 'handOver', recipient: 'Hoàng Văn Ngọ' },
      52,
    )
    await province.drain()
    told = await track(receipt, 60)
    expect(told.parts.every((each: any) => each.status === 10)).toBe(true)
    const after = await figures()
    expect(after.received - before.received).toBe(1)
    expect(after.finished - before.finished).toBe(1)
    expect(after.parts - before.parts).toBe(3)
  })

  test('a part that waits for the applicant stops the one clock, and its answer starts it again', async () => {
    const receipt = await apply()
    await decideBirth((await partOf(receipt, 'birth')).code)
    const { code } = await partOf(receipt, 'residence')
    const specialist = who(POLICE, 'specialist')
    await ask(who(POLICE, 'head'), 'dossier.move', { code, move: 'assign', assignee: specialist.position }, 5)
    const items = [{ path: 'answers.newAddress', note: 'Ghi rõ số nhà.' }]
    await ask(specialist, 'dossier.requestCorrection', { code, items }, 6)
    await ask(who(POLICE, 'leader'), 'dossier.move', { code, move: 'signCorrection' }, 7)
    await ask(who(COMMUNE, 'counter'), 'dossier.move', { code, move: 'sendCorrection' }, 8)
    await province.drain()
    const waiting = await track(receipt)
    expect(waiting.step.key).toBe('waitingPart')
    expect(waiting.clockRuns).toBe(false)
    const part = waiting.parts.find((each: any) => each.key === 'residence')
    expect(part).toMatchObject({ standing: 'waits', check: expect.any(String) })
    await ask(
      visitor('203.0.113.9'),
      'dossier.answerCorrection',
      { code, check: part.check, answers: { newAddress: 'Số 12, tổ 4, phường Tân Quang' } },
      30,
    )
    await province.drain()
    const again = await track(receipt)
    expect(again.step.key).toBe('atParts')
    expect(Date.parse(again.firstDueAt)).toBeGreaterThan(Date.parse(receipt.firstDueAt))
  })

  test('without the birth certificate nothing else is opened, and the whole is refused', async () => {
    const receipt = await apply()
    await decideBirth((await partOf(receipt, 'birth')).code, false)
    const told = await track(receipt)
    expect(told.parts.map((each: any) => each.standing)).toEqual(['refused', 'skipped', 'skipped'])
    expect(told.step.key).toBe('ready')
    const view = await ask(who(COMMUNE, 'counter'), 'dossier.get', { code: receipt.code }, 60)
    expect(view.outcome).toBe('rejected')
  })

  test('a refused part leaves the whole partly granted; a part opened again opens the whole', async () => {
    const receipt = await apply()
    await decideBirth((await partOf(receipt, 'birth')).code)
    const residence = await partOf(receipt, 'residence')
    const insurance = await partOf(receipt, 'insurance')
    await decideAtSystem(POLICE, residence.code, 5, false)
    await decideAtSystem(INSURANCE, insurance.code, 9)
    const view = await ask(who(COMMUNE, 'counter'), 'dossier.get', { code: receipt.code }, 60)
    expect([view.state.key, view.outcome]).toEqual(['ready', 'partly'])
    await ask(
      who(POLICE, 'leader'),
      'dossier.move',
      { code: residence.code, move: 'reopen', note: 'Xem lại chỗ ở.' },
      61,
    )
    await province.drain()
    const again = await track(receipt, 62)
    expect(again.step.key).toBe('atParts')
    expect(again.finishedAt).toBeNull()
  })

  test('taken back, it takes its open parts with it; one that cannot be taken back keeps the whole', async () => {
    const receipt = await apply()
    const birth = await partOf(receipt, 'birth')
    await ask(
      visitor('203.0.113.9'),
      'dossier.withdraw',
      { code: receipt.code, check: receipt.check, reason: 'Gia đình chuyển nơi ở.' },
      3,
    )
    await province.drain()
    expect((await ask(who(COMMUNE, 'counter'), 'dossier.get', { code: birth.code }, 60)).state.key).toBe(
      'withdrawn',
    )
    expect((await track(receipt)).step.key).toBe('withdrawn')

    const other = await apply()
    await decideBirth((await partOf(other, 'birth')).code)
    const { code } = await partOf(other, 'residence')
    const specialist = who(POLICE, 'specialist')
    await ask(who(POLICE, 'head'), 'dossier.move', { code, move: 'assign', assignee: specialist.position }, 5)
    await ask(specialist, 'dossier.move', { code, move: 'sendToSystem' }, 6)
    const problem = await refusal(
      ask(
        visitor('203.0.113.9'),
        'dossier.withdraw',
        { code: other.code, check: other.check, reason: 'Gia đình chuyển nơi ở.' },
        30,
      ),
    )
    expect(problem.code).toBe('dossier.part-not-withdrawable')
    expect(problem.message).toContain(code)
    expect((await track(other)).step.key).toBe('atParts')
  })

  test('nobody ends it by hand, and a part has no receipt of its own', async () => {
    const receipt = await apply()
    const byHand = await refusal(
      ask(NATIONAL_SYSTEM, 'dossier.move', { code: receipt.code, move: 'allGranted' }, 3),
    )
    expect(byHand.code).toBe('dossier.other-command')
    const birth = await partOf(receipt, 'birth')
    const slip = await refusal(ask(who(COMMUNE, 'counter'), 'dossier.receipt', { code: birth.code }, 3))
    expect([slip.code, slip.message]).toEqual(['dossier.part-receipt', expect.stringContaining(receipt.code)])
  })
})

async function figures() {
  const period = { from: '2025-03-01', to: '2025-03-31' }
  const units = [COMMUNE, POLICE, INSURANCE]
  const reports = await Promise.all(
    units.map((unit) => ask(visitor('203.0.113.9'), 'report.get', { id: 'centre', ...period, unit }, 100)),
  )
  const { rows } = await province.house.db.executeQuery<{ n: number }>(
    (await import('kysely')).CompiledQuery.raw('select count(*)::int as n from dossier.dossier_link'),
  )
  return {
    received: reports.reduce((sum, each) => sum + each.received.value, 0),
    finished: reports.reduce((sum, each) => sum + each.finished.value, 0),
    parts: rows[0]!.n,
  }
}
