import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DraftView } from '../../src/blocks/procedure/contract.ts'
import { editionInForce } from '../../src/blocks/procedure/index.ts'
import { at, DAY, openWorld, refusal, type World } from './world.ts'

const CODE = '1.001686'
const DESIGNER = 'H60/designer'
const COLLEAGUE = 'H60/administrator'
const APPROVER = 'H60/approver'
const DECISION = { number: '15/QĐ-UBND', date: '2022-05-04' }

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const draftOf = (code = CODE): Promise<DraftView> =>
  world.ask(DESIGNER, 'procedure.draft', { procedure: code, from: { kind: 'edition' } })
const save = (draft: DraftView, change: (content: any) => void, who = DESIGNER): Promise<DraftView> => {
  const content = structuredClone(draft.content)
  change(content)
  return world.ask(who, 'procedure.saveDraft', { id: draft.id, version: draft.version, content })
}
const submit = ({ id, version }: DraftView, validFrom = DAY, who = DESIGNER): Promise<DraftView> =>
  world.ask(who, 'procedure.submitDraft', { id, version, validFrom, decision: DECISION })
const publish = ({ id, version }: DraftView, who = APPROVER) =>
  world.ask(who, 'procedure.publish', { id, version })
/** A whole way of one change into an edition. */
const published = async (
  code: string,
  validFrom: string,
  change: (content: any) => void,
): Promise<number> => {
  const draft = await save(await draftOf(code), change)
  await submit(draft, validFrom)
  return (await publish(draft)).edition
}
const inForce = async (day: string, code = CODE) =>
  (await editionInForce(world.house, code, day).catch(() => null))?.edition ?? null
const spans = async (code: string) => {
  const { items } = await world.ask(APPROVER, 'procedure.editions', { code })
  return items.map((each: any) => [each.number, each.status, each.validFrom, each.validTo])
}

