import { Problem } from '../../../kernel/problem.ts'
import type { Actor } from '../../../platform/command/actor.ts'
import { visitor } from '../../../platform/command/actor.ts'
import { sha256 } from '../../../platform/command/canonical.ts'
import { type House, run } from '../../../platform/command/run.ts'
import { upload } from '../../document/index.ts'
import { NATIONAL_PORTAL } from '../../message/model/exchange.ts'
import { answerCorrection } from '../commands/answer-correction.ts'
import { attachToAnswer } from '../commands/attach-to-answer.ts'
import { submit } from '../commands/submit.ts'
import { type HandedDocument, PERMISSIONS } from '../contract.ts'
import type { FiledDossier, FiledFile, FiledPaper, FiledSupplement } from '../model/exchange.ts'
import { byPortalCode, expectFiled } from './records.ts'

/** Fetches one file from where the dossier was filed. */
export type FetchFile = (id: string) => Promise<Buffer>

/** The National Portal at our door: it files for citizens and hands in their papers; it reads and decides nothing. */
export const PORTAL_ACTOR: Actor = {
  ...visitor('exchange'),
  kind: 'system',
  account: NATIONAL_PORTAL,
  name: 'Cổng Dịch vụ công quốc gia',
  grants: [
    { permission: PERMISSIONS.submit, scope: 'all', agency: null },
    { permission: 'document.upload', scope: 'all', agency: null },
  ],
  caller: `exchange:${NATIONAL_PORTAL}`,
}

/**
 * Makes a dossier of what was filed on the portal, exactly once however often it comes: its id follows from the portal's
 * code. Answers our code. Errors: those of dossier.submit; exchange.file-changed 422.
 */
export async function takeFiled(
  house: House,
  filed: FiledDossier,
  fetch: FetchFile,
  now: Date,
): Promise<string> {
  const id = dossierIdOf(filed.code)
  const before = await byPortalCode(house.db, filed.code)
  if (before) return before.code
  const documents: HandedDocument[] = []
  for (const paper of filed.papers)
    documents.push(
      await handed(paper, fetch, (file, body) =>
        keepFile(house, file, body, `${filed.code}:${file.id}`, now),
      ),
    )
  await expectFiled(house.db, id, filed.code)
  const asked = {
    id,
    procedure: filed.procedure,
    agency: filed.agency,
    applicant: filed.applicant,
    ...(filed.onBehalfOf ? { onBehalfOf: filed.onBehalfOf } : {}),
    answers: filed.answers,
    documents,
    returnBy: filed.returnBy,
  }
  const { body } = await run(house, submit, asked, { actor: PORTAL_ACTOR, idempotencyKey: filed.code, now })
  return (body as { code: string }).code
}

/** Adds what the citizen sent after a request for more. Errors: exchange.unknown-dossier 404, those of dossier.answerCorrection. */
export async function takeSupplement(
  house: House,
  event: string,
  added: FiledSupplement,
  fetch: FetchFile,
  now: Date,
): Promise<string> {
  const dossier = await byPortalCode(house.db, added.code)
  if (!dossier)
    throw new Problem(
      'exchange.unknown-dossier',
      404,
      `Cổng gửi phần bổ sung của hồ sơ ${added.code.slice(0, 60)} nhưng ở đây chưa nhận hồ sơ ấy.`,
    )
  const { code, check_secret: check } = dossier
  const call = { actor: PORTAL_ACTOR, now }
  const documents: HandedDocument[] = []
  for (const paper of added.papers)
    documents.push(
      await handed(paper, fetch, async (file, body) => {
        const stored = await house.files.put(body, file.name)
        const told = { hash: stored.hash, name: file.name, size: stored.size, mediaType: stored.mediaType }
        const idempotencyKey = `${event}:${file.id}`
        await run(house, attachToAnswer, { code, check, file: told }, { ...call, idempotencyKey })
        return stored.hash
      }),
    )
  const answer = {
    code,
    check,
    answers: added.answers,
    documents,
    ...(added.note ? { note: added.note } : {}),
  }
  await run(house, answerCorrection, answer, { ...call, idempotencyKey: event })
  return code
}

async function handed(
  paper: FiledPaper,
  fetch: FetchFile,
  keep: (file: FiledFile, body: Buffer) => Promise<string>,
): Promise<HandedDocument> {
  const files: string[] = []
  for (const file of paper.files) {
    const body = await fetch(file.id)
    if (file.hash !== null && sha256(body).toString('hex') !== file.hash)
      throw new Problem(
        'exchange.file-changed',
        422,
        `Tệp “${file.name}” tải về không khớp mã băm mà Cổng đã báo; không nhận tệp đã bị thay đổi.`,
      )
    files.push(await keep(file, body))
  }
  return { key: paper.key, form: paper.form, copies: paper.copies, files }
}

async function keepFile(
  house: House,
  { name }: FiledFile,
  body: Buffer,
  idempotencyKey: string,
  now: Date,
): Promise<string> {
  const { hash, size, mediaType } = await house.files.put(body, name)
  const call = { actor: PORTAL_ACTOR, idempotencyKey, now }
  await run(house, upload, { file: { hash, name, size, mediaType } }, call)
  return hash
}

/** A version 8 UUID (RFC 9562) of the portal's code: the same dossier is the same row for ever. */
function dossierIdOf(portalCode: string): string {
  const bytes = sha256(`${NATIONAL_PORTAL}:${portalCode}`).subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
