import type { Folded, Inheritance } from './fold.ts'

type Standing = { agency: string; desk: string; return_desk: string; folded: Folded }
/** Who answers for an agency, and which seat for a seat, on the day asked about; null when the line ended. */
export type Heirs = { agency: (code: string) => string | null; seat: (id: string) => string | null }

/**
 * What a dossier inherits now that agencies it stands between have ended; null when nothing changes. An agency without an
 * heir stays named: its work waits for a decision. A seat that nobody goes on with leaves the dossier to be assigned anew.
 */
export function inheritance(dossier: Standing, heirs: Heirs): Omit<Inheritance, 'decisions'> | null {
  const { folded } = dossier
  const heir = (code: string) => heirs.agency(code) ?? code
  const from = { agency: dossier.agency, desk: dossier.desk, returnDesk: dossier.return_desk }
  const to = { agency: heir(from.agency), desk: heir(from.desk), returnDesk: heir(from.returnDesk) }
  const consultedAgency = folded.consultedAgency === null ? null : heir(folded.consultedAgency)
  const moved =
    to.agency !== from.agency ||
    to.desk !== from.desk ||
    to.returnDesk !== from.returnDesk ||
    consultedAgency !== folded.consultedAgency
  if (!moved) return null
  const changesHands = to.agency !== from.agency && folded.assignee !== null
  const assignee = changesHands ? heirs.seat(folded.assignee as string) : folded.assignee
  return { from, to, assignee, consultedAgency }
}
