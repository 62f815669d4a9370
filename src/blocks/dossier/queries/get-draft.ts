import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { Draft } from '../contract.ts'
import { draftByToken, draftView } from '../drafts.ts'

/** A draft by its secret link. Errors: draft.not-found 404. */
export const getDraft = query({
  name: 'dossier.getDraft',
  route: 'GET /drafts/{token}',
  summary: 'Mở lại bản nháp',
  input: z.strictObject({ token: z.string() }),
  output: Draft,
  permission: 'public',
  run: async (context) => draftView(context, await draftByToken(context, context.input.token)),
})
