// over 300 lines because it is the one list of shapes the outside may rely on; two lists would drift apart.
import { z } from 'zod'
import { isDossierCode, isPhone } from '../../kernel/identifiers.ts'

/** All that others may know of desks, numbers, calls and appointments. */
export const PERMISSIONS = { serve: 'schedule.serve', change: 'schedule.change' } as const

export const AgencyCode = z.string().regex(/^[A-Z]\d{2}(\.\d{1,3}){0,3}$/, 'Mã cơ quan có dạng H60.08')
const Instant = z.iso.datetime({ offset: true, message: 'Thời điểm viết dạng 2026-11-24T09:00:00+07:00' })
const Day = z.iso.date('Ngày viết dạng 2026-11-24')
const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Giờ viết dạng 07:30')
const Key = z
  .string('Ghi mã.')
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'Mã gồm chữ thường không dấu, chữ số, gạch nối; bắt đầu bằng chữ')
const Name = z
  .string('Ghi tên.')
  .trim()
  .min(2, 'Ghi tên, ít nhất 2 ký tự.')
  .max(120, 'Tên dài nhất 120 ký tự.')
const Lead = z.int('Số phút là số nguyên').min(0, 'Số phút không âm').max(240, 'Nhiều nhất 240 phút')
/** Made by this system: 128 random bits. */
export const Secret = z.string().regex(/^[\w-]{22}$/, 'Đường dẫn này không đúng. Hãy mở lại từ mã QR.')
export const QueueKey = Key
const CounterNumber = z.int('Số quầy là số nguyên').min(1, 'Số quầy từ 1').max(999, 'Số quầy đến 999')

export const DeskHoursInput = z.partialRecord(
  z.enum(['0', '1', '2', '3', '4', '5', '6']),
  z.array(z.tuple([Time, Time])).max(4, 'Mỗi ngày nhiều nhất 4 buổi'),
)

export const QueueSetting = z.strictObject({
  key: Key,
  /** Before each number; two queues of a desk never share one. */
  prefix: z.string().regex(/^[A-Z]{1,2}$/, 'Chữ đầu của số gồm một hoặc hai chữ cái hoa, ví dụ A'),
  name: Name,
  nameEn: z.string().trim().max(120).nullish(),
  /** Fields of procedures booked into it; none: whatever no other queue names. */
  fields: z.array(z.string().max(200)).max(100).default([]),
  /** How many may book one slot; 0: no appointments. */
  slotCapacity: z.int().min(0, 'Không âm').max(500, 'Nhiều nhất 500 người một khung giờ'),
})
export const CounterSetting = z.strictObject({
  number: CounterNumber,
  name: Name,
  /** Whose officers sit there; the desk's own agency when absent. */
  officers: AgencyCode.optional(),
  queues: z.array(Key).min(1, 'Chọn ít nhất một hàng chờ'),
})
export const PrioritySetting = z.strictObject({
  key: Key,
  name: Name,
  nameEn: z.string().trim().max(120).optional(),
  /** Minutes they count as having come earlier. */
  lead: Lead,
})

/** A desk as it is set up; what is left out of `queues` or `counters` is no longer in use. */
export const DeskSetting = z.strictObject({
  agency: AgencyCode,
  /** False: no new numbers now; those given are still served. */
  open: z.boolean().default(true),
  /** A sentence for everybody who comes, or why it is closed. */
  notice: z.string().trim().max(300, 'Thông báo dài nhất 300 ký tự').nullish(),
  hours: DeskHoursInput,
  /** When appointments are taken; null: whenever it is open on a working day. */
  bookingHours: DeskHoursInput.nullish(),
  /** Somebody is on duty on public holidays too; appointments are never on one. */
  openOnHolidays: z.boolean().default(false),
  closures: z
    .array(
      z.strictObject({
        from: Day,
        to: Day,
        reason: z.string().trim().min(2, 'Ghi lý do nghỉ').max(200),
      }),
    )
    .max(200)
    .default([]),
  slotMinutes: z
    .int()
    .min(5, 'Khung giờ ít nhất 5 phút')
    .max(240, 'Khung giờ nhiều nhất 240 phút')
    .default(30),
  daysAhead: z.int().min(1).max(90, 'Đặt trước nhiều nhất 90 ngày').default(14),
  bookingsPerPhone: z.int().min(1).max(20).default(2),
  earlyMinutes: Lead.default(30),
  lateMinutes: Lead.default(15),
  appointmentLead: Lead.default(30),
  priorities: z.array(PrioritySetting).max(12).default([]),
  /** Days after the slot until name and telephone of a booking are erased. */
  keepDays: z.int().min(1, 'Giữ ít nhất 1 ngày').max(366, 'Giữ nhiều nhất 366 ngày').default(30),
  queues: z.array(QueueSetting).min(1, 'Cần ít nhất một hàng chờ').max(40),
  counters: z.array(CounterSetting).max(200),
})
export type DeskSetting = z.infer<typeof DeskSetting>
export type DeskSettingInput = z.input<typeof DeskSetting>

