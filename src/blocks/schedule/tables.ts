import type { DeskHours } from './model/hours.ts'

type Closure = { from: string; to: string; reason: string }
type Priority = { key: string; name: string; nameEn?: string | undefined; lead: number }

export type DeskRow = {
  agency: string
  open: boolean
  notice: string | null
  hours: DeskHours
  /** When appointments are taken; null: whenever it is open. */
  booking_hours: DeskHours | null
  open_on_holidays: boolean
  closures: Closure[]
  slot_minutes: number
  days_ahead: number
  bookings_per_phone: number
  early_minutes: number
  late_minutes: number
  appointment_lead: number
  priorities: Priority[]
  keep_days: number
}
export type QueueRow = {
  agency: string
  key: string
  prefix: string
  name: string
  name_en: string | null
  fields: string[]
  slot_capacity: number
  ordinal: number
  active: boolean
}
export type CounterRow = {
  agency: string
  number: number
  name: string
  officers: string
  queues: string[]
  active: boolean
}
export type OpeningRow = {
  id: string
  agency: string
  counter: number
  day: string
  account: string
  position: string | null
  opened_at: Date
  closed_at: Date | null
}
export type TicketState = 'waiting' | 'called' | 'finished' | 'skipped' | 'left'
export type TicketRow = {
  id: string
  agency: string
  /** Where its number was given; `in_queue` is where it waits now. */
  queue: string
  day: string
  number: number
  label: string
  in_queue: string
  only_counter: number | null
  priority: string | null
  slot_at: Date | null
  taken_at: Date
  waiting_since: Date
  state: TicketState
  secret: string
}
export type CallRow = {
  id: string
  ticket: string
  opening: string
  agency: string
  counter: number
  queue: string
  day: string
  waiting_since: Date
  called_at: Date
  last_called_at: Date
  calls: number
  ended_at: Date | null
  ending: 'finished' | 'skipped' | 'transferred' | 'left' | null
  dossiers: string[]
}
export type BookingRow = {
  id: string
  agency: string
  queue: string
  procedure: string | null
  day: string
  slot_at: Date
  code: string
  secret: string
  name: string | null
  phone: string | null
  state: 'booked' | 'cancelled' | 'arrived'
  ticket: string | null
  made_at: Date
  cancelled_at: Date | null
}

/** This block's own schema. */
export type ScheduleTables = {
  'schedule.desk': DeskRow
  'schedule.queue': QueueRow
  'schedule.counter': CounterRow
  'schedule.opening': OpeningRow
  'schedule.ticket_count': { agency: string; queue: string; day: string; last: number }
  'schedule.ticket': TicketRow
  'schedule.ticket_call': CallRow
  'schedule.slot_count': { agency: string; queue: string; at: Date; taken: number }
  'schedule.booking': BookingRow
}
