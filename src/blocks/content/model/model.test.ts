import { expect, test } from 'vitest'
import { shippedProvince } from '../../../areas/read-areas.ts'
import { compileCalendar } from '../../../kernel/calendar.ts'
import { after, type Limits, personalPart, reported, type Standing } from './feedback.ts'
import { tellable } from './results.ts'
import { hidden, type Marks } from './survey.ts'

const calendar = compileCalendar(shippedProvince().calendar)
const limits: Limits = { refuseOrForwardDays: 2, supplementDays: 5, resolveDays: 15, publishDays: 2 }
const at = (text: string) => new Date(`${text}:00+07:00`)
const sent = () => reported(at('2022-05-09T09:00'), limits, calendar)
const next = (standing: Standing, act: Parameters<typeof after>[1], when: string) =>
  after(standing, act, at(when), limits, calendar)!

test('fifteen working days to answer, and two more to publish', () => {
  expect(sent().dueAt).toEqual(at('2022-05-30T09:00'))
  const answered = next(sent(), 'answer', '2022-05-30T09:00')
  expect(answered).toMatchObject({ state: 'answered', late: false, dueAt: at('2022-06-01T09:00') })
  expect(next(answered, 'publish', '2022-06-01T09:01').late).toBe(true)
  expect(next(sent(), 'answer', '2022-05-30T09:01').late).toBe(true)
})

test('a transfer after two working days is late, and the next agency has its full time', () => {
  expect(next(sent(), 'forward', '2022-05-11T09:00')).toMatchObject({ late: false, state: 'received' })
  const late = next(sent(), 'forward', '2022-05-11T09:30')
  expect(late).toMatchObject({
    late: true,
    countsFrom: at('2022-05-11T09:30'),
    dueAt: at('2022-06-01T09:30'),
  })
})

test('while the sender is asked for more the limit stands still', () => {
  const asked = next(sent(), 'askSupplement', '2022-05-10T09:00')
  expect(after(asked, 'answer', at('2022-05-11T09:00'), limits, calendar)).toBeNull()
  const back = next(asked, 'supplement', '2022-05-17T09:00')
  expect(back).toMatchObject({ state: 'received', late: false, dueAt: at('2022-06-06T09:00') })
})

test('nothing is done to what has ended', () => {
  const refused = next(sent(), 'refuse', '2022-05-10T09:00')
  for (const act of ['refuse', 'forward', 'answer', 'publish', 'supplement', 'askSupplement'] as const)
    expect(after(refused, act, at('2022-05-10T10:00'), limits, calendar)).toBeNull()
})

test('what is one person’s own is found before it stands in public', () => {
  for (const [text, found] of [
    ['gọi 0912 345 678 giúp', '0912 345 678'],
    ['căn cước 008190001234', '008190001234'],
    ['viết tới an.b@tq.vn nhé', 'an.b@tq.vn'],
    ['Quyết định 1234/QĐ-UBND ngày 05/05/2022, 15 ngày', null],
  ] as const)
    expect(personalPart(text)).toBe(found)
})

test('no total tells what was hidden: never one alone, never fewer than five together', () => {
  expect(hidden([10, 3, 20], 5)).toEqual([true, true, false])
  expect(hidden([10, 4, 4, 20], 5)).toEqual([false, true, true, false])
  expect(hidden([1, 1, 9], 5)).toEqual([true, true, true])
  expect(hidden([7, 0, 9], 5)).toEqual([false, false, false])
  for (let seed = 1; seed < 400; seed += 1) {
    const counts = Array.from({ length: 1 + (seed % 6) }, (_, at) => (seed * (at + 3) * 7919) % 13)
    const kept = hidden(counts, 5)
    const unseen = counts.filter((count, at) => kept[at] && count > 0)
    for (const [at, count] of counts.entries()) if (count > 0 && count < 5) expect(kept[at]).toBe(true)
    const seen = counts.filter((count, at) => !kept[at] && count > 0)
    if (unseen.length > 0 && seen.length > 0) {
      expect(unseen.length).toBeGreaterThan(1)
      expect(unseen.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(5)
    }
  }
})

test('results tell a unit of five and not one of four, in no column and by no subtraction', () => {
  const said = (key: string, mark: Marks['time'], times: number) =>
    Array.from({ length: times }, () => ({ key, marks: { time: mark } satisfies Marks }))
  const answers = [
    ...said('A', 'dissatisfied', 4),
    ...said('B', 'satisfied', 6),
    ...said('C', 'satisfied', 9),
  ]
  const { rows, total } = tellable(answers, 5, (key) => key)
  expect(rows.map((row) => row.answers)).toEqual([null, null, 9])
  expect(rows.map((row) => row.indices.time?.answers)).toEqual([null, null, 9])
  expect(total).toMatchObject({ answers: 19, satisfied: 78.95 })
  expect(tellable(answers.slice(0, 4), 5, (key) => key).total.answers).toBeNull()
})
