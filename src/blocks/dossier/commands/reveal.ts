import { randomUUID } from 'node:crypto'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { signature } from '../../../platform/command/actor.ts'
import { command } from '../../../platform/command/declare.ts'
import { recordOpening } from '../../organisation/index.ts'
import { BreakGlassOutput, PERMISSIONS, RevealInput } from '../contract.ts'
import { readableDossier } from '../read.ts'
import { REVEALED } from '../sight.ts'

const MINUTES = 30

/**
 * Shows the personal data kept back from this reader, for half an hour. The reason stays for the heads to read, and the
 * applicant sees who looked. Errors: dossier.not-found 404.
 */
export const reveal = command({
  name: 'dossier.reveal',
  route: 'POST /dossiers/{code}/reveal',
  summary: 'Xem dữ liệu cá nhân được che của một hồ sơ trong 30 phút, có lý do',
  input: RevealInput,
  output: BreakGlassOutput,
  permission: PERMISSIONS.read,
  answers: 201,
  audit: (input) => `asked to see the personal data of dossier ${input.code}`,
  async run({ input, actor, now, sql, db, memory, subjects }) {
    const row = await readableDossier({ sql, db, memory, now }, input.code, actor, PERMISSIONS.read)
    const { account } = actor
    if (actor.kind !== 'person' || account === null)
      throw new Problem('dossier.person-only', 403, 'Chỉ cán bộ đăng nhập mới xem được dữ liệu bị che.')
    const until = new Date(now.getTime() + MINUTES * 60_000)
    const { position, actingFor } = signature(actor)
    await recordOpening(sql, {
      id: randomUUID(),
      account,
      position,
      acting_for: actingFor,
      permission: REVEALED,
      subject: row.id,
      agency: row.holder_agency ?? row.agency,
      reason: input.reason,
      opened_at: now,
      ends_at: until,
    })
    subjects.add(row.id)
    return { code: row.code, until: formatInstant(until.getTime()) }
  },
})
