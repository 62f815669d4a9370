import { query } from '../../../platform/command/declare.ts'
import { importBpmn as read } from '../model/bpmn/import-bpmn.ts'
import { ImportBpmnInput, ImportBpmnOutput } from '../model/flow-questions.ts'

/** JSON escapes quotes and line breaks, so that the text of a file of 5 MB is longer in a body. */
const BODY_LIMIT = 12 * 1024 * 1024

/**
 * States and moves of a BPMN file, to be put into a draft by `procedure.saveDraft`, and all that was left out. Keeps
 * nothing. Errors: procedure.bpmn-too-large 413 (above 5 MB) or 422, procedure.bpmn-doctype, procedure.bpmn-unreadable,
 * procedure.bpmn-not-bpmn, procedure.bpmn-no-process, procedure.bpmn-no-task, procedure.bpmn-invalid 422.
 */
export const importBpmn = query({
  name: 'procedure.importBpmn',
  route: 'POST /procedures/bpmn',
  summary: 'Đọc tệp BPMN 2.0 thành các bước và thao tác cho bản thảo, kể rõ phần không lấy vào',
  input: ImportBpmnInput,
  output: ImportBpmnOutput,
  permission: 'procedure.change',
  bodyLimit: BODY_LIMIT,
  async run({ input }) {
    return read(input.xml)
  },
})
