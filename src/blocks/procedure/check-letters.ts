import { formatInstant } from '../../kernel/local-time.ts'
import { Problem } from '../../kernel/problem.ts'
import { canonical, sha256 } from '../../platform/command/canonical.ts'
import type { Memory } from '../../platform/command/memory.ts'
import { renderLetter } from '../document/index.ts'
import type { DraftDefinition } from './contract.ts'
import { readShape } from './model/check-shape.ts'
import type { Definition } from './model/definition.ts'
import { type Finding, noting } from './model/finding.ts'
import { termText } from './model/term-text.ts'

type Letters = Pick<Definition, 'title' | 'documents' | 'fees' | 'clock' | 'outcomes'>

/** Made-up people and numbers of a letter; what stands in it of the edition is the edition's own. */
const APPLICANT = { name: 'Nguyễn Văn Mẫu', address: 'Số 1, thôn Mẫu, xã Mẫu', phone: '0900 000 000' }
const DESK = 'Bộ phận Tiếp nhận và Trả kết quả'

/** Rendering takes a tenth of a second, and the same draft is checked again when it is submitted and published. */
const KEPT_MS = 600_000

/** Renders the letters a draft leads to (receipt, result, refusal) with sample data; what a letter refuses is a finding. */
export async function checkLetters(draft: DraftDefinition, now: Date, memory: Memory): Promise<Finding[]> {
  const { title, documents, fees, clock, outcomes } = readShape(draft, () => undefined)
  // What has not its shape yet is told already.
  if (!title || !documents || !fees || !clock || !outcomes) return []
  const letters: Letters = { title, documents, fees, clock, outcomes }
  const key = sha256(canonical(letters)).toString('hex')
  return memory.get(`letters.tried:${key}`, () => tried(letters, now), KEPT_MS)
}

async function tried(letters: Letters, now: Date): Promise<Finding[]> {
  const { findings, report } = noting()
  for (const letter of lettersOf(letters, now))
    try {
      await letter.render()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      report(
        'letter.fails',
        letter.place,
        `Chưa lập được ${letter.name} với dữ liệu mẫu: ${error.errors[0]?.message ?? error.message}.`,
        'Hãy rút ngắn hoặc sửa lời ở chỗ này rồi kiểm tra lại.',
      )
    }
  return findings
}

function lettersOf({ title, documents, fees, clock, outcomes }: Letters, now: Date) {
  const moment = formatInstant(now.getTime())
  const head = { agency: 'Cơ quan giải quyết', place: 'Tuyên Quang', madeAt: moment }
  const papers = documents
    .filter((paper) => paper.direction === 'in')
    .map((paper) => ({ name: paper.name.vi, originals: 1 }))
  const receipt = {
    place: 'documents',
    name: 'giấy tiếp nhận hồ sơ và hẹn trả kết quả',
    render: () =>
      renderLetter('receipt', {
        ...head,
        code: 'MAU-000000-0001',
        link: 'https://example.vn/tra-cuu',
        desk: DESK,
        applicant: APPLICANT,
        procedure: title.vi,
        papers: papers.length > 0 ? papers : [{ name: 'Tờ khai' }],
        sets: 1,
        term: termText(clock).vi,
        receivedAt: moment,
        returnAt: DESK,
        fees: fees.map((fee) => ({ name: fee.name.vi, amount: fee.amount ?? 0 })),
        receiver: APPLICANT.name,
      }),
  }
  const results = outcomes.flatMap((outcome, at) => {
    const paper = documents.find((each) => each.key === outcome.document)
    if (paper?.template === undefined) return []
    const place = `outcomes.${at}`
    return paper.template === 'refusal'
      ? {
          place,
          name: `“${paper.name.vi}”`,
          render: () =>
            renderLetter('refusal', {
              ...head,
              desk: DESK,
              applicant: APPLICANT,
              procedure: title.vi,
              reasons: [`${outcome.name.vi}: lý do mẫu.`],
              officer: APPLICANT.name,
            }),
        }
      : {
          place,
          name: `“${paper.name.vi}”`,
          render: () =>
            renderLetter('result', {
              ...head,
              title: 'Kết quả giải quyết thủ tục hành chính',
              subject: title.vi.replaceAll(/[{}]/g, ''),
              body: [
                {
                  paragraph: `${outcome.name.vi} đối với hồ sơ của ${APPLICANT.name}.`.replaceAll(
                    /[{}]/g,
                    '',
                  ),
                },
              ],
              recipients: [APPLICANT.name, 'Lưu: VT, HS'],
              signer: { title: 'Thủ trưởng cơ quan', name: APPLICANT.name },
            }),
        }
  })
  return [receipt, ...results]
}
