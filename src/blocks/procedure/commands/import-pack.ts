import { command } from '../../../platform/command/declare.ts'
import { DraftView, ImportPackInput } from '../contract.ts'
import { insertDraft } from '../drafts.ts'
import { editionsOf, spansOf } from '../editions.ts'
import { expandPack } from '../model/expand-pack.ts'
import { fixedOf } from '../model/fixed.ts'
import { inForceOn } from '../model/validity.ts'
import { nationalRecord } from '../national.ts'
import { localDay } from '../read.ts'

/**
 * A procedure's file becomes a draft, never an edition. Errors: procedure.pack-invalid 422 naming each wrong place, and as
 * `procedure.draft`.
 */
export const importPack = command({
  name: 'procedure.importPack',
  route: 'POST /procedure-drafts/packs',
  summary: 'Nhập tệp thủ tục thành bản thảo',
  input: ImportPackInput,
  output: DraftView,
  permission: 'procedure.change',
  answers: 201,
  audit: () => 'imported a procedure file as a draft',
  async run({ input, actor, now, sql }) {
    const { pack, definition } = expandPack(input.pack, input.flow)
    const inForce = inForceOn(spansOf(await editionsOf(sql, pack.code)), localDay(now))
    const { competent, variants } = pack
    const fixed = (await nationalRecord(sql, pack.code)) ? fixedOf(definition) : null
    return insertDraft(
      sql,
      {
        procedure: pack.code,
        origin: 'pack',
        basedOn: inForce,
        content: { competent, definition, variants },
        fixed,
      },
      actor,
      now,
    )
  },
})
