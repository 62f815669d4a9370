import { describe, expect, test } from 'vitest'
import { shippedProvince } from '../../../areas/read-areas.ts'
import { compileCalendar } from '../../../kernel/calendar.ts'
import { isOpenAt, openDay, shownInstant, slotsOn } from './hours.ts'
import { spokenCall, ticketLabel } from './spoken.ts'

const calendar = compileCalendar(shippedProvince().calendar)
const OFFICE: [string, string][] = [
  ['07:30', '11:30'],
  ['13:30', '16:15'],
]
const desk = {
  hours: { 1: OFFICE, 2: OFFICE, 3: OFFICE, 4: OFFICE, 5: OFFICE },
  closures: [{ from: '2022-05-12', to: '2022-05-13', reason: 'Sửa chữa trụ sở' }],
  slotMinutes: 30,
  bookingHours: null,
}
const slots = (day: string, change: object = {}) =>
  slotsOn({ ...desk, ...change }, day, calendar).slots.map((at) => shownInstant(at).slice(11, 16))

describe('a desk is closed', () => {
  test.each([
    ['2022-05-15', 'không làm việc ngày này'],
    ['2022-05-12', 'Sửa chữa trụ sở'],
    ['2022-02-30', 'ngày không có thật'],
    ['2199-05-11', 'chưa có lịch nghỉ lễ của năm này'],
  ])('on %s: %s', (day, reason) => {
    expect(openDay(desk, day, calendar)).toEqual({ intervals: [], closed: reason })
  })
  test('on a holiday of the organisation’s calendar, by its name, unless somebody is on duty', () => {
    expect(openDay(desk, '2022-05-03', calendar).closed).toMatch(/nghỉ|Quốc tế|1\/5|30\/4/i)
    expect(openDay({ ...desk, openOnHolidays: true }, '2022-05-03', calendar).intervals).toHaveLength(2)
    // On duty or not: nobody books a holiday.
    expect(slots('2022-05-03', { openOnHolidays: true })).toEqual([])
  })
  test('at closing time itself, not a moment before', () => {
    const at = (clock: string) => isOpenAt(desk, Date.parse(`2022-05-10T${clock}+07:00`), calendar)
    expect([at('07:29:59'), at('07:30:00'), at('11:29:59'), at('11:30:00')]).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

test('slots begin at each opening and none runs past a close', () => {
  expect(slots('2022-05-10')).toEqual(
    '07:30 08:00 08:30 09:00 09:30 10:00 10:30 11:00 13:30 14:00 14:30 15:00 15:30'.split(' '),
  )
  expect(slots('2022-05-10', { bookingHours: { 2: [['08:00', '09:00']] } })).toEqual(['08:00', '08:30'])
})

test('a number is read digit by digit, and widens when a day has more than 999', () => {
  expect(spokenCall(ticketLabel('A', 12), 'quầy 3')).toBe('Mời số A không một hai, đến quầy 3.')
  expect([ticketLabel('B', 7), ticketLabel('B', 1204)]).toEqual(['B007', 'B1204'])
})
