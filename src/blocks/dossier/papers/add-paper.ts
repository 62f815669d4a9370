import { z } from 'zod'
import { invalid, Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { keptPapersById } from '../../document/index.ts'
import { bindingDefinition } from '../binding.ts'
import { Code, PERMISSIONS } from '../contract.ts'
import { contentsOf, lockDossier, readableDossier } from '../read.ts'
import { localDay } from '../seat.ts'
import { recordPaperUses, usable } from './stored-papers.ts'

/**
 * Puts a paper of the applicant's own store into a dossier that is under way: digitised for it just now, or reused.
 * Errors: dossier.not-found, dossier.closed 409, request.invalid 422 naming the paper.
 */
export const addPaper = command({
  name: 'dossier.addPaper',
  route: 'POST /dossiers/{code}/papers',
  summary: 'Đưa giấy đã số hóa trong kho của người nộp vào hồ sơ đang giải quyết',
  input: z.strictObject({ code: Code, requirement: z.string().max(60), paper: z.uuid() }),
  output: z.object({ code: z.string(), requirement: z.string() }),
  permission: PERMISSIONS.move,
  answers: 201,
  audit: (input) => `put stored paper ${input.paper} into dossier ${input.code}`,
  async run(context) {
    const { input, actor, sql, subjects, now } = context
    await readableDossier(context, input.code, actor, PERMISSIONS.move)
    const row = await lockDossier(sql, input.code)
    if (row.phase === 'closed')
      throw new Problem('dossier.closed', 409, 'Hồ sơ đã kết thúc nên không thêm giấy tờ được nữa.')
    const definition = await bindingDefinition(context, row)
    const asked = definition.documents.some(
      (paper) => paper.key === input.requirement && paper.direction === 'in',
    )
    if (!asked) throw invalid('requirement', 'Thủ tục này không có giấy tờ đó. Hãy chọn trong danh sách.')
    const { applicant } = await contentsOf(sql, row.id)
    const kept = (await keptPapersById(sql, [input.paper])).get(input.paper)
    const paper = usable(kept, applicant ?? {}, localDay(now), 'paper')
    await recordPaperUses(context, row.id, [
      { requirement: input.requirement, paper: paper.id, file: paper.file },
    ])
    subjects.add(row.id)
    subjects.add(paper.id)
    return { code: row.code, requirement: input.requirement }
  },
})
