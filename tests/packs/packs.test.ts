import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dueAt, type Term } from '../../src/blocks/dossier/model/clock.ts'
import { type Folded, fold } from '../../src/blocks/dossier/model/fold.ts'
import { definitionHash } from '../../src/blocks/procedure/index.ts'
import { checkDefinition } from '../../src/blocks/procedure/model/check-definition.ts'
import type { ClockRule, Definition, Field, State } from '../../src/blocks/procedure/model/definition.ts'
import { applyVariant } from '../../src/blocks/procedure/model/expand-pack.ts'
import { feesFor, totalOf } from '../../src/blocks/procedure/model/fees.ts'
import {
  type Answers,
  fieldsOf,
  requiredDocuments,
  validateAnswers,
  visibleFields,
} from '../../src/blocks/procedure/model/form-schema.ts'
import { type CalendarData, compileCalendar } from '../../src/kernel/calendar.ts'
import { anyGoodAnswers, goodAnswers } from './sample-answers.ts'
import { agencies, calendarData, flows, shipped } from './shipped.ts'
import { begun, everywhere, route, type Walked, type Who } from './walk.ts'

const calendar = compileCalendar(calendarData as CalendarData)
const packs = shipped.map((each) => [`${each.pack.code} ${each.definition.title.vi}`, each] as const)

function termOf(clock: ClockRule): Term {
  if (clock.unit === 'sameDay') return { sameDay: true, cutoff: clock.cutoff! }
  return clock.term === null ? { none: true } : { term: clock.term, unit: clock.unit }
}
const answersOf = (definition: Definition): Answers =>
  validateAnswers(
    definition,
    goodAnswers(definition, () => 0),
  ).values
const ended = (key: string) => (folded: Folded) => folded.state.key === key

describe.each(packs)('%s', (_name, { pack, definition }) => {
  const answers = answersOf(definition)
  const online = begun(definition, 'submit')
  const desk = begun(definition, 'receive')
  const go = (from: Walked, who: Who, goal: (folded: Folded) => boolean) =>
    route(definition, from, answers, who, goal)

  test('nothing forbids publishing it, and every citizen text has English', () => {
    expect(checkDefinition(definition)).toEqual([])
  })

  test('its hash does not depend on the order it was typed in', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : value && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, each]) => [key, turned(each)]),
            )
          : value
    expect(definitionHash(turned(definition))).toBe(definitionHash(definition))
    expect(definitionHash({ ...definition, keywords: [...definition.keywords, 'thêm'] })).not.toBe(
      definitionHash(definition),
    )
  })

  test('agencies that may decide it exist; its variants only give', () => {
    for (const code of pack.competent.agencies) expect(agencies.map((each) => each.code)).toContain(code)
    expect(pack.competent.agencies.length + pack.competent.kinds.length).toBeGreaterThan(0)
    for (const variant of pack.variants) {
      const own = applyVariant(definition, variant)
      const dearer =
        (totalOf(feesFor(own, null, answers)) ?? 0) > (totalOf(feesFor(definition, null, answers)) ?? 0)
      expect(dearer).toBe(false)
    }
  })

  test.each(['submit', 'receive'] as const)(
    'each outcome is reached by its holders alone, after %s',
    (how) => {
      for (const outcome of definition.outcomes) {
        const walked = go(
          begun(definition, how),
          'holder',
          (f) => f.returnedAt !== null && f.outcome === outcome.key,
        )
        expect(walked, outcome.key).toBeDefined()
        expect(fold(definition, walked!.moves)).toEqual(walked!.folded)
        const due = dueAt(termOf(definition.clock), walked!.folded.clock, calendar)
        expect(due.firstDueAt!.getTime()).toBeGreaterThan(Date.parse(walked!.folded.acceptedAt!))
        expect(due.trace.length).toBeGreaterThan(0)
        expect(due.runs).toBe(true)
      }
    },
  )

  test('it can be refused, withdrawn and stopped', () => {
    expect(go(online, 'holder', ended('refused'))?.folded.acceptedAt).toBeNull()
    for (const from of [online, desk]) {
      expect(go(from, ['applicant'], ended('withdrawn'))?.folded.outcome).toBeNull()
      expect(go(from, ['counter'], ended('withdrawn'))).toBeDefined()
    }
    const stopped = go(desk, 'anyone', ended('stopped'))
    expect(stopped?.moves.at(-1)?.role).toBe('leader')
    expect(stopped?.folded.returnedAt).toBeNull()
    expect(stopped?.folded.finishedAt).not.toBeNull()
  })

  test('a correction before acceptance leaves the clock alone and can be asked once', () => {
    const asked = go(online, 'holder', ended('intakeCorrection'))!
    const back = go(asked, 'holder', ended('submitted'))!
    expect(back.folded.clock).toEqual([])
    expect(
      [...everywhere(definition, back, answers, 'anyone')].every(
        (each) => each.folded.intakeCorrections === 1,
      ),
    ).toBe(true)
    expect(go(back, 'holder', (f) => f.returnedAt !== null)?.folded.acceptedAt).not.toBeNull()
  })

  test('a correction after acceptance stops the clock and never brings the date nearer', () => {
    const asked = go(desk, 'holder', (f) => f.corrections === 1)
    if (!definition.states.some((state) => state.key === 'waitingCorrection')) {
      expect(asked).toBeUndefined()
      return
    }
    expect(asked!.folded.clock.at(-1)?.kind).toBe('paused')
    const done = go(asked!, 'holder', (f) => f.returnedAt !== null && f.outcome === 'approved')!
    const resumed = definition.clock.resume === 'restart' ? 'restarted' : 'resumed'
    expect(done.folded.clock.map((entry) => entry.kind)).toEqual(['started', 'paused', resumed])
    const straight = dueAt(termOf(definition.clock), desk.folded.clock, calendar).firstDueAt!
    const later = dueAt(termOf(definition.clock), done.folded.clock, calendar).firstDueAt!
    expect(later.getTime()).toBeGreaterThan(straight.getTime())
  })

  test('a wrong result can be reopened before it is handed over, and ends again', () => {
    const ready = go(desk, 'holder', ended('ready'))!
    expect(ready.folded.finishedAt).not.toBeNull()
    const open = go(ready, 'anyone', (f) => f.finishedAt === null)!
    expect(open.folded.outcome).toBeNull()
    expect(go(open, 'holder', (f) => f.returnedAt !== null)).toBeDefined()
  })

  test('no arrow is dead, and wherever a dossier stands it can still end', () => {
    const used = new Set<string>()
    const places = [online, desk].flatMap((from) => [
      ...everywhere(definition, from, answers, 'anyone', (arrow) => used.add(arrow)),
    ])
    expect(definition.moves.map((move) => move.key).filter((key) => !used.has(key))).toEqual([])
    for (const place of places) {
      if (place.folded.state.phase === 'closed') continue
      expect(
        go(place, 'anyone', (f) => f.state.phase === 'closed'),
        place.folded.state.key,
      ).toBeDefined()
    }
  })

  test('forms filled in good faith are accepted, and cost a known amount', () => {
    fc.assert(
      fc.property(anyGoodAnswers(definition), (typed) => {
        const { values, errors } = validateAnswers(definition, typed)
        expect(errors).toEqual([])
        expect(validateAnswers(definition, values)).toEqual({ values, errors: [] })
        const lines = feesFor(definition, null, values)
        for (const line of lines)
          expect([line.known, Number.isSafeInteger(line.amount), line.amount >= 0]).toEqual([
            true,
            true,
            true,
          ])
        expect(totalOf(lines)).not.toBeNull()
        for (const paper of requiredDocuments(definition, values)) expect(paper.direction).toBe('in')
      }),
      { numRuns: 40 },
    )
  })

  test('every broken answer is refused, naming its field', () => {
    const typed = goodAnswers(definition, () => 1)
    for (const field of visibleFields(definition, typed)) {
      const broken = brokenAnswer(field)
      if (broken === undefined) continue
      const { errors } = validateAnswers(definition, { ...typed, [field.key]: broken })
      const found = errors.find((error) => error.path === `answers.${field.key}`)
      expect(found, `${field.key} = ${String(broken)}`).toBeDefined()
      expect(found!.message).toContain(field.label.vi)
    }
  })

  test('an empty form names each field that is asked', () => {
    const { errors } = validateAnswers(definition, {})
    const asked = visibleFields(definition, {}).filter((field) => field.requiredIf === undefined)
    expect(errors.map((error) => error.path)).toEqual(asked.map((field) => `answers.${field.key}`))
    expect(validateAnswers(definition, {}, { partial: true }).errors).toEqual([])
  })
})

