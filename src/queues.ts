import { DOCUMENT_QUEUES } from './blocks/document/index.ts'
import { QUEUES as DOSSIER_QUEUES, POST_QUEUES } from './blocks/dossier/index.ts'
import { IDENTITY_QUEUES } from './blocks/identity/index.ts'
import { NOTICE_QUEUES } from './blocks/message/index.ts'
import { PAYMENT_QUEUES } from './blocks/payment/index.ts'
import { SCHEDULE_QUEUES } from './blocks/schedule/index.ts'
import { AUDIT_QUEUES } from './platform/audit/index.ts'

/** Every job queue of blocks and platform; the owner role makes them. */
export const QUEUES = [
  ...DOCUMENT_QUEUES,
  ...DOSSIER_QUEUES,
  ...IDENTITY_QUEUES,
  ...NOTICE_QUEUES,
  ...POST_QUEUES,
  ...PAYMENT_QUEUES,
  ...SCHEDULE_QUEUES,
  ...AUDIT_QUEUES,
]
