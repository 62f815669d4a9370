import { plain } from '../../../../kernel/vietnamese.ts'
import type { Definition, DocumentRequirement, Pack } from '../definition.ts'
import { fitSteps } from '../fit-steps.ts'
import type { NationalRecord } from '../national-record.ts'
import { chooseFlow, type Flows } from './choose-flow.ts'
import type { Flag } from './flag.ts'
import { lifeEventsOf } from './life-events.ts'
import { clockOf, type ProposedChannel, readChannels, readClock, readFees } from './read-channels.ts'
import { readPapers } from './read-papers.ts'
import { standardForm } from './standard-form.ts'

/** What the province knows that a proposal needs: its flows, its agencies, who decides a field already. */
export type Province = {
  flows: Flows
  agencies: readonly { code: string; name: string; kind: string }[]
  /** Competence of procedures in force, by field. */
  decidedBy: ReadonlyMap<string, Pack['competent']>
}

/** A draft made from one entry of the national catalogue, with what its official must decide. */
export type Proposal = {
  code: string
  flow: string
  competent: Pack['competent']
  channels: ProposedChannel[]
  definition: Definition
  flags: Flag[]
}

const LONGEST = 300
const RESULTS: Definition['outcomes'] = [
  {
    key: 'approved',
    name: { vi: 'Được giải quyết', en: 'Granted' },
    favourable: true,
    document: 'result',
    retentionYears: 10,
  },
  {
    key: 'rejected',
    name: { vi: 'Không được giải quyết', en: 'Rejected' },
    favourable: false,
    document: 'refusal',
    retentionYears: 10,
  },
]

/**
 * The draft of a catalogue entry: papers, term, fee, channels, law and a fitting flow filled in; whatever the entry leaves
 * open becomes a flag. Pure: the same entry in the same province gives the same draft. Null when no flow is known.
 */
export function propose(record: NationalRecord, province: Province): Proposal | null {
  const flags: Flag[] = []
  const ways = readChannels(record)
  const term = readClock(record, ways, flags)
  const fees = readFees(record, ways, flags)
  const chosen = chooseFlow({ record, term, paid: fees.length > 0 }, province.flows)
  if (!chosen) return null
  flags.push({
    path: 'moves',
    message: `Đã đề xuất quy trình dùng chung “${chosen.name}” vì ${chosen.why}. Hãy xác nhận hoặc chọn quy trình khác.`,
  })
  const title = record.name.replace(/\s+/g, ' ')
  const clock = clockOf(term)
  const definition: Definition = {
    title: { vi: title },
    field: record.field,
    keywords: [],
    lifeEvents: lifeEventsOf(title, record.field),
    whatYouGet: { vi: resultOf(record, flags) },
    whoMayAsk: { vi: applicantsOf(record, flags) },
    form: formOf(record, flags),
    documents: [...readPapers(record.components, flags), ...outPapers(record)],
    fees: fees.map((fee) => (chosen.key === 'with-payment' ? { ...fee, payableBefore: 'initialling' } : fee)),
    ...fitSteps(chosen.flow, clock),
    clock,
    outcomes: RESULTS,
    law: lawOf(record, ways, flags),
  }
  const competent = competentOf(record, province, flags)
  return {
    code: record.code,
    flow: chosen.key,
    competent,
    channels: ways.map(({ channel, clock, fee }) => ({ channel, clock, fee })),
    definition,
    flags,
  }
}

function formOf(record: NationalRecord, flags: Flag[]): Definition['form'] {
  flags.push({
    path: 'form',
    message:
      'Danh mục không có mẫu đơn điện tử. Bản nháp có phần chung; hãy dựng các mục theo mẫu đơn của thủ tục.',
  })
  return standardForm(record.applicants)
}

function resultOf({ result }: NationalRecord, flags: Flag[]): string {
  const said = result?.replace(/\s+/g, ' ').trim()
  if (said && said.length <= LONGEST && !/từ chối|không đủ điều kiện/i.test(said)) return said
  flags.push({
    path: 'whatYouGet',
    message: said
      ? `Kết quả trong danh mục dài hoặc kể cả trường hợp từ chối (“${said.slice(0, 60)}…”). Hãy viết gọn kết quả trả cho người dân.`
      : 'Danh mục không nêu kết quả. Hãy viết tên giấy tờ trả cho người dân.',
  })
  return said ? said.slice(0, LONGEST) : 'Kết quả giải quyết thủ tục'
}

