import type { LetterSet } from './letter-sets.ts'
import type { LetterKind } from './schemas.ts'

/**
 * The words of a letter that officials may edit: its title, the symbol after its number, and the paragraphs before and
 * after what the dossier fills in. `{placeholder}` stands for a value.
 */
export type Wording = { title: string; symbol: string; before: string[]; after: string[] }

/** What each letter's words may name, as an official reads it. */
export const PLACEHOLDERS: Record<LetterKind, Record<string, string>> = {
  receipt: {
    desk: 'Bộ phận tiếp nhận và trả kết quả',
    code: 'mã hồ sơ',
    applicant: 'người nộp hồ sơ',
    procedure: 'tên thủ tục',
    returnAt: 'nơi đăng ký trả kết quả',
  },
  'correction-request': {
    desk: 'Bộ phận tiếp nhận và trả kết quả',
    code: 'mã hồ sơ',
    applicant: 'người nộp hồ sơ',
    procedure: 'tên thủ tục',
    contact: 'người liên hệ',
    website: 'địa chỉ nộp bổ sung trực tuyến',
  },
  refusal: {
    desk: 'Bộ phận tiếp nhận và trả kết quả',
    code: 'mã hồ sơ',
    applicant: 'người nộp hồ sơ',
    procedure: 'tên thủ tục',
  },
  apology: {
    agency: 'cơ quan giải quyết',
    receivedDay: 'ngày tiếp nhận, đứng đầu câu',
    code: 'mã hồ sơ',
    procedure: 'tên thủ tục',
    dueAt: 'ngày hẹn trả cũ',
    reason: 'lý do quá hạn',
    newDueAt: 'ngày hẹn trả mới',
  },
  'stop-notice': {
    agency: 'cơ quan giải quyết',
    receivedDay: 'ngày tiếp nhận, đứng đầu câu',
    code: 'mã hồ sơ',
    procedure: 'tên thủ tục',
    reason: 'lý do dừng giải quyết',
    stoppedAt: 'thời điểm dừng',
    desk: 'Bộ phận tiếp nhận và trả kết quả',
  },
  'control-slip': { code: 'mã hồ sơ', applicant: 'người nộp hồ sơ', agency: 'cơ quan giải quyết' },
  'dossier-register': { from: 'từ ngày', to: 'đến ngày', book: 'quyển số' },
  'handover-slip': { from: 'bên giao', to: 'bên nhận', day: 'ngày bàn giao' },
  'result-receipt': { code: 'mã hồ sơ', desk: 'Bộ phận tiếp nhận và trả kết quả', procedure: 'tên thủ tục' },
  'process-slip': { code: 'mã hồ sơ', procedure: 'tên thủ tục' },
  result: {},
}

const OF_2018: Record<LetterKind, Wording> = {
  receipt: {
    title: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
    symbol: 'TNHS',
    before: ['{desk} tiếp nhận hồ sơ của:'],
    after: [],
  },
  'correction-request': {
    title: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
    symbol: 'YCBS',
    before: ['Đề nghị Ông/Bà hoàn thiện hồ sơ gồm những nội dung sau:'],
    after: [
      'Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, Ông/Bà liên hệ với {contact} để được hướng dẫn./.',
    ],
  },
  refusal: {
    title: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ',
    symbol: 'TC',
    before: ['Qua xem xét, {desk} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:'],
    after: ['Xin thông báo để Ông/Bà được biết và thực hiện./.'],
  },
  apology: {
    title: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
    symbol: 'PXL',
    before: [
      '{receivedDay}, {agency} tiếp nhận hồ sơ của Ông/Bà về việc {procedure}, mã hồ sơ {code}.',
      'Thời gian hẹn trả kết quả giải quyết hồ sơ là {dueAt}.',
      'Tuy nhiên, {agency} không thể trả kết quả giải quyết hồ sơ của Ông/Bà đúng thời gian đã hẹn. Lý do: {reason}',
      'Sự chậm trễ này đã gây phiền hà, tốn kém thời gian, công sức của Ông/Bà. {agency} chân thành xin lỗi Ông/Bà và hẹn trả kết quả giải quyết hồ sơ vào {newDueAt}.',
      'Rất mong nhận được sự thông cảm của Ông/Bà./.',
    ],
    after: [],
  },
  'stop-notice': {
    title: 'Thông báo dừng giải quyết hồ sơ',
    symbol: 'TBDG',
    before: [
      '{receivedDay}, {agency} tiếp nhận hồ sơ của Ông/Bà về việc {procedure}, mã hồ sơ {code}.',
      '{agency} thông báo dừng giải quyết hồ sơ nói trên kể từ {stoppedAt}. Lý do: {reason}',
      'Khi đủ điều kiện, Ông/Bà có thể nộp hồ sơ mới. Giấy tờ bản chính đã nộp (nếu có) được trả lại tại {desk}.',
      '{agency} thông báo để Ông/Bà được biết./.',
    ],
    after: [],
  },
  'control-slip': {
    title: 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
    symbol: 'PKS',
    before: [],
    after: [],
  },
  'dossier-register': {
    title: 'Sổ theo dõi hồ sơ',
    symbol: '',
    before: ['Quyển số: {book}. Từ {from} đến {to}'],
    after: [],
  },
  'handover-slip': {
    title: 'Phiếu bàn giao kết quả',
    symbol: '',
    before: ['Bên giao: {from}', 'Bên nhận: {to}'],
    after: [],
  },
  'result-receipt': {
    title: 'Giấy biên nhận trả kết quả',
    symbol: '',
    before: ['{desk} đã trả kết quả giải quyết thủ tục hành chính như sau:'],
    after: [],
  },
  'process-slip': { title: 'Phiếu quá trình xử lý', symbol: '', before: [], after: [] },
  result: { title: 'Văn bản kết quả giải quyết', symbol: '', before: [], after: [] },
}