describe('from a draft to an edition in force', () => {
  test('a term is shortened, checked, submitted, approved by another, and holds from its day', async () => {
    const first = await draftOf()
    expect(first).toMatchObject({
      procedure: CODE,
      version: 1,
      basedOn: 1,
      origin: 'edition',
      status: 'editing',
    })
    const draft = await save(first, ({ definition }) => {
      definition.clock.term = 5
    })
    expect(draft.version).toBe(2)
    const { findings } = await world.ask(DESIGNER, 'procedure.checkDraft', { id: draft.id })
    expect(findings.filter((each: any) => each.severity === 'error')).toEqual([])
    expect(await world.ask(APPROVER, 'procedure.compareDraft', { id: draft.id })).toEqual({
      against: 1,
      changes: [{ place: 'clock.term', kind: 'changed', text: 'Thời hạn giảm từ 7 xuống 5 ngày làm việc' }],
    })
    expect(await refusal(publish(draft))).toMatchObject({ code: 'procedure.draft-status', status: 409 })
    const submitted = await submit(draft, '2022-06-01')
    expect(submitted).toMatchObject({ status: 'submitted', submission: { validFrom: '2022-06-01' } })
    expect(await refusal(save(submitted, () => undefined))).toMatchObject({ code: 'procedure.draft-status' })
    expect(await publish(draft)).toEqual({ procedure: CODE, edition: 2 })
    expect([await inForce('2022-05-31'), await inForce('2022-06-01')]).toEqual([1, 2])
    const { items } = await world.ask(APPROVER, 'procedure.editions', { code: CODE })
    expect(items).toMatchObject([
      { number: 2, validFrom: '2022-06-01', validTo: null, inForce: false, decision: DECISION },
      { number: 1, validTo: '2022-06-01', inForce: true },
    ])
    expect((await world.audits('procedure.publish')).at(-1)?.wording).toContain(draft.id)
  })

  test('an open dossier keeps the edition it began with; a new one takes the new term', async () => {
    const code = '1.010727'
    const before = await world.open({ procedure: code, agency: 'H60.10' })
    const number = await published(code, DAY, ({ definition }) => {
      definition.clock.term = 20
    })
    const after = await world.open({ procedure: code, agency: 'H60.10', now: at('10:00') })
    expect([(await world.row(before.code)).edition, (await world.row(after.code)).edition]).toEqual([
      1,
      number,
    ])
    const due = async (dossier: string) =>
      (await world.ask('H60.10/leader', 'dossier.explainDueDate', { code: dossier })).firstDueAt as string
    expect((await due(after.code)) < (await due(before.code))).toBe(true)
  })

  test('nobody publishes what they wrote or submitted, and the refusal is in the audit', async () => {
    const both = {
      ...(await world.seat(DESIGNER)),
      grants: [
        ...(await world.seat(DESIGNER)).grants,
        { permission: 'procedure.publish', scope: 'all', agency: null } as const,
      ],
    }
    const draft = await save(await draftOf('1.013236'), ({ definition }) => {
      definition.keywords = ['xuất bản']
    })
    await submit(draft, DAY, COLLEAGUE)
    const refused = await refusal(
      world.ask(both, 'procedure.publish', { id: draft.id, version: draft.version }),
    )
    expect(refused).toMatchObject({ code: 'procedure.needs-second-person', status: 403 })
    expect(refused.message).toContain('người khác')
    expect((await world.audits('procedure.publish')).at(-1)).toMatchObject({ outcome: 'refused' })
    expect(await refusal(publish(draft, DESIGNER))).toMatchObject({ code: 'access.denied', status: 403 })
    expect((await publish(draft)).edition).toBe(2)
  })

  test('one with an error can be neither submitted nor published, and says where', async () => {
    const draft = await save(await draftOf(), ({ definition }) => {
      definition.moves[0].to = 'nowhere'
    })
    const refused = await refusal(submit(draft))
    expect(refused).toMatchObject({ code: 'procedure.has-errors', status: 422 })
    expect(refused.errors.map((each) => each.path)).toContain('moves.0.to')
    expect((await world.ask(DESIGNER, 'procedure.getDraft', { id: draft.id })).status).toBe('editing')
  })

  test('a returned draft says why, is mended and submitted again', async () => {
    const draft = await draftOf()
    await submit(draft)
    const returned = await world.ask(APPROVER, 'procedure.returnDraft', {
      id: draft.id,
      reason: 'Thiếu căn cứ.',
    })
    expect(returned).toMatchObject({
      status: 'returned',
      submission: null,
      returned: { reason: 'Thiếu căn cứ.' },
    })
    const mended = await save(returned, ({ definition }) => {
      definition.law.basis.push('Nghị quyết 5/2022/NQ-HĐND')
    })
    expect(await submit(mended)).toMatchObject({ status: 'submitted', returned: null })
  })

  test('what it changes of the service online is dated', async () => {
    const code = '1.012787'
    const levels = async () =>
      (await world.ask(world.visitor(), 'procedure.get', { code })).onlineLevels.map((each: any) => [
        each.level,
        each.from,
      ])
    const before = await levels()
    await published(code, '2022-11-01', ({ definition }) => {
      definition.law.onlineLevel = definition.law.onlineLevel === 'full' ? 'partial' : 'full'
    })
    const after = await levels()
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after.slice(before.length)).toEqual([[expect.any(String), '2022-11-01']])
  })

  test('nothing takes effect in the past', async () => {
    expect(await refusal(submit(await draftOf(), '2022-05-09'))).toMatchObject({
      code: 'procedure.valid-from-past',
    })
  })
})

