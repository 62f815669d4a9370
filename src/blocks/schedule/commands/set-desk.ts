import { type Kysely, sql } from 'kysely'
import { invalid } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { agencyTree, requireReach } from '../../organisation/index.ts'
import { DeskSetting, PERMISSIONS } from '../contract.ts'
import { DESKS, localDay } from '../desks.ts'
import { checkHours } from '../model/hours.ts'
import { readSetting } from '../settings.ts'
import type { ScheduleTables } from '../tables.ts'

/**
 * Sets a desk up as a whole: hours, queues, counters, slots, priorities. What is left out is no longer in use; numbers
 * given stay as they are. Errors: organisation.out-of-reach 403, request.invalid 422 naming the field.
 */
export const setDesk = command({
  name: 'schedule.setDesk',
  route: 'PUT /desks/{agency}',
  summary: 'Thiết lập bàn tiếp nhận: giờ mở cửa, hàng chờ, quầy, khung giờ, ưu tiên',
  input: DeskSetting,
  output: DeskSetting,
  permission: PERMISSIONS.change,
  audit: (input) => `set up desk ${input.agency}, ${input.open ? 'open' : 'closed'}`,
  forgets: [DESKS],
  async run(context) {
    const { input, actor, now, sql: trx } = context
    const tree = await agencyTree(context)
    if (!tree.inForce(input.agency, localDay(now)))
      throw invalid('agency', `Không có cơ quan mã ${input.agency} đang hoạt động.`)
    requireReach(actor, PERMISSIONS.change, input.agency, tree)
    check(input, (agency) => tree.inForce(agency, localDay(now)))
    await write(trx, input)
    return readSetting(trx, input.agency)
  },
})

function check(input: DeskSetting, acting: (agency: string) => boolean): void {
  checkHours(input.hours, 'hours')
  if (input.bookingHours) checkHours(input.bookingHours, 'bookingHours')
  input.closures.forEach(({ from, to }, at) => {
    if (from > to) throw invalid(`closures.${at}.to`, 'Ngày nghỉ cuối phải không trước ngày nghỉ đầu.')
  })
  once(input.queues, 'queues', 'key', 'Mã hàng chờ bị trùng; mỗi hàng chờ một mã.')
  once(input.queues, 'queues', 'prefix', 'Chữ đầu của số bị trùng; mỗi hàng chờ một chữ.')
  once(input.counters, 'counters', 'number', 'Số quầy bị trùng; mỗi quầy một số.')
  once(input.priorities, 'priorities', 'key', 'Mã diện ưu tiên bị trùng.')
  input.counters.forEach((counter, at) => {
    const unknown = counter.queues.find((key) => !input.queues.some((queue) => queue.key === key))
    if (unknown !== undefined) throw invalid(`counters.${at}.queues`, `Không có hàng chờ “${unknown}”.`)
    if (counter.officers !== undefined && !acting(counter.officers))
      throw invalid(`counters.${at}.officers`, `Không có cơ quan mã ${counter.officers} đang hoạt động.`)
  })
}

function once<Row>(rows: readonly Row[], path: string, key: keyof Row & string, message: string): void {
  const seen = new Set<unknown>()
  rows.forEach((row, at) => {
    if (seen.has(row[key])) throw invalid(`${path}.${at}.${key}`, message)
    seen.add(row[key])
  })
}

async function write(trx: Kysely<any>, input: DeskSetting): Promise<void> {
  const tables = trx as Kysely<ScheduleTables>
  const desk = {
    agency: input.agency,
    open: input.open,
    notice: input.notice || null,
    hours: JSON.stringify(input.hours) as never,
    booking_hours: (input.bookingHours ? JSON.stringify(input.bookingHours) : null) as never,
    open_on_holidays: input.openOnHolidays,
    closures: JSON.stringify(input.closures) as never,
    slot_minutes: input.slotMinutes,
    days_ahead: input.daysAhead,
    bookings_per_phone: input.bookingsPerPhone,
    early_minutes: input.earlyMinutes,
    late_minutes: input.lateMinutes,
    appointment_lead: input.appointmentLead,
    priorities: JSON.stringify(input.priorities) as never,
    keep_days: input.keepDays,
  }
  await tables
    .insertInto('schedule.desk')
    .values(desk)
    .onConflict((conflict) => conflict.column('agency').doUpdateSet(desk))
    .execute()
  // First all out of use, so that two queues may swap their prefixes.
  await sql`update schedule.queue set active = false where agency = ${input.agency}`.execute(trx)
  await sql`update schedule.counter set active = false where agency = ${input.agency}`.execute(trx)
  for (const [ordinal, queue] of input.queues.entries()) {
    const row = {
      prefix: queue.prefix,
      name: queue.name,
      name_en: queue.nameEn || null,
      fields: queue.fields,
      slot_capacity: queue.slotCapacity,
      ordinal,
      active: true,
    }
    await tables
      .insertInto('schedule.queue')
      .values({ agency: input.agency, key: queue.key, ...row })
      .onConflict((conflict) => conflict.columns(['agency', 'key']).doUpdateSet(row))
      .execute()
  }
  for (const { number, name, officers, queues } of input.counters) {
    const row = { name, officers: officers ?? input.agency, queues, active: true }
    await tables
      .insertInto('schedule.counter')
      .values({ agency: input.agency, number, ...row })
      .onConflict((conflict) => conflict.columns(['agency', 'number']).doUpdateSet(row))
      .execute()
  }
}