function brokenAnswer(field: Field): unknown {
  switch (field.kind) {
    case 'number':
    case 'money':
      return 'nhiều lắm'
    case 'date':
      return '30/02/2022'
    case 'choice':
    case 'choices':
      return 'không có trong danh sách'
    case 'yesNo':
      return 'có lẽ'
    case 'citizenId':
      return '12345'
    case 'taxCode':
      return '0100109107'
    case 'phone':
      return '12'
    case 'email':
      return 'hoa@'
    case 'declaration':
      return 'false'
    case 'commune':
      return 'x'
    case 'text':
    case 'longText':
      return 'a'.repeat(5000)
  }
}

test('a state means the same in every flow, so that lists compare', () => {
  const states = [...flows.values()].flatMap((flow) => (flow as { states: State[] }).states)
  const known = new Map<string, State>()
  for (const state of states) {
    expect(state).toEqual(known.get(state.key) ?? state)
    known.set(state.key, state)
  }
})

test('every flow is used, every code once, every folder is the area of its packs', () => {
  expect([...flows.keys()].filter((flow) => !shipped.some((each) => each.pack.flow === flow))).toEqual([])
  expect(new Set(shipped.map((each) => each.pack.code)).size).toBe(shipped.length)
  for (const { file, pack } of shipped) expect(file.endsWith(`/procedures/${pack.code}.json`)).toBe(true)
})

test('what no officer may do: finish without the national system’s number', () => {
  const national = shipped.filter((each) => each.definition.law.systemOfRecord === 'national')
  expect(national.length).toBeGreaterThan(0)
  for (const { definition } of national) {
    const finishing = definition.moves.filter((move) => move.to === 'ready')
    expect(finishing.length).toBeGreaterThan(0)
    expect(
      finishing.every((move) => move.kind === 'systemReply' && move.needs.includes('resultNumber')),
    ).toBe(true)
  }
})

test('prefilled fields are asked in the kind the applicant’s record holds', () => {
  const wanted = {
    'applicant.citizenNumber': 'citizenId',
    'applicant.phone': 'phone',
    'applicant.email': 'email',
    'applicant.birthDate': 'date',
  }
  for (const { definition } of shipped)
    for (const field of fieldsOf(definition))
      if (field.prefill && field.prefill in wanted)
        expect(field.kind).toBe(wanted[field.prefill as keyof typeof wanted])
})
