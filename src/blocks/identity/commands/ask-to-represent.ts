import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { limit } from '../../../platform/access/limit.ts'
import { command } from '../../../platform/command/declare.ts'
import { AskToRepresentInput, RepresentationView } from '../contract.ts'
import { accountRow, representationRows, requireSpan, viewOf } from '../representations.ts'
import type { IdentityTables } from '../tables.ts'

const A_DAY = { most: 20, seconds: 86_400 }

/**
 * Asks the owner of a number to be represented; nothing may be done in their name until they accept. The answer is the same
 * whether the number has an account or not. Errors: identity.citizens-only 403; 422 naming `number`, `from` or `to`.
 */
export const askToRepresent = command({
  name: 'identity.askToRepresent',
  route: 'POST /representations',
  summary: 'Đề nghị được đại diện cho người hoặc tổ chức khác; chờ họ đồng ý',
  input: AskToRepresentInput,
  output: RepresentationView,
  permission: 'signed-in',
  answers: 201,
  audit: (input) => `asked to represent a ${input.kind} from ${input.from} to ${input.to}`,
  async run({ input, actor, now, sql, db, subjects }) {
    const account = await accountRow(sql, actor.account)
    if (!account || account.kind === 'officer' || actor.account === null)
      throw new Problem(
        'identity.citizens-only',
        403,
        'Việc đại diện dùng tài khoản người dân, không dùng tài khoản cán bộ.',
      )
    if ([account.citizen_number, account.tax_code].includes(input.number))
      throw new Problem('request.invalid', 422, 'Đây là số của chính bạn.', [
        { path: 'number', message: 'Nhập số của người hoặc tổ chức được đại diện.' },
      ])
    const span = requireSpan(input, now)
    await limit(db, `represent:${account.id}`, now, A_DAY.most, A_DAY.seconds)
    const id = randomUUID()
    await (sql as Kysely<IdentityTables>)
      .insertInto('identity.representation')
      .values({
        id,
        representative: account.id,
        kind: input.kind,
        number: input.number,
        name: null,
        procedures: input.procedures ?? null,
        proof: null,
        ...span,
        asked_at: now,
        accepted_at: null,
        accepted_by: null,
        agency: null,
        ended_at: null,
        ended_by: null,
      })
      .execute()
    subjects.add(account.id)
    const [row] = await representationRows(sql, 'id', id)
    return viewOf(row!, now)
  },
})
