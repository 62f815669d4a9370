import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { requireSigned } from '../../../platform/http/signed-event.ts'
import { CarrierEvent, ParcelNumber } from '../model/parcel.ts'
import { carrierSettings } from './carrier-settings.ts'
import { takeEvents } from './take-events.ts'

/**
 * The carrier tells where a parcel is, signed with the secret shared with it. Told twice, it counts once.
 * Errors: event.forged 401, event.stale 401, post.number-unknown 404, post.from-tomorrow 422.
 */
export const reportParcel = command({
  name: 'post.report',
  route: 'POST /post/reports',
  summary: 'Bưu chính báo hành trình bưu gửi (có chữ ký)',
  input: z.strictObject({
    event: CarrierEvent.extend({ number: ParcelNumber }),
    sentAt: z.iso.datetime({ offset: true }),
    signature: z.string().max(100),
  }),
  output: z.object({ changed: z.boolean() }),
  permission: 'public',
  audit: ({ event }) => `was told of parcel ${event.number}: ${event.code}`,
  async run(context) {
    const { input, sql, vault, now } = context
    requireSigned((await carrierSettings(sql, vault))?.secret ?? null, input, now)
    const { number, ...event } = input.event
    requirePast(event, now)
    return { changed: await takeEvents(context, number, [event]) }
  },
})

/** The same, asked for by the house itself for reports that were lost; no route of the API leads here. */
export const recordParcel = command({
  name: 'post.record',
  route: 'POST /parcels/{number}/record',
  summary: 'Ghi hành trình đã hỏi được từ bưu chính',
  input: z.strictObject({ number: ParcelNumber, events: z.array(CarrierEvent).max(200) }),
  output: z.object({ changed: z.boolean() }),
  permission: 'post.record',
  audit: ({ number }) => `asked after parcel ${number}`,
  async run(context) {
    const { number, events } = context.input
    for (const event of events) requirePast(event, context.now)
    return { changed: await takeEvents(context, number, events) }
  },
})

const SLACK_MS = 10 * 60_000

function requirePast(event: CarrierEvent, now: Date): void {
  if (Date.parse(event.at) <= now.getTime() + SLACK_MS) return
  throw new Problem(
    'post.from-tomorrow',
    422,
    'Sự kiện bưu chính ghi giờ ở tương lai. Hãy xem lại đồng hồ.',
    [{ path: 'event.at', message: 'Giờ phải ở quá khứ.' }],
  )
}
