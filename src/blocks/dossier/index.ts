export { type Behind, dossiersBehind } from './behind.ts'
export { answerCorrection } from './commands/answer-correction.ts'
export { answerDataQuestion } from './commands/answer-data-question.ts'
export { askAboutData } from './commands/ask-about-data.ts'
export { attachToAnswer } from './commands/attach-to-answer.ts'
export { attachToDraft } from './commands/attach-to-draft.ts'
export { breakGlass } from './commands/break-glass.ts'
export { detachFromDraft } from './commands/detach-from-draft.ts'
export { keepOfflineKey } from './commands/keep-offline-key.ts'
export { makeMove } from './commands/make-move.ts'
export { openDraft } from './commands/open-draft.ts'
export { openOfflineKey } from './commands/open-offline-key.ts'
export { rebaseDraft } from './commands/rebase-draft.ts'
export { receive } from './commands/receive.ts'
export { recordSystemReply } from './commands/record-system-reply.ts'
export { requestCorrection } from './commands/request-correction.ts'
export { reveal } from './commands/reveal.ts'
export { saveDraft } from './commands/save-draft.ts'
export { setAssignmentRule } from './commands/set-assignment-rule.ts'
export { setClaiming } from './commands/set-claiming.ts'
export { setNotices } from './commands/set-notices.ts'
export { setOfflineRule } from './commands/set-offline-rule.ts'
export { submit } from './commands/submit.ts'
export { withdraw } from './commands/withdraw.ts'
export { countBy, countByDay, countFigures, type Figures } from './count.ts'
export { countAgencyDay } from './count-day.ts'
export { countForm, type FormFigures } from './count-form.ts'
export { eraseExpired } from './erase.ts'
export {
  type Connected,
  countSynced,
  followMoves,
  keepPortalCode,
  markRegistered,
  markStatus,
  PORTAL_ACTOR,
  type SyncCount,
  systemRequest,
  takeFiled,
  takeReply,
  takeSupplement,
  toldDossier,
} from './exchange/index.ts'
export { dossierJobs, QUEUES } from './jobs.ts'
export { foldMonthChanges, type MonthFigures, monthFigures, portalInUse } from './month-count.ts'
export { addPaper } from './papers/add-paper.ts'
export { countDigitisation, type DigitisationFigures } from './papers/count.ts'
export { reuseInDraft } from './papers/reuse-in-draft.ts'
export { recordSharedPaper } from './papers/stored-papers.ts'
export { reachOf } from './policy.ts'
export {
  askPickUp,
  type CarrierSettings,
  cancelParcel,
  carrierSettings,
  dossierParcels,
  expectParcel,
  findParcels,
  handOverParcels,
  POST_QUEUES,
  parcelBatch,
  parcelLabel,
  postJobs,
  reportParcel,
  sendParcel,
  setCarrierSettings,
  settleParcel,
} from './post/index.ts'
export { findDataQuestions } from './queries/data-questions.ts'
export { exchangeOf } from './queries/exchange-of.ts'
export { explainDueDate } from './queries/explain-due-date.ts'
export { exportMyData } from './queries/export-my-data.ts'
export { file } from './queries/file.ts'
export { findDossiers } from './queries/find-dossiers.ts'
export { findDrafts } from './queries/find-drafts.ts'
export { findReceived } from './queries/find-received.ts'
export { getDossier } from './queries/get-dossier.ts'
export { getDraft } from './queries/get-draft.ts'
export { handOverSlip } from './queries/hand-over-slip.ts'
export { history } from './queries/history.ts'
export { knownApplicant } from './queries/known-applicant.ts'
export { letter, letters } from './queries/letter.ts'
export { load } from './queries/load.ts'
export { myData } from './queries/my-data.ts'
export { openings } from './queries/openings.ts'
export { prepareOffline } from './queries/prepare-offline.ts'
export { previewDue } from './queries/preview-due.ts'
export { prove } from './queries/prove.ts'
export { queueCounts } from './queries/queue-counts.ts'
export { receipt } from './queries/receipt.ts'
export { register } from './queries/register.ts'
export { result } from './queries/result.ts'
export { track } from './queries/track.ts'
export { getWorkRules } from './queries/work-rules.ts'
export {
  type Payable,
  payableById,
  payableDossier,
  setCollection,
  settle,
  unsettle,
} from './settlement.ts'
export { dossierToldAbout, stepToldAt, type ToldAbout } from './told-about.ts'
export { answerReminder } from './watch/answer-reminder.ts'
export { remind } from './watch/remind.ts'
export { reminders } from './watch/reminders.ts'
export { watch } from './watch/watch.ts'
