import type { Form, Lang } from '../contract.ts'

type Words = { title: string; body: string }
type Kind = {
  name: string
  placeholders: readonly string[]
  email: Record<Lang, Words>
  short: Record<Lang, string>
}

/** What a text may name in braces: how officials read it, and what stands there in a preview. */
export const PLACEHOLDERS: Record<string, { name: string; sample: Record<Lang, string> }> = {
  code: { name: 'mã hồ sơ, mã phiếu', sample: { vi: 'H60.21-261123-0012', en: 'H60.21-261123-0012' } },
  text: {
    name: 'câu báo tin của quy trình',
    sample: { vi: 'Hồ sơ đã được tiếp nhận.', en: 'Your dossier has been accepted.' },
  },
  procedure: {
    name: 'tên thủ tục',
    sample: { vi: 'Cấp bản sao từ sổ gốc', en: 'Copy from the original register' },
  },
  agency: {
    name: 'tên cơ quan',
    sample: { vi: 'Sở Nông nghiệp và Môi trường', en: 'Sở Nông nghiệp và Môi trường' },
  },
  due: { name: 'ngày hẹn trả', sample: { vi: '09:10 ngày 01/12/2026', en: '09:10 on 01/12/2026' } },
  amount: { name: 'số tiền', sample: { vi: '120.000 đồng', en: '120,000 VND' } },
  link: {
    name: 'đường dẫn xem hồ sơ',
    sample: {
      vi: 'https://dvc.tinh.example.vn/tra-cuu?ma=…',
      en: 'https://dvc.tinh.example.vn/en/tra-cuu?ma=…',
    },
  },
  time: { name: 'giờ hẹn', sample: { vi: '08:30 ngày 01/12/2026', en: '08:30 on 01/12/2026' } },
  number: { name: 'số phiếu, số bưu gửi', sample: { vi: 'CA123456785VN', en: 'CA123456785VN' } },
  reason: { name: 'lý do', sample: { vi: 'không có người nhận', en: 'nobody at home' } },
}

const SIGNED = {
  vi: 'Đây là tin tự động của hệ thống giải quyết thủ tục hành chính; xin đừng trả lời. Cơ quan nhà nước không hỏi mật khẩu hay mã xác thực của ông/bà.',
  en: 'This is an automatic message; please do not reply. No agency will ever ask for your password or one-time code.',
}

/** A notice about a dossier: the procedure's own sentence, then where to see more. */
function aboutDossier(
  name: string,
  title: Record<Lang, string>,
  more: Partial<Record<Lang, string>> = {},
): Kind {
  const extra = (lang: Lang) => (more[lang] ? `\n\n${more[lang]}` : '')
  return {
    name,
    placeholders: ['code', 'text', 'procedure', 'agency', 'due', 'amount', 'link'],
    email: {
      vi: {
        title: `${title.vi}: {code}`,
        body: `{text}${extra('vi')}\n\nHồ sơ {code}, {procedure}.\nXem hồ sơ: {link}\n\n${SIGNED.vi}`,
      },
      en: {
        title: `${title.en}: {code}`,
        body: `{text}${extra('en')}\n\nDossier {code}, {procedure}.\nSee it: {link}\n\n${SIGNED.en}`,
      },
    },
    short: { vi: 'Hồ sơ {code}: {text}\nXem: {link}', en: 'Dossier {code}: {text}\nSee: {link}' },
  }
}

function about(
  name: string,
  placeholders: readonly string[],
  vi: Words & { short: string },
  en: Words & { short: string },
): Kind {
  const letter = ({ title, body }: Words, lang: Lang) => ({ title, body: `${body}\n\n${SIGNED[lang]}` })
  return {
    name,
    placeholders,
    email: { vi: letter(vi, 'vi'), en: letter(en, 'en') },
    short: { vi: vi.short, en: en.short },
  }
}

