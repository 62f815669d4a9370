/** Working time and due dates: the door to the rooms beside it. All pure; instants are `Date`, durations milliseconds. */

export type { Calendar, CalendarData } from './calendar.ts'
export { compileCalendar, workingDaysOfYear } from './calendar.ts'
export type { Pause } from './due-date.ts'
export { dueDate, sameDayDueDate } from './due-date.ts'
export type { TermUnit, TraceLine } from './due-date-trace.ts'
export { explainTrace } from './explain-due-date.ts'
export {
  addWorkingTime,
  isWorkingDay,
  isWorkingMoment,
  nextWorkingMoment,
  workingTimeBetween,
} from './working-intervals.ts'
