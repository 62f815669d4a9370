import { dayOf, formatDate } from '../../kernel/local-time.ts'

/** The local day (`YYYY-MM-DD`) of a moment. */
export const localDay = (now: Date): string => formatDate(dayOf(now.getTime()))