describe('several at once', () => {
  test('of two people who save the same version the second is told who was faster, and loses nothing unsaid', async () => {
    const draft = await draftOf()
    const title = (text: string) => (content: any) => {
      content.definition.title.en = text
    }
    const tries = await Promise.allSettled([save(draft, title('One')), save(draft, title('Two'), COLLEAGUE)])
    expect(tries.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    const { reason } = tries.find((each) => each.status === 'rejected') as PromiseRejectedResult
    expect(reason).toMatchObject({ code: 'procedure.draft-changed-elsewhere', status: 409 })
    const kept = await world.ask(DESIGNER, 'procedure.getDraft', { id: draft.id })
    expect(reason.message).toContain(kept.updatedBy.name)
    expect(kept.version).toBe(2)
  })

  test('drafts of one procedure stand side by side and are found by words without marks', async () => {
    const [one, two] = [await draftOf('1.012787'), await draftOf('1.012787')]
    await world.ask(DESIGNER, 'procedure.discardDraft', { id: two.id })
    const found = async (input: object) =>
      (await world.ask(APPROVER, 'procedure.findDrafts', input)).items.map((each: any) => each.id)
    expect(await found({ procedure: '1.012787', status: 'open' })).toEqual([one.id])
    expect(await found({ q: 'chuyen nhuong 1.012787' })).toEqual(expect.arrayContaining([one.id, two.id]))
    const first = await world.ask(APPROVER, 'procedure.findDrafts', { limit: 1 })
    const second = await world.ask(APPROVER, 'procedure.findDrafts', { limit: 1, cursor: first.nextCursor })
    expect(second.items[0].id).not.toBe(first.items[0].id)
  })

  test('editions published out of order each hold their own days; one not begun can be taken back', async () => {
    const code = '2.000488'
    const term = (days: number) => (content: any) => {
      content.definition.clock.term = days
    }
    expect(await published(code, '2022-09-01', term(9))).toBe(2)
    expect(await published(code, '2022-07-01', term(8))).toBe(3)
    expect(await spans(code)).toEqual([
      [3, 'published', '2022-07-01', '2022-09-01'],
      [2, 'published', '2022-09-01', null],
      [1, 'published', expect.any(String), '2022-07-01'],
    ])
    const days = ['2022-06-30', '2022-07-01', '2022-08-31', '2022-09-01']
    expect(await Promise.all(days.map((day) => inForce(day, code)))).toEqual([1, 3, 3, 2])
    const retire = (number: number, from: string) =>
      world.ask(APPROVER, 'procedure.retire', { code, number, from, reason: 'Quyết định bị bãi bỏ' })
    await retire(3, DAY)
    expect(await Promise.all(days.map((day) => inForce(day, code)))).toEqual([1, 1, 1, 2])
    expect(await retire(2, '2022-12-01')).toMatchObject({ status: 'retired', validTo: '2022-12-01' })
    expect([await inForce('2022-11-30', code), await inForce('2022-12-01', code)]).toEqual([2, null])
    expect(await refusal(retire(2, '2022-12-05'))).toMatchObject({ code: 'procedure.edition-ended' })
    expect(await refusal(retire(9, DAY))).toMatchObject({ code: 'procedure.edition-not-found' })
  })
})

describe('what the national catalogue fixes', () => {
  const code = '1.003709'
  const locked = async (draft: DraftView, change: (content: any) => void) => {
    const refused = await refusal(save(draft, change))
    expect(refused).toMatchObject({ code: 'procedure.locked', status: 422 })
    return refused.errors.map((each) => each.path)
  }

  test('cannot be typed over, only reduced', async () => {
    const { content } = await draftOf(code)
    const { title, field, documents, clock, law } = content.definition as any
    const entry = {
      code,
      name: title.vi,
      field,
      level: 'Cấp tỉnh',
      decision: law.decision,
      time_limit_value: clock.term,
      time_limit_unit: 'Ngày',
      components: [{ name: documents[0].name.vi, ban_chinh: 1 }],
    }
    await world.ask(COLLEAGUE, 'procedure.import', { procedures: [entry] })
    const draft = await draftOf(code)
    expect(draft.locked).toEqual(
      expect.arrayContaining(['title.vi', 'clock.term', 'documents.0.name.vi', 'law.decision']),
    )
    const change = (what: (definition: any) => void) => (each: any) => what(each.definition)
    expect(
      await locked(
        draft,
        change((d) => (d.title.vi = 'Tên khác')),
      ),
    ).toEqual(['content.definition.title.vi'])
    expect(
      await locked(
        draft,
        change((d) => (d.clock.term += 1)),
      ),
    ).toEqual(['content.definition.clock.term'])
    const added = change((d) => d.documents.push({ ...documents[0], key: 'extra' }))
    expect(await locked(draft, added)).toEqual([`content.definition.documents.${documents.length}`])
    const reduced = await save(
      draft,
      change((d) => {
        d.clock.term -= 1
        d.documents.shift()
        d.states[1].name.vi = 'Bước nội bộ của tỉnh'
      }),
    )
    expect(reduced.version).toBe(2)
    const blank = await world.ask(DESIGNER, 'procedure.draft', { procedure: code, from: { kind: 'blank' } })
    expect(blank.content.definition.title.vi).toBe(title.vi)
  })
})

describe('as files and pages', () => {
  test('an edition is exported, imported as a draft and shown as citizens would see it', async () => {
    const file = await world.ask(DESIGNER, 'procedure.exportPack', { code: '1.012787' })
    const pack = JSON.parse(Buffer.from(file.body).toString())
    const draft: DraftView = await world.ask(DESIGNER, 'procedure.importPack', { pack })
    expect(draft).toMatchObject({ origin: 'pack', basedOn: 1, procedure: '1.012787' })
    expect((await world.ask(DESIGNER, 'procedure.compareDraft', { id: draft.id })).changes).toEqual([])
    const page = await world.ask(DESIGNER, 'procedure.preview', { id: draft.id })
    expect(page.definition.title).toEqual(pack.definition.title)
    expect(page.agencies.map((each: any) => each.code)).toContain('H60.10')
    delete pack.definition.states[0].name
    const refused = await refusal(world.ask(DESIGNER, 'procedure.importPack', { pack }))
    expect(refused).toMatchObject({ code: 'procedure.pack-invalid', status: 422 })
    expect(refused.errors.map((each) => each.path)).toContain('definition.states.0.name')
  })

  test('a blank draft can be looked at and checked, and says all that is missing', async () => {
    const draft: DraftView = await world.ask(DESIGNER, 'procedure.draft', {
      procedure: '9.000001',
      from: { kind: 'blank' },
    })
    expect((await world.ask(DESIGNER, 'procedure.preview', { id: draft.id })).definition.form).toHaveLength(1)
    const { findings } = await world.ask(DESIGNER, 'procedure.checkDraft', { id: draft.id })
    const places = findings.map((each: any) => each.place)
    expect(places).toEqual(
      expect.arrayContaining(['title', 'form', 'states', 'moves', 'clock', 'law', 'competent']),
    )
    expect(await world.ask(DESIGNER, 'procedure.compareDraft', { id: draft.id })).toEqual({
      against: null,
      changes: [],
    })
  })
})

describe('bad input', () => {
  test.each<[string, (content: any) => void, string]>([
    ['a control character', (c) => (c.definition.title = { vi: 'Tên\u0007' }), 'procedure.draft-unstorable'],
    ['half a letter', (c) => (c.definition.title = { vi: 'Tên\ud800' }), 'procedure.draft-unstorable'],
    [
      'nesting without end',
      (c) => (c.definition.form = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)),
      'procedure.draft-unstorable',
    ],
    ['more than a megabyte', (c) => (c.definition.field = 'ă'.repeat(600_000)), 'request.too-large'],
  ])('%s is refused and nothing is saved', async (_what, spoil, code) => {
    const draft = await draftOf()
    expect(await refusal(save(draft, spoil))).toMatchObject({ code })
    expect((await world.ask(DESIGNER, 'procedure.getDraft', { id: draft.id })).version).toBe(1)
  })

  test('markup is kept for its writer to see, named, and never published', async () => {
    const draft = await save(await draftOf(), ({ definition }) => {
      definition.whatYouGet.vi = 'Giấy phép <script>alert(1)</script>'
    })
    const refused = await refusal(submit(draft))
    expect(refused.errors.map((each) => each.path)).toContain('whatYouGet.vi')
  })
})
