import type { Kysely } from 'kysely'
import type { Memory } from '../../platform/command/memory.ts'
import { agencyTree, seats } from '../organisation/index.ts'
import type { Province } from './model/check-staff.ts'

/** The province as it is known to stand on a day: its agencies, and who plays which part where. */
export async function provinceOn(
  { db, memory }: { db: Kysely<any>; memory: Memory },
  day: string,
): Promise<Province> {
  const tree = await agencyTree({ db, memory })
  const agencies = new Map(
    tree
      .all()
      .filter((agency) => tree.inForce(agency.code, day))
      .map((agency) => [agency.code, { name: agency.name, kind: agency.kind }]),
  )
  const answering = new Map(tree.all().map(({ code }) => [code, tree.successorOn(code, day)?.code ?? null]))
  const held = new Set<string>()
  for (const seat of (await seats({ db, memory }, day)).values())
    if (seat.holder !== null) for (const role of seat.roles) held.add(`${seat.agency}|${role}`)
  return { agencies, answering, held }
}
