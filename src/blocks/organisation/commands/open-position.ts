import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS, PositionTitle, Roles } from '../contract.ts'
import { agencyTree } from '../read.ts'
import { dayGiven, requireActing, requireGivable, requireReach, STALE, startingGrants } from '../seats.ts'
import type { OrganisationTables } from '../tables.ts'

/**
 * Opens a seat in an agency, with the grants its parts start with. Nobody sits on it yet (identity.appoint).
 * Errors: organisation.out-of-reach 403, organisation.grant-beyond-own 403, request.invalid naming agency, roles or from.
 */
export const openPosition = command({
  name: 'organisation.openPosition',
  route: 'POST /positions',
  summary: 'Lập một vị trí công tác với các vai trò của nó',
  input: z.strictObject({
    agency: z.string('Chọn cơ quan.').max(100),
    title: PositionTitle,
    roles: Roles,
    /** First day; today when absent. */
    from: z.string().max(10).optional(),
  }),
  output: z.object({ id: z.string() }),
  permission: PERMISSIONS.change,
  answers: 201,
  audit: (input) => `opened a position in agency ${input.agency}`,
  forgets: STALE,
  async run({ input, actor, sql, db, memory, now }) {
    const tree = await agencyTree({ db, memory })
    const from = dayGiven(input.from, now, 'from')
    requireActing(tree, input.agency, from)
    requireReach(actor, PERMISSIONS.change, input.agency, tree)
    const grants = startingGrants(input.roles, 'roles')
    requireGivable(actor, grants, input, tree, 'roles')
    const id = `${input.agency}/${randomUUID()}`
    const tables = sql as Kysely<OrganisationTables>
    await tables
      .insertInto('organisation.position')
      .values({
        id,
        agency: input.agency,
        title: input.title,
        roles: input.roles,
        valid_from: from,
        valid_to: null,
      })
      .execute()
    if (grants.length > 0)
      await tables
        .insertInto('organisation.seat_grant')
        .values(
          grants.map(([permission, scope]) => ({
            position: id,
            permission,
            scope,
            valid_from: from,
            valid_to: null,
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    return { id }
  },
})
