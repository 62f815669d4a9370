import { shippedProcedures, shippedProvince } from '../../src/areas/read-areas.ts'
import { fold, type MoveRecord, step } from '../../src/blocks/dossier/model/fold.ts'
import { project } from '../../src/blocks/dossier/model/projection.ts'
import { Definition, Flow, type Role } from '../../src/blocks/procedure/model/definition.ts'
import { expandPack } from '../../src/blocks/procedure/model/expand-pack.ts'
import { readRecord } from '../../src/blocks/procedure/model/national-record.ts'
import { propose } from '../../src/blocks/procedure/model/proposal/propose.ts'
import { formatInstant } from '../../src/kernel/local-time.ts'
import { compileCalendar } from '../../src/kernel/working-time.ts'
import type { Offered } from '../play/stages.ts'
import { Course } from './course.ts'
import type { Offer } from './feasible.ts'
import { PERIOD } from './figures.ts'
import { decided, lightEditions, nationalCatalogue, shippedLevels } from './online-services.ts'
import type { Planned } from './planned.ts'

type Shipped = { code: string; name: string; kind: string; validFrom: string; validTo?: string | null }

/** The province of the period as the release ships it, without a database: what the plan is made from. */
export function shippedStages(): { stages: Offered[]; calendar: ReturnType<typeof compileCalendar> } {
  const { agencies, calendar } = shippedProvince()
  const acting = (agencies as Shipped[]).filter(
    (each) => each.validFrom <= PERIOD.from && (!each.validTo || each.validTo > PERIOD.from),
  )
  const { packs, flows } = shippedProcedures()
  // What came into force after the period was not there to be asked for.
  const inForce = (packs as { validFrom: string }[]).filter(({ validFrom }) => validFrom <= PERIOD.from)
  const stages = inForce.map((raw) => {
    const { pack, definition } = expandPack(raw, flows[(raw as unknown as { flow: string }).flow])
    const able = acting.filter(
      ({ code, kind }) =>
        pack.competent.agencies.includes(code) || (pack.competent.kinds as string[]).includes(kind),
    )
    return { code: pack.code, definition, agencies: able.map(({ code, kind }) => ({ code, kind })) }
  })
  const flowsRead = Object.fromEntries(Object.entries(flows).map(([key, flow]) => [key, Flow.parse(flow)]))
  const entries = nationalCatalogue().procedures
  const light = lightEditions(entries, shippedLevels()).map((edition) => {
    const read = readRecord(entries.find((each) => each.code === edition.code))
    if ('refusal' in read) throw new Error(`${edition.code}: ${read.refusal.message}`)
    const proposal = propose(read.record, { flows: flowsRead, agencies: acting, decidedBy: new Map() })!
    const content = { competent: proposal.competent, definition: proposal.definition, variants: [] }
    const { competent, definition } = decided(content, edition)
    const able = acting.filter(
      ({ code, kind }) => competent.agencies.includes(code) || competent.kinds.includes(kind),
    )
    return {
      code: edition.code,
      definition: Definition.parse(definition),
      agencies: able.map(({ code, kind }) => ({ code, kind })),
    }
  })
  stages.push(...light)
  return { stages: stages.sort((a, b) => (a.code < b.code ? -1 : 1)), calendar: compileCalendar(calendar) }
}

export type Rehearsed = {
  moves: number
  acceptedAt: Date | null
  finishedAt: Date | null
  timeliness: string | null
  corrections: number
}

/** Walks one planned dossier through the pure models alone: what the commands will make of it, without any. */
export function rehearse(
  planned: Planned,
  offer: Offer,
  calendar: ReturnType<typeof compileCalendar>,
  lastDay: number,
  seed: string,
): Rehearsed {
  const { definition } = offer
  const parties = { agency: planned.agency, desk: planned.desk, returnDesk: planned.desk }
  const online = planned.channel === 'online'
  const record = (seq: number, move: string, to: string, at: number, role: Role): MoveRecord => ({
    seq,
    move,
    to,
    at: new Date(at).toISOString(),
    role,
    agency: null,
    position: null,
  })
  const to = online ? definition.initial.online : definition.initial.desk
  let folded = fold(definition, [
    record(0, online ? 'submit' : 'receive', to, planned.submittedAt, online ? 'system' : 'counter'),
  ])
  const course = new Course(planned, definition, calendar, lastDay, seed)
  const tell = (kind: string) => {
    const { first_due_at } = project(definition, folded, parties, calendar)
    // The answer of a correction tells no date, as the command's does not.
    course.told(
      kind === 'answerCorrection' || first_due_at === null ? null : formatInstant(first_due_at.getTime()),
    )
  }
  tell('')
  for (let next = course.next(); next !== null; next = course.next()) {
    const { move, at, dueAt } = next
    const arrow = record(folded.seq + 1, move.key, move.to, at, move.who[0]!)
    folded = step(definition, folded, dueAt ? { ...arrow, until: dueAt } : arrow)
    tell(move.kind)
  }
  const { accepted_at, finished_at, timeliness, corrections } = project(definition, folded, parties, calendar)
  return { moves: folded.seq + 1, acceptedAt: accepted_at, finishedAt: finished_at, timeliness, corrections }
}
