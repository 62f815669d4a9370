import { z } from 'zod'

/** What goes and comes by public post: states, what the carrier tells, how the one follows from the other. */
export const DIRECTIONS = ['in', 'out'] as const
export const PARCEL_STATES = [
  'asked',
  'created',
  'handedOver',
  'moving',
  'delivered',
  'returning',
  'cameBack',
  'lost',
  'cancelled',
] as const
export const ParcelState = z.enum(PARCEL_STATES)
export type ParcelState = z.infer<typeof ParcelState>

/** Whoever writes down what the carrier told: no person's account. */
export const CARRIER_ACCOUNT = 'public-post'

/** What a carrier may tell of a parcel, in the order it usually comes. */
export const CARRIER_CODES = [
  'accepted',
  'inTransit',
  'outForDelivery',
  'attemptFailed',
  'delivered',
  'returning',
  'returned',
  'lost',
] as const
export const CarrierCode = z.enum(CARRIER_CODES)
export type CarrierCode = z.infer<typeof CarrierCode>

const Instant = z.iso.datetime({ offset: true })
export const CarrierEvent = z.strictObject({
  /** The carrier's own; the same event told twice bears the same. */
  id: z.string().min(1).max(100),
  at: Instant,
  code: CarrierCode,
  place: z.string().max(200).optional(),
  reason: z.string().max(300).optional(),
})
export type CarrierEvent = z.infer<typeof CarrierEvent>

/** As public post numbers are written, S10 of the Universal Postal Union: two letters, eight digits, a check digit, the country. */
export const ParcelNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{2}\d{9}[A-Z]{2}$/, 'Số bưu gửi có dạng CA123456785VN')
  .refine(hasCheckDigit, 'Số bưu gửi sai chữ số kiểm tra. Hãy xem lại trên phiếu gửi.')

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7]

/** S10: eleven less the weighted sum's rest, ten written 0 and eleven written 5. */
export function checkDigit(serial: string): number {
  const sum = [...serial].reduce((total, digit, at) => total + Number(digit) * WEIGHTS[at]!, 0)
  const digit = 11 - (sum % 11)
  return digit === 10 ? 0 : digit === 11 ? 5 : digit
}

export function hasCheckDigit(number: string): boolean {
  return Number(number[10]) === checkDigit(number.slice(2, 10))
}

const AFTER: Record<CarrierCode, ParcelState> = {
  accepted: 'moving',
  inTransit: 'moving',
  outForDelivery: 'moving',
  attemptFailed: 'moving',
  delivered: 'delivered',
  returning: 'returning',
  returned: 'cameBack',
  lost: 'lost',
}
/** How far along the way; what is told late does not take a parcel back. A lost one may turn up. */
const RANK: Record<ParcelState, number> = {
  cancelled: 9,
  delivered: 8,
  cameBack: 8,
  lost: 6,
  returning: 5,
  moving: 3,
  handedOver: 2,
  created: 1,
  asked: 0,
}

/** Where a parcel stands once this was told, too. Pure; the order in which events come does not matter to where it ends. */
export function afterEvent(state: ParcelState, code: CarrierCode): ParcelState {
  const told = AFTER[code]
  return RANK[told] > RANK[state] ? told : state
}

export const ParcelView = z.object({
  id: z.uuid(),
  /** Null for papers that came before any dossier was made of them. */
  code: z.string().nullable(),
  procedure: z.string().nullable(),
  direction: z.enum(DIRECTIONS),
  number: z.string().nullable(),
  state: ParcelState,
  pickUp: z.boolean(),
  reason: z.string().nullable(),
  madeAt: Instant,
  movedAt: Instant,
  settledAt: Instant.nullable(),
  batch: z.string().nullable(),
  recipient: z.object({ name: z.string(), phone: z.string(), address: z.string() }).nullable(),
  events: z.array(
    z.object({
      at: Instant,
      code: CarrierCode,
      place: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
})
export type ParcelView = z.infer<typeof ParcelView>

/** A parcel as its applicant follows it. */
export const TrackedParcel = ParcelView.pick({
  direction: true,
  number: true,
  state: true,
  reason: true,
  events: true,
})
export type TrackedParcel = z.infer<typeof TrackedParcel>

/** A dossier whose result waits for the post and has no parcel yet. */
export const ToSend = z.object({
  code: z.string(),
  procedure: z.string(),
  recipient: z.object({ name: z.string(), phone: z.string(), address: z.string() }),
  finishedAt: Instant.nullable(),
})
export type ToSend = z.infer<typeof ToSend>

/** The lists of /can-bo/buu-chinh. */
export const POST_TABS = ['toSend', 'onTheWay', 'cameBack', 'incoming', 'done'] as const

/** What the house asks of a carrier; the connector is composed in from above. */
export type Carrier = {
  /** Announces a parcel; the same reference again is the same parcel. Throws CarrierRefused when asking again is of no use. */
  create: (consignment: Consignment) => Promise<{ number: string }>
  /** Everything told of it so far. */
  eventsOf: (number: string) => Promise<CarrierEvent[]>
  /** What a desk hands to the postman at once. */
  handOver: (reference: string, numbers: readonly string[]) => Promise<void>
  cancel: (number: string) => Promise<void>
}
export type Party = { name: string; phone: string; address: string }
export type Consignment = {
  reference: string
  sender: Party
  recipient: Party
  /** Fetched at the sender's door. */
  pickUp: boolean
  /** Who pays: the recipient of a result, the sender of papers. */
  paidBy: 'recipient' | 'sender'
}
export class CarrierRefused extends Error {}
