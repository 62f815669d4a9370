import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { askedFlow } from '../asked-flow.ts'
import { exportBpmn as draw } from '../model/bpmn/export-bpmn.ts'
import { ExportBpmnInput } from '../model/flow-questions.ts'

/** States and moves of a draft or an edition as a BPMN 2.0 file with its picture. Errors: those of `askedFlow`, procedure.flow-broken 422. */
export const exportBpmn = query({
  name: 'procedure.exportBpmn',
  route: 'GET /procedures/bpmn',
  summary: 'Xuất quy trình của một bản thảo hoặc phiên bản thành tệp BPMN 2.0',
  input: ExportBpmnInput,
  output: z.null(),
  produces: ['application/xml'],
  permission: 'procedure.readDrafts',
  async run({ input, now, sql }) {
    const flow = await askedFlow(sql, input, now)
    return {
      contentType: 'application/xml; charset=utf-8',
      fileName: `${flow.procedure}-${flow.edition}.bpmn`,
      body: Buffer.from(await draw(flow)),
    }
  },
})
