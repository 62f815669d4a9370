import type { Logger } from 'pino'
import type { Settings } from './platform/settings.ts'

/** What main hands each of its verbs. */
export type Given = { settings: Settings; args: string[]; log: Logger }