/**
 * The words of the release. Of the set of 2025 only the names are known: the rest is the province's draft, to be compared
 * with the circular (the settings say so; a letter does not).
 */
export const SHIPPED_WORDINGS: Record<LetterSet, Record<LetterKind, Wording>> = {
  '2018': OF_2018,
  '2025': {
    ...OF_2018,
    apology: {
      ...OF_2018.apology,
      title: 'Văn bản xin lỗi và đề nghị gia hạn',
      before: [
        '{receivedDay}, {agency} tiếp nhận hồ sơ của Ông/Bà về việc {procedure}, mã hồ sơ {code}.',
        'Thời gian hẹn trả kết quả giải quyết hồ sơ là {dueAt}.',
        'Tuy nhiên, {agency} chưa thể trả kết quả đúng thời gian đã hẹn. Lý do: {reason}',
        '{agency} chân thành xin lỗi Ông/Bà về sự chậm trễ này và đề nghị gia hạn thời gian trả kết quả giải quyết hồ sơ đến {newDueAt}.',
        'Rất mong nhận được sự thông cảm của Ông/Bà./.',
      ],
    },
    'control-slip': { ...OF_2018['control-slip'], title: 'Phiếu kiểm soát' },
  },
}

/** Which kinds of the 2025 set ship as the province's own draft. */
export const DRAFTED_2025 = 'mẫu do tỉnh biên tập, chờ đối chiếu'

export type Piece = { text: string; strong: boolean }
/** Values worth a second look stand out. */
const STRONG = new Set(['code', 'newDueAt', 'contact', 'stoppedAt'])
const EMPTY = '…………………'

/** A paragraph with its placeholders filled, in pieces; a value the dossier lacks leaves room for a pen. Filled once. */
export function filledPieces(paragraph: string, values: Record<string, string | undefined>): Piece[] {
  return paragraph
    .split(/(\{[A-Za-z]+\})/)
    .filter((part) => part !== '')
    .map((part) => {
      const key = /^\{([A-Za-z]+)\}$/.exec(part)?.[1]
      if (key === undefined) return { text: part, strong: false }
      return { text: values[key] ?? EMPTY, strong: STRONG.has(key) }
    })
}

/** Placeholders in the words that the letter does not know, with the place of each: `before.0`. */
export function unknownPlaceholders(kind: LetterKind, wording: Wording): { path: string; key: string }[] {
  const known = PLACEHOLDERS[kind]
  const places = [
    ['title', wording.title] as const,
    ...wording.before.map((text, at) => [`before.${at}`, text] as const),
    ...wording.after.map((text, at) => [`after.${at}`, text] as const),
  ]
  return places.flatMap(([path, text]) =>
    [...text.matchAll(/\{([^{}]*)\}/g)]
      .map((match) => match[1]!)
      .filter((key) => path === 'title' || !Object.hasOwn(known, key))
      .map((key) => ({ path, key })),
  )
}
