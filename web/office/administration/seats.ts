import type { SeatView } from '../../../src/blocks/organisation/contract.ts'
import { dayOf, formatDate } from '../../../src/kernel/local-time.ts'

export const today = (): string => formatDate(dayOf(Date.now()))

type Dated = { from: string; to: string | null }
/** `to` is the first day without. */
export const inForce = ({ from, to }: Dated, day: string): boolean => from <= day && (to === null || day < to)

export const holderOn = (seat: SeatView, day: string) => seat.holders.find((each) => inForce(each, day))

/** A seat's own page; its id has a stroke in it. */
export const addressOf = (id: string): string => `/vi-tri/mot?ma=${encodeURIComponent(id)}`
