import { keepFile, renderLetter } from '../../src/blocks/document/index.ts'
import type { House } from '../../src/platform/command/run.ts'

/** One fictitious paper that every played applicant attaches: marked as such on its face. Answers its content hash. */
export async function fictitiousPaper(house: House): Promise<string> {
  const bytes = await renderLetter('result', {
    agency: 'Tỉnh thử nghiệm',
    place: 'Tuyên Quang',
    madeAt: '2022-01-01T08:00:00+07:00',
    title: 'Giấy tờ hư cấu',
    subject: 'Chỉ dùng để thử hệ thống',
    body: [
      {
        paragraph:
          'Giấy tờ này không có thật và không có giá trị pháp lý. Mọi tên người, số giấy tờ đều hư cấu.',
      },
    ],
    recipients: ['Bản thử'],
    signer: { title: 'Bản thử', name: 'Không có thật' },
  })
  const name = 'giay-to-hu-cau.pdf'
  const stored = await house.files.put(bytes, name)
  await keepFile(house.db, { ...stored, name }, house.clock())
  return stored.hash
}
