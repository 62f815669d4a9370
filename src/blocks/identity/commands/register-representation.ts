import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { citizenOfNumber } from '../citizens.ts'
import { PERMISSIONS, RegisterRepresentationInput, RepresentationView } from '../contract.ts'
import { representationRows, requireSpan, viewOf } from '../representations.ts'
import type { IdentityTables } from '../tables.ts'

/**
 * Registers at a counter, the proof in hand, who represents whom: in force at once, also for who has no account (a child,
 * an elder). Errors: 422 naming `representative`, `number`, `from` or `to`.
 */
export const registerRepresentation = command({
  name: 'identity.registerRepresentation',
  route: 'POST /representations/registered',
  summary: 'Ghi nhận tại quầy người đại diện, đã xem giấy tờ chứng minh',
  input: RegisterRepresentationInput,
  output: RepresentationView,
  permission: PERMISSIONS.openCitizen,
  answers: 201,
  audit: (input) => `registered the representation of a ${input.kind} from ${input.from} to ${input.to}`,
  async run({ input, actor, now, sql, subjects }) {
    if (actor.agency === null)
      throw new Problem('identity.no-desk', 403, 'Chỉ ghi nhận người đại diện tại một quầy tiếp nhận.')
    const account = await citizenOfNumber(sql, input.representative)
    if (!account?.proved_by)
      throw invalid(
        'representative',
        'Người đại diện chưa có tài khoản đã đối chiếu. Hãy lập tài khoản cho họ tại quầy trước.',
      )
    if (input.number === input.representative)
      throw invalid('number', 'Người được đại diện phải khác người đại diện.')
    const id = randomUUID()
    await (sql as Kysely<IdentityTables>)
      .insertInto('identity.representation')
      .values({
        id,
        representative: account.id,
        kind: input.kind,
        number: input.number ?? null,
        name: input.name,
        procedures: input.procedures ?? null,
        proof: input.proof ?? null,
        ...requireSpan(input, now),
        asked_at: now,
        accepted_at: now,
        accepted_by: actor.account,
        agency: actor.agency,
        ended_at: null,
        ended_by: null,
      })
      .execute()
    subjects.add(account.id)
    const [row] = await representationRows(sql, 'id', id)
    return viewOf(row!, now)
  },
})
