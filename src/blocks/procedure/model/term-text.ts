import type { ClockRule, Text } from './definition.ts'

const UNITS: Record<Exclude<ClockRule['unit'], 'sameDay'>, { vi: string; en: string }> = {
  workingHours: { vi: 'giờ làm việc', en: 'working hours' },
  workingDays: { vi: 'ngày làm việc', en: 'working days' },
  calendarDays: { vi: 'ngày', en: 'calendar days' },
}

/** "5 ngày làm việc", as a citizen reads it. */
export function termText({ term, unit, cutoff }: ClockRule): Required<Text> {
  if (unit === 'sameDay')
    return {
      vi: `Trong ngày làm việc${cutoff ? `; nhận sau ${cutoff} thì trả trong ngày làm việc tiếp theo` : ''}`,
      en: `Same working day${cutoff ? `; received after ${cutoff}: the next working day` : ''}`,
    }
  if (term === null) return { vi: 'Pháp luật không quy định thời hạn', en: 'No term fixed by law' }
  return { vi: `${term} ${UNITS[unit].vi}`, en: `${term} ${UNITS[unit].en}` }
}
