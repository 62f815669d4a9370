export { openHeadSigner } from './heads.ts'
export { AUDIT_QUEUES, auditJobs, type Stamper } from './jobs.ts'
export { auditConsistency, auditHead, auditVerifier } from './operations.ts'
export { auditProveRow, auditSearch } from './search.ts'
