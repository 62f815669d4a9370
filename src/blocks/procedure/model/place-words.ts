/** The parts of a draft as an official calls them. */
export const PARTS: Record<string, string> = {
  title: 'tên thủ tục',
  field: 'lĩnh vực',
  keywords: 'từ khóa tìm kiếm',
  lifeEvents: 'sự kiện cuộc đời',
  whatYouGet: 'kết quả nhận được',
  whoMayAsk: 'đối tượng thực hiện',
  form: 'biểu mẫu',
  documents: 'giấy tờ',
  fees: 'phí, lệ phí',
  states: 'các bước',
  initial: 'bước bắt đầu',
  moves: 'các thao tác',
  clock: 'thời hạn',
  consultation: 'thời hạn lấy ý kiến',
  outcomes: 'kết quả',
  law: 'pháp lý',
  variants: 'biến thể',
  competent: 'cơ quan giải quyết',
}

/** One row of a list, and what its name is read from. */
const ROWS: Record<string, string> = {
  form: 'trang',
  fields: 'mục',
  options: 'lựa chọn',
  documents: 'giấy tờ',
  fees: 'khoản thu',
  states: 'bước',
  moves: 'thao tác',
  outcomes: 'kết quả',
  variants: 'biến thể',
  effects: 'việc tự động',
  keywords: 'từ khóa',
  basis: 'căn cứ',
  from: 'bước đi',
  who: 'vai trò',
  needs: 'thông tin bắt buộc',
}

const PROPERTIES: Record<string, string> = {
  key: 'khóa',
  name: 'tên',
  title: 'tiêu đề',
  label: 'nhãn',
  help: 'lời hướng dẫn',
  kind: 'loại',
  vi: 'tiếng Việt',
  en: 'tiếng Anh',
  options: 'danh sách lựa chọn',
  value: 'giá trị',
  min: 'mức nhỏ nhất',
  max: 'mức lớn nhất',
  maxLength: 'độ dài tối đa',
  requiredIf: 'điều kiện bắt buộc',
  showIf: 'điều kiện hiện',
  formula: 'công thức',
  prefill: 'điền sẵn',
  fields: 'các mục',
  direction: 'chiều',
  form: 'loại bản',
  copies: 'số bản',
  digitise: 'số hóa',
  sensitive: 'chỉ người đang giữ hồ sơ xem được',
  template: 'mẫu văn bản',
  amount: 'số tiền',
  waivedIf: 'điều kiện miễn',
  waiver: 'ai được miễn',
  payableBefore: 'nộp trước bước',
  legalBasis: 'căn cứ pháp lý',
  status: 'mã trạng thái',
  phase: 'giai đoạn',
  clock: 'cách tính thời hạn',
  role: 'vai trò giữ hồ sơ',
  holder: 'cơ quan giữ hồ sơ',
  allowanceHours: 'số giờ',
  citizenText: 'lời cho người dân',
  online: 'nộp trực tuyến',
  desk: 'nộp tại quầy',
  from: 'đi từ bước',
  to: 'đến bước',
  who: 'ai làm',
  when: 'điều kiện',
  needs: 'thông tin bắt buộc',
  outcome: 'kết quả',
  effects: 'việc tự động',
  term: 'thời hạn',
  unit: 'đơn vị tính',
  cutoff: 'giờ chốt',
  resume: 'cách tính sau khi bổ sung',
  silence: 'khi quá hạn mà im lặng',
  favourable: 'thuận cho người dân',
  document: 'giấy tờ trả',
  retentionYears: 'số năm lưu',
  decision: 'số quyết định',
  decisionDate: 'ngày quyết định',
  onlineLevel: 'mức trực tuyến',
  level2022: 'mức độ theo cách chia cũ',
  confidential: 'mật',
  systemOfRecord: 'hệ thống xử lý',
  systemName: 'tên hệ thống',
  basis: 'căn cứ pháp lý',
  agency: 'cơ quan',
  removeDocuments: 'giấy tờ được bỏ',
  fees: 'mức thu',
  resolution: 'nghị quyết',
  kinds: 'loại cơ quan',
  agencies: 'các cơ quan',
  result: 'kiểu kết quả',
  text: 'nội dung',
}

/** `states.3.name.vi` -> `bước “Thẩm định”, tên, tiếng Việt`. `root` is what the path is read in. Pure and total. */
export function placeWords(root: unknown, path: readonly (string | number)[]): string {
  const words: string[] = []
  let here: unknown = root
  for (const [at, step] of path.entries()) {
    const before = path[at - 1]
    here = isObject(here) ? (here as Record<string, unknown>)[String(step)] : undefined
    const isRow = /^\d+$/.test(String(step)) && before !== undefined
    if (isRow) {
      // The list's own name gives way to the row's.
      words.pop()
      words.push(rowWords(String(before), here, Number(step)))
    } else words.push(wordIn(at === 0 ? PARTS : PROPERTIES, String(step)) ?? `“${String(step)}”`)
  }
  return words.join(', ')
}

/** `bước “Thẩm định”`; a row without a name by its number. */
export function rowWords(list: string, row: unknown, at: number): string {
  return `${wordIn(ROWS, list) ?? 'dòng'} ${rowName(row) ?? `thứ ${at + 1}`}`
}

/** What a row is called: its Vietnamese name, title or label, else its key. */
export function rowName(row: unknown): string | null {
  if (typeof row === 'string' && row !== '') return `“${row}”`
  if (!isObject(row)) return null
  const { name, title, label, key, value, agency } = row as Record<string, unknown>
  for (const each of [name, title, label]) {
    const text = isObject(each) ? (each as { vi?: unknown }).vi : undefined
    if (typeof text === 'string' && text.trim() !== '') return `“${text}”`
  }
  const id = [agency, key, value].find((each) => typeof each === 'string' && each !== '')
  return id === undefined ? null : `“${id}”`
}

/** A key of a draft may be any word, also one that every object answers to. */
export function wordIn<Word>(words: Readonly<Record<string, Word>>, key: string): Word | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined
}

export function upperFirst(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
