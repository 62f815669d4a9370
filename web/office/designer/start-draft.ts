import type { z } from 'zod'
import type { DraftInput, DraftView } from '../../../src/blocks/procedure/contract.ts'
import { act, uuid } from '../api.ts'

/** Begins a draft; each asking is meant as one more, so it is never recognised as a repeat. */
export const startDraft = (input: z.input<typeof DraftInput>): Promise<DraftView> =>
  act<DraftView>('/procedure-drafts', input, `new-draft.${uuid()}`)
