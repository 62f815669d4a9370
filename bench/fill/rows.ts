import { randomUUID } from 'node:crypto'
import type { Random } from '../../demo/people/random.ts'
import type { Cast } from '../../demo/play/cast.ts'
import { fold, type MoveRecord } from '../../src/blocks/dossier/model/fold.ts'
import { project } from '../../src/blocks/dossier/model/projection.ts'
import type { Definition, Move, Role } from '../../src/blocks/procedure/model/definition.ts'
import { addWorkingTime, type Calendar } from '../../src/kernel/working-time.ts'
import { escaped, line, randomPart, salted } from './copy.ts'
import { CARRIED, type Filled } from './people.ts'
import type { Walk } from './walks.ts'

/** A procedure as one agency decides it, with ways through it and forms filled in. */
export type Stage = {
  code: string
  edition: number
  definitionFor: (agency: string) => Definition
  walks: Walk[]
  forms: Filled[]
  /** Working time one step of a dossier in good time takes, milliseconds. */
  stepMs: number
}
export type Wanted = {
  stage: Stage
  agency: string
  desk: string
  openedAt: Date
  turn: number
  random: Random
}
export type Rows = {
  dossier: string
  /** Each with its instant: the history is laid down in order of time, as it would have come in. */
  moves: { at: number; line: string }[]
  answers: string[]
  documents: string[]
  open: boolean
}

const HOUR_MS = 3_600_000

/** Rows of whole dossiers: real arrows at believable moments, folded and projected by the models the commands use. */
export class RowMaker {
  readonly #cast: Cast
  readonly #calendar: Calendar
  readonly #now: Date
  constructor(cast: Cast, calendar: Calendar, now: Date) {
    this.#cast = cast
    this.#calendar = calendar
    this.#now = now
  }

  make(wanted: Wanted, number: (unit: string) => string): Rows {
    const { stage, agency, desk, turn, random } = wanted
    const definition = stage.definitionFor(agency)
    const walk = random.pick(stage.walks)
    const form = random.pick(stage.forms)
    const id = randomUUID()
    const receivedAt = walk.online ? agency : desk
    const moves = this.#history(walk, wanted)
    const folded = fold(definition, moves)
    const parties = { agency, desk: receivedAt, returnDesk: receivedAt }
    const p = project(definition, folded, parties, this.#calendar)
    const last = moves.at(-1)!
    const rows: Rows = { dossier: '', moves: [], answers: [], documents: [], open: p.phase !== 'closed' }
    rows.dossier = line([
      id,
      number(receivedAt),
      stage.code,
      stage.edition,
      walk.online ? 'online' : random.chance(0.05) ? 'post' : 'counter',
      receivedAt,
      agency,
      receivedAt,
      'desk',
      randomPart(16).toString('base64url'),
      p.state,
      p.status,
      p.phase,
      p.holder_agency,
      p.holder_role,
      p.assignee,
      p.consulted_agency,
      p.seq,
      p.submitted_at,
      p.accepted_at,
      p.first_due_at,
      p.rescheduled_due_at,
      p.finished_at,
      p.returned_at,
      new Date(last.at),
      p.clock_runs,
      p.timeliness,
      p.outcome,
      p.corrections,
      escaped(JSON.stringify(folded)),
    ])
    for (const move of moves) this.#lay(rows, id, move, move.seq === 0 ? form : null, walk, turn)
    for (const { key, form: kind } of form.papers) rows.documents.push(line([id, 0, key, kind, 1, '[]']))
    return rows
  }

  /** The walk's arrows up to the present moment, each some working time after the one before. */
  #history(walk: Walk, { stage, agency, desk, openedAt, turn, random }: Wanted) {
    const receivedAt = walk.online ? agency : desk
    const slow = random.chance(0.02) ? 4 : random.chance(0.1) ? 1.6 : 1
    let at = openedAt
    const moves: MoveRecord[] = [
      {
        seq: 0,
        move: walk.online ? 'submit' : 'receive',
        to: walk.start,
        at: at.toISOString(),
        role: walk.online ? 'system' : 'counter',
        agency: receivedAt,
        position: walk.online ? null : this.#cast.who(receivedAt, 'counter').position,
      },
    ]
    for (const arrow of walk.arrows) {
      const waits = arrow.kind === 'handOver' || arrow.kind === 'answerCorrection'
      const gap = waits ? random.integer(1, 120) * HOUR_MS : stage.stepMs * slow
      at = addWorkingTime(at, Math.max(60_000, gap * (0.3 + 1.2 * random.next())), this.#calendar, {
        provisional: true,
      })
      if (at > this.#now) break
      const { role, agency: from, position } = this.#player(arrow, agency, receivedAt, turn)
      moves.push({
        seq: moves.length,
        move: arrow.key,
        to: arrow.to,
        at: at.toISOString(),
        role,
        agency: from,
        position,
        ...this.#facts(arrow, agency, turn, at),
      })
    }
    return moves
  }

  #player(arrow: Move, agency: string, desk: string, turn: number) {
    const [role = 'counter'] = arrow.who.filter((each) => each !== 'applicant')
    if (role === 'system') return { role: role as Role, agency: null, position: null }
    const place =
      role === 'counter' || role === 'cashier'
        ? desk
        : role === 'officeSpecialist' || role === 'provinceLeader'
          ? 'H60'
          : role === 'consulted'
            ? consulted(agency)
            : agency
    const seat = this.#cast.who(place, role === 'consulted' ? 'specialist' : role, turn)
    return { role: role as Role, agency: seat.agency, position: seat.position }
  }

  #facts(arrow: Move, agency: string, turn: number, at: Date): Partial<MoveRecord> {
    const facts: Partial<MoveRecord> = {}
    if (arrow.needs.includes('assignee'))
      facts.assignee = this.#cast.who(agency, 'specialist', turn).position ?? undefined
    if (arrow.needs.includes('consultedAgency')) facts.consultedAgency = consulted(agency)
    if (arrow.needs.includes('resultNumber')) facts.resultNumber = `CN-${turn}`
    if (arrow.needs.includes('dueAt')) facts.until = new Date(at.getTime() + 480 * HOUR_MS).toISOString()
    return facts
  }

  #lay(rows: Rows, id: string, move: MoveRecord, form: Filled | null, walk: Walk, turn: number): void {
    const needs = move.seq === 0 ? [] : walk.arrows[move.seq - 1]!.needs
    const kind = needs.find((need) => CARRIED[need])
    const content = form ? form.content : kind ? CARRIED[kind]! : null
    const kept = content === null ? null : salted(content)
    const { seq, move: key, to, at, role, agency, position, ...facts } = move
    rows.moves.push({
      at: Date.parse(at),
      line: line([
        id,
        seq,
        key,
        to,
        at,
        role,
        position ?? 'demo-system',
        position,
        agency,
        `fill:${turn}:${seq}`,
        kept?.hash ?? null,
        JSON.stringify(facts),
      ]),
    })
    if (kept && content !== null)
      rows.answers.push(
        line([id, seq, kept.salt, escaped(content), form?.name ?? null, form?.search ?? null]),
      )
  }
}

const consulted = (agency: string) => (agency === 'H60.03' ? 'H60.05' : 'H60.03')
