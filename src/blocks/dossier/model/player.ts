import type { Role } from '../../procedure/model/definition.ts'
import { PROVINCE } from './projection.ts'

/** The seat somebody acts from. */
export type Seat = {
  kind: 'person' | 'system' | 'visitor' | 'job'
  account: string | null
  position: string | null
  agency: string | null
  roles: readonly string[]
}
type Dossier = {
  agency: string
  desk: string
  return_desk: string
  consulted_agency: string | null
  assignee: string | null
  applicant_account: string | null
}

/** Where each part of the work must sit to play it in this dossier. */
const PLACES: Record<
  Exclude<Role, 'system' | 'applicant' | 'specialist'>,
  (dossier: Dossier) => readonly (string | null)[]
> = {
  counter: (dossier) => [dossier.desk, dossier.return_desk, dossier.agency],
  cashier: (dossier) => [dossier.desk, dossier.return_desk, dossier.agency],
  head: (dossier) => [dossier.agency],
  leader: (dossier) => [dossier.agency],
  officeSpecialist: () => [PROVINCE],
  provinceLeader: () => [PROVINCE],
  consulted: (dossier) => [dossier.consulted_agency],
}

/**
 * The parts this seat plays in this dossier now. A specialist plays it when it is theirs, or nobody's yet; whoever
 * answers for a consulted agency's work there (specialist, head, leader) may give its opinion.
 */
export function partsOf(seat: Seat, dossier: Dossier): Role[] {
  if (seat.kind === 'system') return seat.roles.includes('system') ? ['system'] : []
  const parts = new Set<Role>()
  if (dossier.applicant_account !== null && seat.account === dossier.applicant_account) parts.add('applicant')
  if (seat.agency === null) return [...parts]
  for (const [role, places] of Object.entries(PLACES) as [
    keyof typeof PLACES,
    (typeof PLACES)[keyof typeof PLACES],
  ][])
    if (seat.roles.includes(role) && places(dossier).includes(seat.agency)) parts.add(role)
  const theirs = dossier.assignee === null || dossier.assignee === seat.position
  if (seat.roles.includes('specialist') && seat.agency === dossier.agency && theirs) parts.add('specialist')
  const answers = ['specialist', 'head', 'leader'].some((role) => seat.roles.includes(role))
  if (answers && dossier.consulted_agency !== null && seat.agency === dossier.consulted_agency)
    parts.add('consulted')
  return [...parts]
}
