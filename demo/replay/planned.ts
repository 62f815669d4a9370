import type { Channel } from '../../src/blocks/dossier/contract.ts'

/** What becomes of a dossier by the last day. */
export type Fate = 'early' | 'onTime' | 'late' | 'lateApologised' | 'unfinished' | 'refused'
export type Group = 'centre' | 'carried' | 'refused' | 'local' | 'after'
export type Ending = 'approved' | 'rejected' | 'withdraw' | 'stop'

/** One dossier of the replay as it is meant to go. Its due date is known only when the commands have told it. */
export type Planned = {
  index: number
  group: Group
  fate: Fate
  channel: Channel
  procedure: string
  agency: string
  desk: string
  /** Epoch milliseconds: when it is handed in, and when accepted (the same at a desk). */
  submittedAt: number
  acceptedAt: number
  ending: Ending
  intakeCorrection: boolean
  correction: boolean
  /** The state in which an unfinished one stands on the last day. */
  stop: string | null
  handedOver: boolean
  /** Local day number before which it does not end. */
  notBefore: number
  /** Local day number after which it is no longer worked on. */
  lastDay: number
  /** A paper of it is digitised as it is taken in; an account is opened for who brings it. */
  digitised: boolean
  account: boolean
}