/** Everything people are told of, with the words the release ships; officials change the words, not this list. */
export const NOTICE_KINDS = {
  submitted: aboutDossier('Đã nộp trực tuyến', {
    vi: 'Đã nhận hồ sơ nộp trực tuyến',
    en: 'Your application has arrived',
  }),
  received: aboutDossier(
    'Đã tiếp nhận',
    { vi: 'Hồ sơ đã được tiếp nhận', en: 'Your dossier has been accepted' },
    { vi: 'Hẹn trả kết quả: {due}.', en: 'The result is due: {due}.' },
  ),
  correctionAsked: aboutDossier('Cần bổ sung', { vi: 'Hồ sơ cần bổ sung', en: 'Please add to your dossier' }),
  refused: aboutDossier('Từ chối tiếp nhận', {
    vi: 'Hồ sơ không được tiếp nhận',
    en: 'Your dossier was not accepted',
  }),
  paymentAsked: aboutDossier(
    'Cần nộp tiền',
    { vi: 'Cần nộp phí, lệ phí', en: 'A fee is to be paid' },
    { vi: 'Số tiền: {amount}.', en: 'Amount: {amount}.' },
  ),
  paymentReceived: aboutDossier('Đã nhận tiền', {
    vi: 'Đã nhận phí, lệ phí',
    en: 'Your payment has arrived',
  }),
  apology: aboutDossier(
    'Xin lỗi, hẹn lại',
    { vi: 'Xin lỗi và hẹn lại ngày trả', en: 'Our apology and a new date' },
    { vi: 'Ngày hẹn mới: {due}.', en: 'New date: {due}.' },
  ),
  resultReady: aboutDossier('Có kết quả', { vi: 'Hồ sơ đã có kết quả', en: 'Your result is ready' }),
  finished: aboutDossier('Đã trả kết quả', { vi: 'Kết quả đã được trả', en: 'Your result was handed over' }),
  withdrawn: aboutDossier('Đã rút hồ sơ', { vi: 'Hồ sơ đã được rút', en: 'Your dossier was withdrawn' }),
  stopped: aboutDossier('Dừng giải quyết', {
    vi: 'Hồ sơ đã dừng giải quyết',
    en: 'Your dossier was stopped',
  }),
  reopened: aboutDossier('Mở lại hồ sơ', { vi: 'Hồ sơ được mở lại', en: 'Your dossier was opened again' }),
  news: aboutDossier('Tin khác về hồ sơ', { vi: 'Tin về hồ sơ', en: 'News of your dossier' }),
  parcelSent: about(
    'Kết quả đã gửi bưu chính',
    ['code', 'number', 'link'],
    {
      title: 'Kết quả hồ sơ {code} đã gửi qua bưu chính',
      body: 'Kết quả hồ sơ {code} đã được giao cho bưu chính, số bưu gửi {number}.\nTheo dõi: {link}',
      short: 'Hồ sơ {code}: kết quả đã gửi bưu chính, số {number}.\nXem: {link}',
    },
    {
      title: 'The result of {code} is in the post',
      body: 'The result of dossier {code} was handed to the post, number {number}.\nFollow it: {link}',
      short: 'Dossier {code}: result in the post, number {number}.\nSee: {link}',
    },
  ),
  parcelReturned: about(
    'Bưu gửi không phát được',
    ['code', 'number', 'reason', 'agency', 'link'],
    {
      title: 'Kết quả hồ sơ {code} chưa phát được',
      body: 'Bưu chính chưa phát được kết quả hồ sơ {code} (số {number}): {reason}.\nKết quả quay về {agency}; cơ quan sẽ liên hệ để gửi lại, hoặc mời ông/bà đến nhận.\nXem hồ sơ: {link}',
      short: 'Hồ sơ {code}: bưu chính chưa phát được kết quả ({reason}). Mời liên hệ {agency}.\nXem: {link}',
    },
    {
      title: 'The result of {code} could not be delivered',
      body: 'The post could not deliver the result of dossier {code} (number {number}): {reason}.\nIt goes back to {agency}, who will contact you to send it again; or come and collect it.\nSee: {link}',
      short:
        'Dossier {code}: the post could not deliver the result ({reason}). Please contact {agency}.\nSee: {link}',
    },
  ),
  appointment: about(
    'Đã đặt lịch hẹn',
    ['number', 'time', 'agency', 'procedure', 'link'],
    {
      title: 'Lịch hẹn {time}',
      body: 'Ông/bà đã đặt lịch hẹn tại {agency} lúc {time}, mã hẹn {number}.\nXem hoặc đổi lịch: {link}',
      short: 'Lịch hẹn {number}: {time}, {agency}.\nXem: {link}',
    },
    {
      title: 'Appointment {time}',
      body: 'You have an appointment at {agency}: {time}, number {number}.\nSee or change it: {link}',
      short: 'Appointment {number}: {time}, {agency}.\nSee: {link}',
    },
  ),
  appointmentReminder: about(
    'Nhắc lịch hẹn',
    ['number', 'time', 'agency', 'procedure', 'link'],
    {
      title: 'Nhắc lịch hẹn {time}',
      body: 'Xin nhắc ông/bà có lịch hẹn tại {agency} lúc {time}, mã hẹn {number}.\nNếu không đến được, xin hủy để nhường chỗ: {link}',
      short: 'Nhắc lịch hẹn {number}: {time}, {agency}.\nKhông đến được, xin hủy: {link}',
    },
    {
      title: 'Reminder: appointment {time}',
      body: 'A reminder of your appointment at {agency}: {time}, number {number}.\nIf you cannot come, please cancel it: {link}',
      short: 'Reminder: appointment {number}, {time}, {agency}.\nCannot come? {link}',
    },
  ),
  receiptIssued: about(
    'Biên lai điện tử',
    ['code', 'number', 'amount', 'link'],
    {
      title: 'Biên lai {number}',
      body: 'Đã lập biên lai {number}, số tiền {amount}, cho hồ sơ {code}.\nXem biên lai: {link}',
      short: 'Hồ sơ {code}: đã lập biên lai {number}, {amount}.\nXem: {link}',
    },
    {
      title: 'Receipt {number}',
      body: 'Receipt {number} over {amount} was issued for dossier {code}.\nSee it: {link}',
      short: 'Dossier {code}: receipt {number}, {amount}.\nSee: {link}',
    },
  ),
  reminder: about(
    'Đôn đốc hồ sơ (cho người đứng đầu)',
    ['agency', 'text', 'link'],
    {
      title: 'Đôn đốc giải quyết hồ sơ: {agency}',
      body: '{text}\n\nXem và trả lời: {link}',
      short: 'Đôn đốc: {text}\nXem: {link}',
    },
    {
      title: 'Reminder of dossiers: {agency}',
      body: '{text}\n\nSee and reply: {link}',
      short: 'Reminder: {text}\nSee: {link}',
    },
  ),
  opening: about(
    'Hồ sơ bị mở khẩn cấp (cho người đứng đầu)',
    ['code', 'text', 'link'],
    {
      title: 'Hồ sơ {code} được mở khẩn cấp',
      body: '{text}\n\nXem danh sách: {link}',
      short: 'Hồ sơ {code} được mở khẩn cấp.\nXem: {link}',
    },
    {
      title: 'Dossier {code} was opened in an emergency',
      body: '{text}\n\nSee the list: {link}',
      short: 'Dossier {code} was opened in an emergency.\nSee: {link}',
    },
  ),
  feedbackAsked: about(
    'Mời đánh giá',
    ['code', 'agency', 'link'],
    {
      title: 'Mời đánh giá việc giải quyết hồ sơ {code}',
      body: 'Hồ sơ {code} đã xong. Mời ông/bà đánh giá {agency} trong một phút: {link}',
      short: 'Hồ sơ {code} đã xong.\nMời ông/bà đánh giá: {link}',
    },
    {
      title: 'How did we do with {code}?',
      body: 'Dossier {code} is finished. Please rate {agency}; it takes a minute: {link}',
      short: 'Dossier {code} is finished.\nPlease rate us: {link}',
    },
  ),
  feedbackAnswered: about(
    'Trả lời phản ánh',
    ['number', 'agency', 'link'],
    {
      title: 'Đã có trả lời phản ánh {number}',
      body: '{agency} đã trả lời phản ánh, kiến nghị {number} của ông/bà.\nXem: {link}',
      short: 'Phản ánh {number}: {agency} đã trả lời.\nXem: {link}',
    },
    {
      title: 'Your feedback {number} was answered',
      body: '{agency} answered your feedback {number}.\nSee: {link}',
      short: 'Feedback {number}: {agency} answered.\nSee: {link}',
    },
  ),
} satisfies Record<string, Kind>

export type NoticeKind = keyof typeof NOTICE_KINDS
export const isNoticeKind = (text: string): text is NoticeKind => Object.hasOwn(NOTICE_KINDS, text)

/** A kind's words as the release ships them. */
export function shippedWords(kind: NoticeKind, form: Form, lang: Lang): Words {
  const of: Kind = NOTICE_KINDS[kind]
  return form === 'email' ? of.email[lang] : { title: '', body: of.short[lang] }
}