const WaitView = z.object({
  told: z.enum(['known', 'tooFew', 'noCounter']),
  minutes: z.int().nullable(),
})

export const QueueView = z.object({
  key: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  fields: z.array(z.string()),
  bookable: z.boolean(),
  waiting: z.int(),
  /** For whoever took a number now. */
  wait: WaitView,
})

/** A desk as citizens see it. */
export const DeskView = z.object({
  agency: z.string(),
  name: z.string(),
  address: z.string().nullable(),
  /** Numbers are given now. */
  open: z.boolean(),
  /** Why not, when they are not. */
  closed: z.string().nullable(),
  notice: z.string().nullable(),
  today: z.array(z.tuple([z.string(), z.string()])),
  priorities: z.array(z.object({ key: z.string(), name: z.string(), nameEn: z.string().nullable() })),
  queues: z.array(QueueView),
})
export type DeskView = z.infer<typeof DeskView>
export const DesksView = z.object({
  items: z.array(z.object({ agency: z.string(), name: z.string(), kind: z.string(), bookable: z.boolean() })),
})
export type DesksView = z.infer<typeof DesksView>

export const SlotsInput = z.strictObject({
  agency: AgencyCode,
  procedure: z.string().max(20).optional(),
  queue: QueueKey.optional(),
})
/** Days one may book, each with its free slots, or why there is none. */
export const SlotsView = z.object({
  agency: z.string(),
  name: z.string(),
  queue: z.object({ key: z.string(), name: z.string(), nameEn: z.string().nullable() }),
  days: z.array(
    z.object({
      day: z.iso.date(),
      closed: z.string().nullable(),
      slots: z.array(z.object({ at: Instant, free: z.int() })),
    }),
  ),
})
export type SlotsView = z.infer<typeof SlotsView>

export const BookInput = z.strictObject({
  agency: AgencyCode,
  procedure: z.string().max(20).optional(),
  queue: QueueKey.optional(),
  at: z.iso.datetime({
    offset: true,
    error: ({ input }) => (input ? 'Khung giờ viết dạng 2026-11-24T09:00:00+07:00.' : 'Chọn giờ bạn đến.'),
  }),
  name: z
    .string('Ghi họ và tên.')
    .trim()
    .min(2, 'Ghi họ và tên người đến.')
    .max(200, 'Họ tên dài nhất 200 ký tự.'),
  phone: z
    .string('Ghi số điện thoại.')
    .trim()
    .max(30, 'Số điện thoại quá dài.')
    .refine(isPhone, 'Số điện thoại chưa đúng: ghi 10 chữ số, bắt đầu bằng 0, ví dụ 0912345678.'),
})

/** A booking as whoever holds its link sees it: nothing of the person. */
export const BookingView = z.object({
  agency: z.string(),
  agencyName: z.string(),
  address: z.string().nullable(),
  queue: z.object({ key: z.string(), name: z.string(), nameEn: z.string().nullable() }),
  procedure: z.string().nullable(),
  at: Instant,
  until: Instant,
  /** Typed at the kiosk. */
  code: z.string(),
  state: z.enum(['booked', 'cancelled', 'arrived', 'missed']),
  /** The desk has since closed that day: why. */
  closed: z.string().nullable(),
  mayCancel: z.boolean(),
  /** From when on one may check in. */
  from: Instant,
  /** The number it became. */
  ticket: z.object({ label: z.string(), token: z.string() }).nullable(),
})
export type BookingView = z.infer<typeof BookingView>
export const BookedView = BookingView.extend({ token: z.string() })

export const AppointmentsInput = z.strictObject({
  agency: AgencyCode,
  /** Today when absent. */
  day: Day.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  cursor: z
    .string()
    .regex(/^\d{1,6}$/, 'Vị trí trong danh sách không đúng')
    .optional(),
})
export const AppointmentsView = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      at: Instant,
      queue: z.string(),
      procedure: z.string().nullable(),
      /** Null once erased. */
      name: z.string().nullable(),
      phone: z.string().nullable(),
      state: z.enum(['booked', 'cancelled', 'arrived']),
    }),
  ),
  nextCursor: z.string().nullable(),
})
export type AppointmentsView = z.infer<typeof AppointmentsView>

export const TakeInput = z.strictObject({
  agency: AgencyCode,
  queue: QueueKey,
  priority: Key.optional(),
})
export const CheckInInput = z.strictObject({
  agency: AgencyCode,
  code: z
    .string('Ghi mã lịch hẹn.')
    .transform((text) => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'Mã lịch hẹn gồm 6 chữ số')),
})

