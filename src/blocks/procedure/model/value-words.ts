import { formatDate, formatMoney, formatNumber } from '../../../kernel/vietnamese.ts'
import { KIND_NAMES } from '../fields/kind-names.ts'
import { rowName, wordIn } from './place-words.ts'

/** Words of the values a property may have, by the property's name; of GLOSSARY.md. */
const VALUES: Record<string, Record<string, string>> = {
  form: { original: 'bản chính', certified: 'bản chứng thực', copy: 'bản sao', electronic: 'bản điện tử' },
  direction: { in: 'người dân nộp', internal: 'nội bộ', out: 'trả cho người dân' },
  template: { result: 'văn bản kết quả', refusal: 'văn bản từ chối' },
  phase: { intake: 'đang tiếp nhận', working: 'đang giải quyết', waiting: 'đang chờ', closed: 'đã kết thúc' },
  clock: {
    none: 'chưa tính thời hạn',
    runs: 'đang tính thời hạn',
    paused: 'tạm dừng tính thời hạn',
    stopped: 'thôi tính thời hạn',
  },
  unit: {
    workingHours: 'giờ làm việc',
    workingDays: 'ngày làm việc',
    calendarDays: 'ngày',
    sameDay: 'trong ngày làm việc',
  },
  role: {
    counter: 'cán bộ một cửa',
    specialist: 'chuyên viên',
    head: 'trưởng phòng',
    leader: 'lãnh đạo cơ quan',
    provinceLeader: 'lãnh đạo UBND tỉnh',
    officeSpecialist: 'chuyên viên Văn phòng UBND tỉnh',
    consulted: 'cơ quan được lấy ý kiến',
    cashier: 'cán bộ thu phí, lệ phí',
    system: 'hệ thống chuyên ngành',
    applicant: 'người nộp hồ sơ',
  },
  holder: {
    desk: 'bộ phận tiếp nhận',
    agency: 'cơ quan giải quyết',
    consulted: 'cơ quan được lấy ý kiến',
    province: 'UBND tỉnh',
    returnDesk: 'nơi trả kết quả',
    applicant: 'người nộp hồ sơ',
    system: 'hệ thống chuyên ngành',
  },
  kind: {
    ...KIND_NAMES,
    accept: 'tiếp nhận hồ sơ',
    refuseIntake: 'từ chối tiếp nhận',
    askIntakeCorrection: 'yêu cầu bổ sung trước khi tiếp nhận',
    answerCorrection: 'nộp bổ sung',
    transfer: 'chuyển hồ sơ đến cơ quan giải quyết',
    assign: 'phân công xử lý',
    claim: 'nhận việc',
    draftCorrection: 'dự thảo yêu cầu bổ sung',
    signCorrection: 'ký yêu cầu bổ sung',
    sendCorrection: 'gửi yêu cầu bổ sung',
    propose: 'trình phương án giải quyết',
    forward: 'chuyển bước tiếp theo',
    back: 'trả lại bước trước',
    sign: 'ký, ban hành kết quả',
    consult: 'lấy ý kiến cơ quan khác',
    opinion: 'cho ý kiến',
    requestPayment: 'thông báo nộp phí, lệ phí',
    confirmPayment: 'xác nhận đã nộp phí, lệ phí',
    sendToSystem: 'chuyển sang hệ thống chuyên ngành',
    systemReply: 'hệ thống chuyên ngành trả kết quả',
    handOver: 'trả kết quả',
    withdraw: 'rút hồ sơ',
    stop: 'dừng giải quyết',
    apologise: 'xin lỗi và hẹn lại ngày trả kết quả',
    reopen: 'mở lại hồ sơ',
    partsGranted: 'mọi phần liên thông được giải quyết',
    partsMixed: 'một số phần liên thông được giải quyết',
    partsRefused: 'không phần liên thông nào được giải quyết',
    partWaits: 'một phần liên thông chờ người nộp',
    partGoesOn: 'phần liên thông làm tiếp',
  },
  needs: {
    note: 'ý kiến, lý do',
    documents: 'giấy tờ kèm theo',
    assignee: 'người được phân công',
    items: 'các mục cần sửa',
    payment: 'khoản thu',
    resultNumber: 'số của kết quả',
    dueAt: 'ngày hẹn trả mới',
    consultedAgency: 'cơ quan được lấy ý kiến',
    resultDraft: 'dự thảo kết quả',
    recipient: 'người nhận kết quả',
  },
  resume: { continue: 'tính tiếp', restart: 'tính lại từ đầu' },
  silence: {
    none: 'không coi là trả lời',
    approve: 'coi là đồng ý',
    refuse: 'coi là từ chối',
    wait: 'chờ đến khi có ý kiến',
    agree: 'coi là đồng ý',
  },
  onlineLevel: { information: 'cung cấp thông tin', partial: 'một phần', full: 'toàn trình' },
  systemOfRecord: { own: 'hệ thống của tỉnh', national: 'hệ thống quốc gia' },
  lifeEvents: {
    birth: 'sinh con',
    marriage: 'kết hôn',
    death: 'qua đời',
    home: 'nhà ở',
    land: 'đất đai',
    business: 'kinh doanh',
    driving: 'lái xe',
    papers: 'giấy tờ',
    support: 'trợ giúp',
    work: 'việc làm',
  },
  kinds: {
    province: 'UBND tỉnh',
    department: 'sở, ban, ngành',
    'central-branch': 'cơ quan ngành dọc',
    district: 'cấp huyện',
    commune: 'cấp xã',
  },
  result: { number: 'số', money: 'số tiền', date: 'ngày', text: 'chữ' },
}
const SAME: Record<string, string> = { who: 'role' }

