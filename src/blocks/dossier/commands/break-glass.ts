import { randomUUID } from 'node:crypto'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { signature } from '../../../platform/command/actor.ts'
import { command } from '../../../platform/command/declare.ts'
import { agencyTree, recordOpening } from '../../organisation/index.ts'
import { BreakGlassInput, BreakGlassOutput, PERMISSIONS } from '../contract.ts'
import { reachOf, within } from '../policy.ts'
import { lockDossier } from '../read.ts'
import { localDay } from '../seat.ts'

const MINUTES = 30
/** More in a day is no emergency any more. */
const A_DAY = { most: 10, seconds: 86_400 }

/**
 * Opens one dossier outside one's reach for half an hour, to read and not to act, when somebody's life or property cannot
 * wait. The reason stays, the head of the agency that holds it is told at once, its applicant sees it among who looked.
 * Errors: dossier.not-found 404, dossier.within-reach 409, request.too-many 429.
 */
export const breakGlass = command({
  name: 'dossier.breakGlass',
  route: 'POST /dossiers/{code}/openings',
  summary: 'Mở khẩn cấp một hồ sơ ngoài phạm vi trong 30 phút, có lý do, báo cho người đứng đầu',
  input: BreakGlassInput,
  output: BreakGlassOutput,
  permission: PERMISSIONS.breakGlass,
  answers: 201,
  audit: (input) => `opened dossier ${input.code} outside own reach in an emergency`,
  async run({ input, actor, now, sql, db, memory, send, subjects }) {
    const row = await lockDossier(sql, input.code)
    const tree = await agencyTree({ db, memory })
    if (within.check(row, reachOf(actor, PERMISSIONS.read, tree, localDay(now))))
      throw new Problem(
        'dossier.within-reach',
        409,
        `Hồ sơ ${input.code} đã nằm trong phạm vi của bạn; không cần mở khẩn cấp.`,
      )
    const { account } = actor
    if (actor.kind !== 'person' || account === null)
      throw new Problem('dossier.person-only', 403, 'Chỉ cán bộ đăng nhập mới mở khẩn cấp được hồ sơ.')
    await limit(db, `break-glass:${account}`, now, A_DAY.most, A_DAY.seconds)
    const id = randomUUID()
    const until = new Date(now.getTime() + MINUTES * 60_000)
    const { position, actingFor } = signature(actor)
    await recordOpening(sql, {
      id,
      account,
      position,
      acting_for: actingFor,
      permission: PERMISSIONS.read,
      subject: row.id,
      agency: row.holder_agency ?? row.agency,
      reason: input.reason,
      opened_at: now,
      ends_at: until,
    })
    subjects.add(row.id)
    await send('dossier.tellOpening', { id, code: row.code, at: now.toISOString() })
    return { code: row.code, until: formatInstant(until.getTime()) }
  },
})
