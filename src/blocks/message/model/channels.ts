/** The ways a notice goes, and where each stands; without schemas, so that a page may know them at no cost. */
export const CHANNELS = ['email', 'sms', 'zalo'] as const
export const LANGS = ['vi', 'en'] as const
/** A letter has a title and paragraphs; a short message (SMS, Zalo) is a line or two. */
export const FORMS = ['email', 'short'] as const
export const STATES = ['waiting', 'sent', 'delivered', 'failed'] as const
