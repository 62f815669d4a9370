import type { Kysely } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { query } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { SigningKeyView } from '../model/administered.ts'
import type { IdentityTables } from '../tables.ts'

const SHOWN = 50

/** The keys our provider signs with, newest first: which one signs, until when the others verify. Never a private half. */
export const findKeys = query({
  name: 'identity.findKeys',
  route: 'GET /identity/keys',
  summary: 'Các khóa ký của hệ thống đăng nhập',
  input: z.strictObject({}),
  output: z.object({ items: z.array(SigningKeyView) }),
  permission: PERMISSIONS.administer,
  async run({ sql }) {
    const rows = await (sql as Kysely<IdentityTables>)
      .selectFrom('identity.signing_key')
      .select(['kid', 'created_at', 'retired_at'])
      .orderBy('created_at', 'desc')
      .limit(SHOWN)
      .execute()
    return {
      items: rows.map((row) => ({
        kid: row.kid,
        madeAt: formatInstant(row.created_at.getTime()),
        until: row.retired_at && formatInstant(row.retired_at.getTime()),
      })),
    }
  },
})
