import type { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { type Actor, grantsOf } from '../../../platform/command/actor.ts'
import { type Context, command } from '../../../platform/command/declare.ts'
import { representedBy } from '../../identity/index.ts'
import { type HandedDocument, PERMISSIONS, Receipt, SubmitInput } from '../contract.ts'
import { ownerOf, submitDraft } from '../drafts.ts'
import { openDossier } from '../open-dossier.ts'
import { requireOwnPortal } from '../regime.ts'

/**
 * Submits a dossier online. A citizen's comes from their draft, whose token is their right to it; a partner system
 * needs `dossier.submit`. Errors: those of openDossier, draft.not-found 404.
 */
export const submit = command({
  name: 'dossier.submit',
  route: 'POST /dossiers',
  summary: 'Nộp hồ sơ trực tuyến',
  input: SubmitInput,
  output: Receipt,
  permission: 'public',
  answers: 201,
  audit: (input) => `submitted a dossier of ${input.procedure} to ${input.agency}`,
  async run(context) {
    const { actor } = context
    const input = await inWhoseName(context)
    if (input.draft !== undefined) return submitDraft(context, input, input.draft)
    requireGrant(actor, PERMISSIONS.submit)
    await requireOwnPortal(context)
    const account = ownerOf(actor)
    if (account !== null) requireNoFiles(input.documents)
    const role = actor.kind === 'system' ? 'system' : 'applicant'
    return openDossier(context, input, {
      move: 'submit',
      channel: 'online',
      desk: input.agency,
      role,
      account,
    })
  },
})

/** The represented's name comes from the representation itself, whatever was typed. Errors: 422 naming `representation`. */
async function inWhoseName({ input, actor, sql, now }: Context<z.output<typeof SubmitInput>>) {
  const { representation } = input
  if (representation === undefined) return input
  const onBehalfOf = await representedBy(sql, representation, actor.account, input.procedure, now)
  return { ...input, onBehalfOf }
}

/** A hash alone is no proof of ownership: a citizen's files come through their draft. */
function requireNoFiles(documents: readonly HandedDocument[]): void {
  const paper = documents.find((each) => each.files.length > 0 || each.paper !== undefined)
  if (paper)
    throw invalid(
      `documents.${paper.key}`,
      'Tệp được nộp qua bản nháp: hãy mở bản nháp, đính kèm tệp rồi nộp.',
    )
}

/** Without a draft, only a system that holds the right may submit: a visitor's draft is what bounds their uploads. */
function requireGrant(actor: Actor, permission: string): void {
  if (actor.kind === 'visitor')
    throw new Problem(
      'identity.required',
      401,
      'Gửi kèm “draft” là mã bản nháp của bạn, hoặc đăng nhập rồi nộp.',
      [{ path: 'draft', message: 'Cần mã bản nháp.' }],
    )
  if (grantsOf(actor, permission).length === 0)
    throw new Problem('access.denied', 403, `Tài khoản này chưa có quyền “${permission}”.`)
}