/** Where the names of what a property points to are found. */
const POINTS_TO: Record<string, string> = {
  to: 'states',
  from: 'states',
  online: 'states',
  desk: 'states',
  payableBefore: 'states',
  outcome: 'outcomes',
  document: 'documents',
  removeDocuments: 'documents',
  fee: 'fees',
}

const LONGEST = 160

/** One value of a property as an official reads it. `root` is the definition it stands in. Pure and total. */
export function valueWords(property: string, value: unknown, root: unknown): string {
  if (value === undefined || value === null) return 'không có'
  if (typeof value === 'boolean') return value ? 'có' : 'không'
  if (typeof value === 'number') {
    if (property === 'amount') return Number.isSafeInteger(value) ? formatMoney(value) : `${value} đồng`
    return Number.isFinite(value) ? formatNumber(value) : String(value)
  }
  if (typeof value === 'string') return wordOf(property, value, root)
  if (Array.isArray(value)) return value.map((each) => valueWords(property, each, root)).join(', ')
  return effectWords(value, root) ?? quoted(textOf(value) ?? rowName(value) ?? JSON.stringify(value))
}

function wordOf(property: string, value: string, root: unknown): string {
  const word = wordIn(wordIn(VALUES, wordIn(SAME, property) ?? property) ?? {}, value)
  if (word !== undefined) return word
  const list = wordIn(POINTS_TO, property)
  if (list) return nameIn(root, list, value)
  if (property === 'decisionDate' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dateOr(value)
  return quoted(value)
}

/** What stands under a key in one of the definition's lists, by its name. */
export function nameIn(root: unknown, list: string, key: string): string {
  const rows = isObject(root) ? (root as Record<string, unknown>)[list] : undefined
  const row = Array.isArray(rows)
    ? rows.find((each) => isObject(each) && (each as { key?: unknown }).key === key)
    : null
  return (row && rowName(row)) || `“${key}”`
}

function effectWords(value: object, root: unknown): string | null {
  const { kind, text, document, fee, name } = value as Record<string, unknown>
  if (kind === 'notify') return `nhắn ${quoted(textOf(text) ?? '')}`
  if (kind === 'issueDocument' && typeof document === 'string')
    return `cấp ${nameIn(root, 'documents', document)}`
  if (kind === 'charge' && typeof fee === 'string') return `thu ${nameIn(root, 'fees', fee)}`
  if (kind === 'openChild') return `mở phần liên thông ${quoted(textOf(name) ?? '')}`
  return null
}

function textOf(value: unknown): string | null {
  const vi = isObject(value) ? (value as { vi?: unknown }).vi : undefined
  return typeof vi === 'string' ? vi : null
}

function quoted(text: string): string {
  const short = text.length <= LONGEST ? text : `${text.slice(0, LONGEST).trimEnd()}…`
  return short.startsWith('“') ? short : `“${short}”`
}

function dateOr(text: string): string {
  try {
    return formatDate(text)
  } catch {
    return quoted(text)
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
