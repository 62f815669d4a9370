import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { bindingDefinition } from '../binding.ts'
import { Code, MoveView, PERMISSIONS } from '../contract.ts'
import { asTold, moveViews } from '../move-views.ts'
import { contentsOf, isTheApplicants, movesOf, readableDossier } from '../read.ts'
import { surroundings } from '../surroundings.ts'

/** Every move of a dossier, oldest first. */
export const history = query({
  name: 'dossier.history',
  route: 'GET /dossiers/{code}/history',
  summary: 'Lịch sử xử lý của hồ sơ',
  input: z.strictObject({ code: Code }),
  output: z.object({ items: z.array(MoveView) }),
  permission: PERMISSIONS.read,
  audit: (input) => `read the history of dossier ${input.code}`,
  async run({ input, actor, sql, db, memory, now, subjects }) {
    const row = await readableDossier({ sql, db, memory, now }, input.code, actor, PERMISSIONS.read)
    subjects.add(row.id)
    const around = await surroundings({ db, memory }, now, [row])
    const definition = await bindingDefinition({ db, memory }, row)
    const views = moveViews(definition, await movesOf(sql, row.id), await contentsOf(sql, row.id), around)
    return { items: isTheApplicants(actor, row) ? asTold(views) : views }
  },
})
