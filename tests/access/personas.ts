import { ROLE_GRANTS } from '../../src/blocks/organisation/index.ts'
import { type Actor, visitor } from '../../src/platform/command/actor.ts'
import { serviceClientScopes } from '../../src/service-clients.ts'

const nobody = visitor('203.0.113.9')
const ROLES = Object.keys(ROLE_GRANTS)

/** Everybody who may come to the door: a visitor, a citizen, each role of a seat alone, and the demonstration system. */
export const PERSONAS: Record<string, Actor> = {
  visitor: nobody,
  citizen: person(['dossier.read', 'dossier.submit'], []),
  ...Object.fromEntries(
    ROLES.map((role) => [
      role,
      person(
        (ROLE_GRANTS[role] ?? []).map(([permission]) => permission),
        [role],
      ),
    ]),
  ),
  system: {
    ...nobody,
    kind: 'system',
    account: 'demo-system',
    grants: serviceClientScopes().map((permission) => ({ permission, scope: 'all', agency: null })),
  },
}

function person(permissions: string[], roles: string[]): Actor {
  return {
    ...nobody,
    kind: 'person',
    account: 'account-1',
    roles,
    agency: roles.length > 0 ? 'H60.07' : null,
    grants: permissions.map((permission) => ({ permission, scope: 'agency', agency: 'H60.07' })),
  }
}
