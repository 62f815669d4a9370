export { discardDraft } from './commands/discard-draft.ts'
export { draft } from './commands/draft.ts'
export { importPack } from './commands/import-pack.ts'
export { importProcedures } from './commands/import-procedures.ts'
export { publish } from './commands/publish.ts'
export { recordOnlineLevels } from './commands/record-online-levels.ts'
export { retire } from './commands/retire.ts'
export { returnDraft } from './commands/return-draft.ts'
export { saveDraft } from './commands/save-draft.ts'
export { submitDraft } from './commands/submit-draft.ts'
export { definitionHash } from './definition-hash.ts'
export { loadPacks, type ShippedPacks } from './load.ts'
export { levelsOn } from './online-levels.ts'
export { publicationsIn } from './publication-figures.ts'
export { checkDraft } from './queries/check-draft.ts'
export { compareDraft } from './queries/compare-draft.ts'
export { editions } from './queries/editions.ts'
export { exportBpmn } from './queries/export-bpmn.ts'
export { exportPack } from './queries/export-pack.ts'
export { findDrafts } from './queries/find-drafts.ts'
export { findProcedures } from './queries/find-procedures.ts'
export { flows } from './queries/flows.ts'
export { getDraft } from './queries/get-draft.ts'
export { getProcedure } from './queries/get-procedure.ts'
export { importBpmn } from './queries/import-bpmn.ts'
export { preview } from './queries/preview.ts'
export { simulate } from './queries/simulate.ts'
export {
  type CatalogueEntry,
  catalogue,
  competentAgencies,
  definitionFor,
  type Edition,
  edition,
  editionInForce,
  mayDecide,
} from './read.ts'
