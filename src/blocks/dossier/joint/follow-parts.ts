import { type Kysely, sql } from 'kysely'
import { recordJob } from '../../../platform/audit/record-job.ts'
import type { Context } from '../../../platform/command/declare.ts'
import type { House } from '../../../platform/command/run.ts'
import { partsIn } from '../../procedure/model/check-parts.ts'
import type { Definition } from '../../procedure/model/definition.ts'
import { bindingDefinition } from '../binding.ts'
import { inherit } from '../inherit.ts'
import { jobContext } from '../job-context.ts'
import { askedByParts, openable } from '../model/parts.ts'
import { contentsOf, movesOf } from '../read.ts'
import type { DossierRecord } from '../tables.ts'
import { takeMove } from '../take-move.ts'
import { type JointPart, jointParts } from './links.ts'
import { openPart } from './open-part.ts'

/** A dossier waiting for a part may have to go on before it can end. */
const MOST_STEPS = 3

/**
 * Brings a joint dossier to where its parts are: opens those whose turn it is, waits, goes on, ends with them, opens again
 * with one, hands over what is ready once the whole was handed over. `id` is the joint dossier's or a part's. Doing it
 * twice is doing it once.
 */
export async function followParts(house: House, id: string, sentAt: Date): Promise<void> {
  await house.db.transaction().execute(async (trx) => {
    const parent = await lockParent(trx, id)
    if (!parent) return
    const at = sentAt > parent.last_at ? sentAt : parent.last_at
    const context = jobContext(house, trx, 'dossier.parts', at)
    const row = (await inherit(trx, context, parent, at)) ?? parent
    const definition = await bindingDefinition(context, row)
    if (!(await hasSetOut(trx, row, definition))) return
    const before = context.subjects.size
    if (row.status === 10) await handOverParts(context, row, definition)
    else if (row.phase !== 'closed') await advance(context, row, definition)
    if (context.subjects.size === before) return
    await recordJob(trx, {
      operation: 'dossier.parts',
      wording: `brought joint dossier ${row.code} to where its parts are`,
      subjects: [...context.subjects],
      now: at,
    })
  })
}

async function lockParent(trx: Kysely<any>, id: string): Promise<DossierRecord | undefined> {
  const { rows } = await sql<DossierRecord>`
    select * from dossier.dossier
    where id = coalesce((select parent from dossier.dossier_link where child = ${id}), ${id}::uuid) for update`.execute(
    trx,
  )
  return rows[0]
}

/** Has the arrow been taken that opens parts? */
async function hasSetOut(trx: Kysely<any>, row: DossierRecord, definition: Definition): Promise<boolean> {
  if (partsIn(definition).length === 0) return false
  const opening = new Set(
    definition.moves
      .filter((move) => move.effects.some((effect) => effect.kind === 'openChild'))
      .map(({ key }) => key),
  )
  return (await movesOf(trx, row.id)).some((move) => opening.has(move.move))
}

async function advance(context: Context<unknown>, parent: DossierRecord, definition: Definition) {
  let joint = await jointParts(context.sql, context, parent, definition)
  const due = openable(
    joint.map(({ part }) => part),
    standingsOf(joint),
  )
  for (const part of due) await openPart(context, parent, part)
  if (due.length > 0) joint = await jointParts(context.sql, context, parent, definition)
  let row = parent
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const arrow = nextArrow(row, definition, joint)
    if (!arrow) return
    const note = arrow.needs.includes('note') ? { note: reopened(joint) } : {}
    const { folded, projection } = await takeMove(context, row, { move: arrow.key, ...note }, ['system'])
    row = { ...row, ...projection, folded, last_at: context.now }
  }
}

const standingsOf = (joint: readonly JointPart[]) =>
  new Map(joint.map(({ part, standing }) => [part.part, standing]))

function nextArrow(row: DossierRecord, definition: Definition, joint: readonly JointPart[]) {
  const asked = askedByParts(standingsOf(joint))
  const ended = asked.startsWith('parts')
  // What was finished and has a part at work again goes on before it is handed over.
  const kinds = row.finished_at === null ? [asked, ...(ended ? ['partGoesOn'] : [])] : ended ? [] : ['reopen']
  return kinds
    .map((kind) =>
      definition.moves.find(
        (move) => move.kind === kind && move.from.includes(row.state) && move.who.includes('system'),
      ),
    )
    .find((move) => move !== undefined)
}

function reopened(joint: readonly JointPart[]): string {
  const again = joint.filter(({ standing }) => standing === 'open' || standing === 'waits')
  return `Cơ quan mở lại phần ${again.map(({ part }) => `“${part.name.vi}”`).join(', ')} để sửa kết quả.`
}

/** The parts' results went over the desk with the whole. */
async function handOverParts(context: Context<unknown>, parent: DossierRecord, definition: Definition) {
  const contents = await contentsOf(context.sql, parent.id)
  const recipient = [...contents.bySeq.values()].reverse().find((content) => content.recipient)?.recipient
  for (const { child } of await jointParts(context.sql, context, parent, definition)) {
    if (child?.row.status !== 9) continue
    const arrow = child.definition.moves.find(
      (move) => move.kind === 'handOver' && move.from.includes(child.row.state),
    )
    if (!arrow) continue
    const locked = await lockChild(context.sql, child.row.id)
    if (locked.state !== child.row.state) continue
    await takeMove(
      context,
      locked,
      { move: arrow.key, recipient: recipient ?? 'Người nộp hồ sơ liên thông' },
      ['counter'],
    )
  }
}

async function lockChild(trx: Kysely<any>, id: string): Promise<DossierRecord> {
  const { rows } =
    await sql<DossierRecord>`select * from dossier.dossier where id = ${id} for update`.execute(trx)
  return rows[0]!
}
