export { mergeAgencies } from './commands/merge-agencies.ts'
export { setCalendarDay } from './commands/set-calendar-day.ts'
export { setCalendarYear } from './commands/set-calendar-year.ts'
export { loadAgencies, loadCalendar, loadSeats, type NewSeat } from './load.ts'
export { loadPlaces } from './load-places.ts'
export { ROLE_GRANTS } from './model/role-grants.ts'
export { type Agency, AgencyTree } from './model/tree.ts'
export { dueDateOf } from './queries/due-date.ts'
export { findAgencies } from './queries/find-agencies.ts'
export { findPlaces } from './queries/find-places.ts'
export { getCalendar } from './queries/get-calendar.ts'
export { staff } from './queries/staff.ts'
export { workingDays } from './queries/working-days.ts'
export {
  agencyTree,
  calendarData,
  formerSeats,
  holdersOf,
  mergerDecision,
  type Seat,
  seatHeirs,
  seats,
  workingCalendar,
} from './read.ts'
export { places } from './read-places.ts'
