import { sql } from 'kysely'
import type { z } from 'zod'
import { acceptScan, beginScan, documentJobs } from '../../src/blocks/document/index.ts'
import type { Channel, Receipt } from '../../src/blocks/dossier/contract.ts'
import {
  answerCorrection,
  makeMove,
  receive,
  requestCorrection,
  submit,
} from '../../src/blocks/dossier/index.ts'
import { confirm } from '../../src/blocks/payment/index.ts'
import type { Definition, Move } from '../../src/blocks/procedure/model/definition.ts'
import { feesFor, totalOf } from '../../src/blocks/procedure/model/fees.ts'
import { type Answers, fieldsOf, requiredDocuments } from '../../src/blocks/procedure/model/form-schema.ts'
import type { Problem } from '../../src/kernel/problem.ts'
import type { Actor } from '../../src/platform/command/actor.ts'
import type { Operation } from '../../src/platform/command/declare.ts'
import { ask, type Call, type House } from '../../src/platform/command/run.ts'
import type { JobHandler } from '../../src/platform/jobs/jobs.ts'
import type { Person } from '../people/people.ts'
import type { Random } from '../people/random.ts'
import { believableAnswers } from './answers.ts'
import { type Cast, NATIONAL_SYSTEM } from './cast.ts'
import { seededId } from './ids.ts'

/** A procedure ready to be played. */
export type Stage = { code: string; definition: Definition }
/** One dossier on its way through a played province. */
export type Played = {
  id: string
  code: string
  stage: Stage
  agency: string
  desk: string
  state: string
  turn: number
  firstDueAt: string | null
  /** Keys of calls follow from here, so that a replay run again repeats itself safely. */
  key: string
  steps: number
}

const SCANNED = 'Giấy tờ hư cấu'
/** A paper of no listed kind is found again by its own title. */
const KIND = 'other:giay to hu cau'
type Paper = { key: string; form: string; copies: number; files: string[]; paper?: string }

export type Opening = {
  /** The counter digitises the first paper as it is handed in. */
  digitised?: boolean
  id: string
  stage: Stage
  agency: string
  desk: string
  channel: Channel
  person: Person
  random: Random
  turn: number
}

type Handed = Pick<z.infer<typeof Receipt>, 'code' | 'state' | 'firstDueAt'>

/** The answer a call already got in an earlier run, by its idempotency key. */
export type Kept = (key: string) => unknown

/** Plays people's parts through the public commands: validation, permission, transaction, audit, idempotency and all. */
export class Walker {
  readonly #house: House
  readonly #cast: Cast
  /** Content hash of the paper applicants attach online. */
  readonly #paper: string
  readonly #kept: Kept
  readonly #reader: JobHandler
  #reading: Promise<void> = Promise.resolve()
  constructor(house: House, cast: Cast, paper: string, kept: Kept = () => undefined) {
    this.#house = house
    this.#cast = cast
    this.#paper = paper
    this.#kept = kept
    this.#reader = documentJobs(house).find(({ queue }) => queue === 'document.scan')!
  }

