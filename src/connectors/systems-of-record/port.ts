import type { SystemReply, SystemRequest } from '../../blocks/dossier/model/exchange.ts'

/** A national system that decides procedures itself, as the rest of the house may ask it. Errors of every call: LineError. */
export type SystemOfRecord = {
  /** Hands a request over; `id` names it for ever, so that handing it over twice is handing it over once. */
  request: (id: string, asked: SystemRequest) => Promise<void>
  /** Requests it has decided or sent back since `cursor`. */
  decided: (cursor: string | null) => Promise<{ items: Decided[]; cursor: string | null }>
  /** The reply itself: the only source of a result's number. */
  reply: (request: string) => Promise<SystemReply>
}
/** `id` is the system's own name for the event; `request` ours. */
export type Decided = { id: string; request: string }
