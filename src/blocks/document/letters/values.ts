import type { LetterKind } from './schemas.ts'
import type { Moment } from './wording.ts'

type Shown = Record<string, any>

const person = (who: unknown) =>
  typeof who === 'string' ? who : (who as { name?: string } | undefined)?.name
const full = (moment: Moment | undefined) => moment?.full

/** What the placeholders of a letter's words stand for, from the data it is made of. */
export function valuesOf(kind: LetterKind, shown: Shown): Record<string, string | undefined> {
  return {
    ...said(shown),
    ...(kind === 'control-slip' ? { agency: shown.competentAgency } : {}),
    ...(kind === 'dossier-register' ? { from: shown.from.words, to: shown.to.words } : {}),
    ...(kind === 'handover-slip' ? { from: shown.from, to: shown.to, day: shown.day.words } : {}),
  }
}

function said(shown: Shown): Record<string, string | undefined> {
  const { contact } = shown
  return {
    agency: shown.agency,
    desk: shown.desk,
    code: shown.code,
    applicant: person(shown.applicant),
    procedure: shown.procedure,
    returnAt: shown.returnAt,
    website: shown.website,
    reason: shown.reason,
    book: shown.book,
    receivedDay: shown.receivedAt?.Day,
    dueAt: full(shown.dueAt),
    newDueAt: full(shown.newDueAt),
    stoppedAt: full(shown.stoppedAt),
    contact: contact && `${contact.name}, số điện thoại ${contact.phone ?? '…………………'}`,
  }
}
