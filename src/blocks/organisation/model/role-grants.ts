import type { Scope } from '../../../platform/command/actor.ts'

/** What each part in the work needs, and how far it reaches: the grants a new seat starts with; editable afterwards. */
export const ROLE_GRANTS: Record<string, readonly (readonly [permission: string, scope: Scope])[]> = {
  counter: [
    ['dossier.receive', 'agency'],
    ['dossier.read', 'agency'],
    ['dossier.move', 'agency'],
    ['document.upload', 'agency'],
    ['identity.openCitizen', 'agency'],
  ],
  specialist: [
    ['dossier.read', 'agency'],
    ['dossier.move', 'assigned'],
    ['document.upload', 'agency'],
  ],
  head: [
    ['dossier.read', 'agency'],
    ['dossier.move', 'agency'],
    ['dossier.assign', 'agency'],
    ['dossier.answerDataQuestion', 'agency'],
    ['dossier.overrideCorrection', 'agency'],
    ['dossier.breakGlass', 'agency'],
    ['dossier.reviewOpenings', 'agency'],
    ['report.read', 'agency'],
  ],
  leader: [
    ['dossier.read', 'subtree'],
    ['dossier.move', 'agency'],
    ['dossier.overrideCorrection', 'agency'],
    ['dossier.breakGlass', 'agency'],
    ['dossier.reviewOpenings', 'subtree'],
    ['report.read', 'subtree'],
  ],
  consulted: [
    ['dossier.read', 'agency'],
    ['dossier.move', 'agency'],
  ],
  cashier: [
    ['dossier.read', 'agency'],
    ['dossier.move', 'agency'],
  ],
  officeSpecialist: [
    ['dossier.read', 'agency'],
    ['dossier.move', 'agency'],
  ],
  provinceLeader: [
    ['dossier.read', 'all'],
    ['dossier.move', 'agency'],
    ['dossier.reviewOpenings', 'all'],
    ['report.read', 'all'],
  ],
  director: [
    ['dossier.read', 'all'],
    ['report.read', 'all'],
    ['dossier.receive', 'agency'],
  ],
  administrator: [
    ['organisation.change', 'all'],
    ['calendar.change', 'all'],
    ['identity.administer', 'all'],
    ['audit.read', 'all'],
    ['procedure.readDrafts', 'all'],
    ['procedure.change', 'all'],
    ['procedure.import', 'all'],
    ['report.read', 'all'],
    ['dossier.answerDataQuestion', 'all'],
  ],
  /** Writes procedures; somebody else publishes them. */
  designer: [
    ['procedure.readDrafts', 'all'],
    ['procedure.change', 'all'],
    ['procedure.import', 'all'],
  ],
  approver: [
    ['procedure.readDrafts', 'all'],
    ['procedure.publish', 'all'],
  ],
}