  async open(opening: Opening, now: Date): Promise<Played> {
    const { id, stage, agency, desk, channel, turn } = opening
    const receipt = (this.#kept(`${id}:0`) as Handed | undefined) ?? (await this.#handIn(opening, now))
    return {
      id,
      code: receipt.code,
      stage,
      agency,
      desk: channel === 'online' ? agency : desk,
      state: receipt.state,
      turn,
      firstDueAt: receipt.firstDueAt,
      key: id,
      steps: 0,
    }
  }

  async #handIn(opening: Opening, now: Date): Promise<Handed> {
    const { id, stage, agency, desk, channel, person, random } = opening
    const answers = believableAnswers(stage.definition, person, random)
    const papers = requiredDocuments(stage.definition, answers).map((paper) => ({
      key: paper.key,
      form: paper.form,
      copies: 1,
      files: [],
    }))
    const asked = {
      id,
      procedure: stage.code,
      agency,
      applicant: {
        kind: 'person',
        name: person.fullName,
        citizenNumber: person.citizenNumber,
        birthDate: person.birthDate,
        phone: person.phone,
        ...(person.email ? { email: person.email } : {}),
        address: person.address.text,
      },
      answers,
    }
    const call = { now, idempotencyKey: `${id}:0` }
    return channel === 'online'
      ? ask(
          this.#house,
          submit,
          { ...asked, documents: papers.map((paper) => ({ ...paper, files: [this.#paper] })) },
          { ...call, actor: NATIONAL_SYSTEM },
        )
      : ask(
          this.#house,
          receive,
          {
            ...asked,
            documents: opening.digitised ? await this.#digitised(opening, papers, now) : papers,
            channel,
          },
          { ...call, actor: this.#cast.who(desk, 'counter') },
        )
  }

  /** The first paper is scanned as it is handed in, read, compared and accepted; the dossier takes it from the store. */
  async #digitised(opening: Opening, papers: Paper[], now: Date): Promise<Paper[]> {
    const { id, stage, desk, person } = opening
    const [asked] = stage.definition.documents.filter((each) => each.direction === 'in')
    const first = papers[0] ?? { key: asked!.key, form: asked!.form, copies: 1, files: [] }
    const actor = this.#cast.who(desk, 'counter')
    // Whoever died over a scan left it in work: then it is begun anew.
    for (let attempt = 0; ; attempt += 1) {
      const scan = seededId(`${id}:scan:${attempt}`)
      const call = (key: string) => ({ actor, now, idempotencyKey: `${id}:${key}:${attempt}` })
      const input = { id: scan, title: SCANNED, citizenNumber: person.citizenNumber, files: [this.#paper] }
      await this.#ask(beginScan, input, call('scan'))
      await this.#read(scan)
      const accepted = { id: scan, citizenNumber: person.citizenNumber, kind: KIND, title: SCANNED }
      try {
        const paper = await this.#ask(acceptScan, accepted, call('accept'))
        return [{ ...first, paper: paper.id }, ...papers.slice(1)]
      } catch (error) {
        if ((error as Problem).code !== 'scan.not-ready' || attempt > 3) throw error
      }
    }
  }

  /** One after another: all scans are of the one fictitious paper, and the first reading serves the others. */
  #read(scan: string): Promise<void> {
    this.#reading = this.#reading.then(() => this.#reader.work({ id: scan }, new Date(0)))
    return this.#reading
  }

  /** The arrows of the edition from where it stands, whatever the person. */
  arrows(played: Played): Move[] {
    return played.stage.definition.moves.filter((move) => move.from.includes(played.state))
  }

  /** Takes one arrow as whoever plays its part. */
  async take(played: Played, move: Move, now: Date, extra: { dueAt?: string } = {}): Promise<Played> {
    const steps = played.steps + 1
    const call = { actor: this.#actorFor(played, move), now, idempotencyKey: `${played.key}:${steps}` }
    if (move.kind === 'askIntakeCorrection' || move.kind === 'draftCorrection') {
      const after = await this.#ask(
        requestCorrection,
        { code: played.code, items: this.#marked(played), note: 'Đề nghị bổ sung theo các mục đã đánh dấu.' },
        call,
      )
      return { ...played, steps, state: after.state.key, firstDueAt: after.firstDueAt }
    }
    if (move.kind === 'answerCorrection') {
      const field = markedField(played.stage.definition)
      const after = await this.#ask(
        answerCorrection,
        { code: played.code, answers: { [field.key]: 'Đã bổ sung theo yêu cầu' } },
        call,
      )
      return { ...played, steps, state: after.state }
    }
    if (move.kind === 'confirmPayment') {
      const amount = await this.#due(played)
      const { moved } = await this.#ask(confirm, { code: played.code, method: 'cash', amount }, call)
      return { ...played, steps, state: moved!.state.key, firstDueAt: moved!.firstDueAt }
    }
    const after = await this.#ask(
      makeMove,
      { code: played.code, move: move.key, ...this.#needs(played, move, extra) },
      call,
    )
    return { ...played, steps, state: after.state.key, firstDueAt: after.firstDueAt }
  }

  /** The cashier takes exactly what the fees come to; looked up without a call of its own, which would leave a row in the audit. */
  async #due(played: Played): Promise<number> {
    const { rows } = await sql<{ content: { answers: Answers; applicant: Record<string, unknown> } }>`
      select content from dossier.dossier_answer where dossier_id = ${played.id} and seq = 0`.execute(
      this.#house.db,
    )
    const { answers, applicant } = rows[0]!.content
    return totalOf(feesFor(played.stage.definition, null, answers, applicant)) ?? 0
  }

  /** A call whose answer was already kept is not made again. */
  async #ask<O extends Operation>(operation: O, input: unknown, call: Call & { idempotencyKey: string }) {
    return (this.#kept(call.idempotencyKey) ?? (await ask(this.#house, operation, input, call))) as Awaited<
      ReturnType<typeof ask<O>>
    >
  }

  #actorFor(played: Played, move: Move): Actor {
    const [role = 'counter'] = move.who.filter((each) => each !== 'applicant')
    if (move.kind === 'answerCorrection' || move.kind === 'withdraw')
      return this.#cast.who(played.desk, 'counter')
    if (role === 'system') return NATIONAL_SYSTEM
    if (role === 'counter' || role === 'cashier') return this.#cast.who(played.desk, role)
    if (role === 'officeSpecialist' || role === 'provinceLeader') return this.#cast.who('H60', role)
    if (role === 'consulted') return this.#cast.who(this.#consulted(played), 'specialist')
    return this.#cast.who(played.agency, role, played.turn)
  }

  #consulted(played: Played): string {
    return played.agency === 'H60.03' ? 'H60.05' : 'H60.03'
  }

  #marked(played: Played) {
    return [{ path: `answers.${markedField(played.stage.definition).key}`, note: 'Ghi rõ theo giấy tờ gốc.' }]
  }

  #needs(played: Played, move: Move, { dueAt }: { dueAt?: string }) {
    const input: Record<string, unknown> = {}
    for (const need of move.needs) {
      if (need === 'note') input.note = NOTES[move.kind] ?? 'Đã xem xét hồ sơ.'
      if (need === 'assignee')
        input.assignee = this.#cast.who(played.agency, 'specialist', played.turn).position
      if (need === 'recipient') input.recipient = 'Người nộp hồ sơ'
      if (need === 'resultNumber') input.resultNumber = `CN-${played.code.slice(-11)}`
      if (need === 'consultedAgency') input.consultedAgency = this.#consulted(played)
      if (need === 'dueAt') input.dueAt = dueAt
      if (need === 'resultDraft')
        input.resultDraft = {
          title: played.stage.definition.title.vi.slice(0, 300),
          body: ['Căn cứ hồ sơ đã nộp và quy định hiện hành, cơ quan giải quyết như kết quả kèm theo.'],
        }
    }
    return input
  }
}

const NOTES: Record<string, string> = {
  withdraw: 'Người nộp xin rút hồ sơ để chuẩn bị lại.',
  refuseIntake: 'Thủ tục không thuộc trường hợp được giải quyết theo quy định.',
  stop: 'Quá thời hạn bổ sung mà không nhận được giấy tờ.',
  apologise: 'Cần xác minh thêm tại cơ sở nên chưa kịp trả kết quả đúng hẹn.',
  propose: 'Hồ sơ không đủ điều kiện theo quy định.',
  opinion: 'Thống nhất với hồ sơ.',
  back: 'Đề nghị xem lại nội dung dự thảo.',
}

/** A free-text field that can be asked for again whatever the form. */
export function markedField(definition: Definition) {
  const fields = fieldsOf(definition).filter(
    (field) => !field.showIf && ['text', 'longText'].includes(field.kind) && (field.maxLength ?? 100) >= 30,
  )
  const [field] = fields
  if (!field) throw new Error('a form without a free-text field cannot be asked to be mended in play')
  return field
}
