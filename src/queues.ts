import { QUEUES as DOSSIER_QUEUES } from './blocks/dossier/index.ts'
import { IDENTITY_QUEUES } from './blocks/identity/index.ts'
import { AUDIT_QUEUES } from './platform/audit/index.ts'

/** Every job queue of blocks and platform; the owner role makes them. */
export const QUEUES = [...DOSSIER_QUEUES, ...IDENTITY_QUEUES, ...AUDIT_QUEUES]
