import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { keepPreference, PreferenceInput, preferenceOf } from '../../message/index.ts'
import { requireSecret } from '../check.ts'
import { Code, NoticeChoice } from '../contract.ts'
import { lockDossier, outOfReach } from '../read.ts'

/**
 * The applicant chooses how they are told of this dossier: signed in, or with the receipt's own secret.
 * Errors: dossier.not-found 404, request.too-many 429.
 */
export const setNotices = command({
  name: 'dossier.setNotices',
  route: 'PUT /dossiers/{code}/notices',
  summary: 'Người nộp chọn cách nhận tin về hồ sơ',
  input: PreferenceInput.extend({ code: Code, check: z.string().max(100).optional() }),
  output: NoticeChoice,
  permission: 'public',
  audit: ({ code }) => `chose how to be told of dossier ${code}`,
  async run(context) {
    const { code, check, ...choice } = context.input
    const { sql, actor, now, subjects } = context
    const row = await lockDossier(sql, code)
    const own = row.applicant_account !== null && row.applicant_account === actor.account
    if (!own && check === undefined) throw outOfReach(code)
    if (!own) await requireSecret(context, row, check ?? '')
    subjects.add(row.id)
    await keepPreference(sql, `dossier:${code}`, choice, now)
    return preferenceOf(sql, [`dossier:${code}`])
  },
})
