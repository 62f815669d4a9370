import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { Problem } from '../../../kernel/problem.ts'
import { query } from '../../../platform/command/declare.ts'
import { AccountView } from '../contract.ts'
import type { IdentityTables } from '../tables.ts'

/** One's own account: what is known, how well it is proved, which identities open it. Errors: identity.not-a-person 404. */
export const account = query({
  name: 'identity.account',
  route: 'GET /account',
  summary: 'Tài khoản của bạn và mức định danh',
  input: z.strictObject({}),
  output: AccountView,
  permission: 'signed-in',
  audit: () => 'read own account',
  async run({ actor, sql, subjects }) {
    const tables = sql as Kysely<IdentityTables>
    const row =
      actor.kind === 'person' && actor.account
        ? await tables
            .selectFrom('identity.account')
            .selectAll()
            .where('id', '=', actor.account)
            .executeTakeFirst()
        : undefined
    if (!row) throw new Problem('identity.not-a-person', 404, 'Hệ thống gọi API không có tài khoản cá nhân.')
    subjects.add(row.id)
    const links = await tables
      .selectFrom('identity.link as l')
      .leftJoin('identity.outside_provider as p', 'p.issuer', 'l.issuer')
      .select(['p.name', 'l.issuer', 'l.linked_at'])
      .where('l.account', '=', row.id)
      .orderBy('l.linked_at')
      .execute()
    return {
      account: row.id,
      kind: row.kind,
      userName: row.user_name,
      name: row.name,
      citizenNumber: row.citizen_number,
      taxCode: row.tax_code,
      representedBy: row.represented_by,
      birthDate: row.birth_date,
      phone: row.phone,
      email: row.email,
      assurance: row.assurance,
      provedBy: row.proved_by,
      hasPassword: row.password_hash !== null,
      links: links.map((link) => ({
        provider: link.name ?? link.issuer,
        linkedAt: formatInstant(link.linked_at.getTime()),
      })),
    }
  },
})
