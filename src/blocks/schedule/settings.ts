import type { Kysely } from 'kysely'
import type { DeskSetting } from './contract.ts'
import { freshDesk } from './desks.ts'

/** A desk as its setter reads it: straight from the rows. Errors: schedule.no-desk 404. */
export async function readSetting(sql: Kysely<any>, agency: string): Promise<DeskSetting> {
  const desk = await freshDesk(sql, agency)
  return {
    agency: desk.agency,
    open: desk.open,
    notice: desk.notice,
    hours: desk.hours as DeskSetting['hours'],
    bookingHours: desk.booking_hours as DeskSetting['bookingHours'],
    openOnHolidays: desk.open_on_holidays,
    closures: desk.closures,
    slotMinutes: desk.slot_minutes,
    daysAhead: desk.days_ahead,
    bookingsPerPhone: desk.bookings_per_phone,
    earlyMinutes: desk.early_minutes,
    lateMinutes: desk.late_minutes,
    appointmentLead: desk.appointment_lead,
    priorities: desk.priorities,
    keepDays: desk.keep_days,
    queues: desk.queues.map((queue) => ({
      key: queue.key,
      prefix: queue.prefix,
      name: queue.name,
      nameEn: queue.name_en,
      fields: queue.fields,
      slotCapacity: queue.slot_capacity,
    })),
    counters: desk.counters.map(({ number, name, officers, queues }) => ({ number, name, officers, queues })),
  }
}