function applicantsOf({ applicants }: NationalRecord, flags: Flag[]): string {
  if (applicants?.trim()) return applicants.replace(/\s+/g, ' ').trim()
  flags.push({
    path: 'whoMayAsk',
    message: 'Danh mục không nêu đối tượng. Hãy viết ai được nộp thủ tục này.',
  })
  return 'Tổ chức, cá nhân có nhu cầu'
}

function outPapers({ result, name }: NationalRecord): DocumentRequirement[] {
  const told = result?.split(/[;\n]/)[0]?.replace(/\s+/g, ' ').trim()
  return [
    {
      key: 'result',
      name: { vi: (told || `Kết quả: ${name}`).slice(0, LONGEST), en: 'Result' },
      direction: 'out',
      form: 'electronic',
      copies: 1,
      digitise: false,
      template: 'result',
    },
    {
      key: 'refusal',
      name: {
        vi: 'Văn bản trả lời không giải quyết, nêu rõ lý do',
        en: 'Letter of rejection with its reasons',
      },
      direction: 'out',
      form: 'electronic',
      copies: 1,
      digitise: false,
      template: 'refusal',
    },
  ]
}

function lawOf(
  record: NationalRecord,
  ways: readonly { channel: string }[],
  flags: Flag[],
): Definition['law'] {
  if (!record.decision)
    flags.push({
      path: 'law.decision',
      message: 'Danh mục không nêu quyết định công bố. Hãy ghi số, ngày quyết định.',
    })
  if (record.legal_basis_docs.length === 0)
    flags.push({
      path: 'law.basis',
      message: 'Danh mục không nêu căn cứ pháp lý. Hãy ghi ít nhất một văn bản.',
    })
  const online = ways.some((way) => way.channel === 'online')
  flags.push({
    path: 'law.onlineLevel',
    message: online
      ? 'Danh mục cho nộp trực tuyến nhưng không nói mức độ; bản nháp để “một phần”. Hãy chọn một phần hay toàn trình.'
      : 'Danh mục không nêu cách nộp trực tuyến; bản nháp để “cung cấp thông tin”. Hãy xác nhận.',
  })
  return {
    decision: record.decision ?? 'Chưa có số quyết định công bố',
    onlineLevel: online ? 'partial' : 'information',
    confidential: false,
    systemOfRecord: 'own',
    basis:
      record.legal_basis_docs.length > 0 ? record.legal_basis_docs : ['Chưa nêu trong danh mục quốc gia'],
  }
}

/** Communes by the level; agencies of the province by their name in the entry, else by who decides the field already. */
function competentOf(
  { level, agency, field }: NationalRecord,
  { agencies, decidedBy }: Province,
  flags: Flag[],
): Pack['competent'] {
  const levels = plain(level)
  const kinds: Pack['competent']['kinds'] = levels.includes('cap xa') ? ['commune'] : []
  let named: string[] = []
  if (levels.includes('cap tinh')) {
    const said = plain(agency ?? '')
    named = agencies
      .filter(
        (each) => ['department', 'central-branch'].includes(each.kind) && said.includes(plain(each.name)),
      )
      .map((each) => each.code)
    if (named.length === 0) named = [...(decidedBy.get(field)?.agencies ?? [])]
  }
  if (kinds.length === 0 && named.length === 0)
    flags.push({
      path: 'competent',
      message: `Chưa xác định được cơ quan của tỉnh giải quyết (danh mục ghi “${agency ?? level}”). Hãy chọn cơ quan.`,
    })
  else if (named.length === 0 && levels.includes('cap tinh'))
    flags.push({
      path: 'competent',
      message: 'Thủ tục còn có cấp tỉnh nhưng chưa xác định được sở, ngành. Hãy chọn thêm hoặc bỏ qua.',
    })
  return { kinds, agencies: named }
}
