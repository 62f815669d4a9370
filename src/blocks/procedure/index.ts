export { importProcedures } from './commands/import-procedures.ts'
export { definitionHash } from './definition-hash.ts'
export { loadPacks, type ShippedPacks } from './load.ts'
export { findProcedures } from './queries/find-procedures.ts'
export { getProcedure } from './queries/get-procedure.ts'
export {
  type CatalogueEntry,
  catalogue,
  competentAgencies,
  definitionFor,
  type Edition,
  edition,
  editionInForce,
} from './read.ts'