export const TICKET_STATES = ['waiting', 'called', 'finished', 'skipped', 'left'] as const
/** A number and its place, for whoever holds its link. */
export const TicketView = z.object({
  token: z.string(),
  label: z.string(),
  agency: z.string(),
  agencyName: z.string(),
  queue: z.object({ key: z.string(), name: z.string(), nameEn: z.string().nullable() }),
  day: z.iso.date(),
  state: z.enum(TICKET_STATES),
  /** Checked in for an appointment in time: its slot. */
  slotAt: Instant.nullable(),
  takenAt: Instant,
  /** How many will be called before, as it stands; null when it no longer waits. */
  ahead: z.int().nullable(),
  wait: WaitView.nullable(),
  /** Where it was called to. */
  counter: z.string().nullable(),
})
export type TicketView = z.infer<typeof TicketView>

/** What a public screen shows and says. */
export const ScreenView = z.object({
  agency: z.string(),
  name: z.string(),
  now: Instant,
  open: z.boolean(),
  notice: z.string().nullable(),
  /** Latest first. `serial` is new each time a number is called, again too. */
  calls: z.array(
    z.object({
      serial: z.string(),
      label: z.string(),
      counter: z.string(),
      at: Instant,
      times: z.int(),
      spoken: z.string(),
    }),
  ),
  queues: z.array(QueueView.pick({ key: true, name: true, waiting: true, wait: true })),
})
export type ScreenView = z.infer<typeof ScreenView>

const Numbered = z.object({
  id: z.uuid(),
  label: z.string(),
  queue: z.string(),
  queueName: z.string(),
  priority: z.string().nullable(),
  slotAt: Instant.nullable(),
  takenAt: Instant,
})
/** What an officer at a counter needs: their number, who waits for them, where they may sit. */
export const CurrentView = z.object({
  now: Instant,
  opening: z
    .object({
      agency: z.string(),
      name: z.string(),
      counter: z.int(),
      counterName: z.string(),
      since: Instant,
      queues: z.array(z.object({ key: z.string(), name: z.string() })),
    })
    .nullable(),
  ticket: Numbered.extend({
    calledAt: Instant,
    lastCalledAt: Instant,
    calls: z.int(),
    /** Field names of procedures this queue is for; the intake screen may narrow by them. */
    fields: z.array(z.string()),
  }).nullable(),
  /** In the order they will be called. */
  waiting: z.array(Numbered),
  skipped: z.array(Numbered),
  servedToday: z.int(),
  /** Where a number may be sent on to. */
  queues: z.array(z.object({ key: z.string(), name: z.string() })),
  counters: z.array(z.object({ number: z.int(), name: z.string(), open: z.boolean() })),
  /** Counters this officer may open. */
  desks: z.array(
    z.object({
      agency: z.string(),
      name: z.string(),
      counters: z.array(z.object({ number: z.int(), name: z.string(), taken: z.boolean() })),
    }),
  ),
})
export type CurrentView = z.infer<typeof CurrentView>

export const OpenCounterInput = z.strictObject({ agency: AgencyCode, counter: CounterNumber })
/** Calling: the next in turn, or this very number. Again: the one at the counter, or a skipped one that has come. */
export const CallInput = z.strictObject({ ticket: z.uuid('Chọn số cần gọi.').optional() })
export const TransferInput = z
  .strictObject({ queue: QueueKey.optional(), counter: CounterNumber.optional() })
  .refine(({ queue, counter }) => (queue === undefined) !== (counter === undefined), {
    message: 'Chọn hàng chờ hoặc quầy sẽ nhận số này.',
    path: ['queue'],
  })
const DossierCode = z.string().refine(isDossierCode, 'Mã hồ sơ có dạng H60.08-221010-0001')
/** With the dossiers taken in or given back meanwhile. */
export const FinishInput = z.strictObject({ dossiers: z.array(DossierCode).max(50).default([]) })

export const FiguresInput = z.strictObject({ agency: AgencyCode, from: Day, to: Day })
const Spans = { mean: z.number().nullable(), median: z.number().nullable() }
/** Both days counted. Times in minutes; null where nothing was counted. */
export const FiguresView = z.object({
  agency: z.string(),
  name: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  counters: z.array(
    z.object({
      counter: z.int(),
      name: z.string(),
      served: z.int(),
      skipped: z.int(),
      transferred: z.int(),
      dossiers: z.int(),
      wait: z.object(Spans),
      service: z.object(Spans),
    }),
  ),
  total: z.object({
    given: z.int(),
    served: z.int(),
    skipped: z.int(),
    left: z.int(),
    booked: z.int(),
    cancelled: z.int(),
    arrived: z.int(),
    wait: z.object(Spans),
    service: z.object(Spans),
  }),
})
export type FiguresView = z.infer<typeof FiguresView>
