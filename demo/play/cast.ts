import { type NewSeat, ROLE_GRANTS } from '../../src/blocks/organisation/index.ts'
import type { Actor } from '../../src/platform/command/actor.ts'
import { visitor } from '../../src/platform/command/actor.ts'

/** Those who act in a played province, found by agency and part; each as the very actor a sign-in would make. */
export class Cast {
  readonly #byAgency = new Map<string, Map<string, Actor[]>>()

  constructor(seats: readonly NewSeat[]) {
    for (const seat of seats) {
      const parts = this.#byAgency.get(seat.agency) ?? new Map<string, Actor[]>()
      this.#byAgency.set(seat.agency, parts)
      for (const role of seat.roles) parts.set(role, [...(parts.get(role) ?? []), actorOf(seat)])
    }
  }

  /** Whoever plays `role` in `agency`; several specialists take turns by `turn`. */
  who(agency: string, role: string, turn = 0): Actor {
    const able = this.#byAgency.get(agency)?.get(role)
    if (!able?.length) throw new Error(`nobody plays ${role} in ${agency}`)
    return able[turn % able.length]!
  }

  has(agency: string, role: string): boolean {
    return (this.#byAgency.get(agency)?.get(role)?.length ?? 0) > 0
  }
}

function actorOf(seat: NewSeat): Actor {
  return {
    kind: 'person',
    account: seat.account,
    position: seat.id,
    agency: seat.agency,
    name: seat.personName,
    grants: seat.roles.flatMap((role) =>
      (ROLE_GRANTS[role] ?? []).map(([permission, scope]) => ({ permission, scope, agency: seat.agency })),
    ),
    roles: seat.roles,
    caller: `account:${seat.account}`,
    origin: 'demo',
  }
}

/** The national system of record that answers for a procedure, and the applicant at home. */
export const NATIONAL_SYSTEM: Actor = {
  ...visitor('demo'),
  kind: 'system',
  account: 'national-system',
  name: 'Hệ thống chuyên ngành',
  grants: [
    { permission: 'dossier.move', scope: 'all', agency: null },
    { permission: 'dossier.submit', scope: 'all', agency: null },
  ],
  roles: ['system'],
  caller: 'client:national-system',
}
