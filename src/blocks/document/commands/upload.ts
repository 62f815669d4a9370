import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { UploadedFile } from '../contract.ts'
import { keepFile } from '../stored-files.ts'

/** Takes one file in: sniffed, bounded, content-addressed; later commands name it by its hash. */
export const upload = command({
  name: 'document.upload',
  route: 'POST /files',
  summary: 'Tải một tệp lên (PDF, ảnh, DOCX, XLSX; tối đa 20 MB)',
  input: z.strictObject({ file: UploadedFile }),
  output: UploadedFile,
  permission: 'document.upload',
  upload: true,
  answers: 201,
  audit: (input) => `uploaded file ${input.file.hash}`,
  async run({ input, sql, now }) {
    await keepFile(sql, input.file, now)
    return input.file
  },
})
