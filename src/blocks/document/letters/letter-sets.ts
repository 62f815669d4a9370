import type { LetterKind } from './schemas.ts'

/** The forms of Thông tư 01/2018/TT-VPCP, and of Thông tư 03/2025/TT-VPCP that follows it. */
export const LETTER_SETS = ['2018', '2025'] as const
export type LetterSet = (typeof LETTER_SETS)[number]

export type FormOf = { form: string | null; kind: LetterKind; name: string }

/** Slips the circulars do not number, kept in either set. */
const SLIPS: readonly FormOf[] = [
  { form: null, kind: 'handover-slip', name: 'Phiếu bàn giao kết quả' },
  { form: null, kind: 'result-receipt', name: 'Giấy biên nhận trả kết quả' },
  { form: null, kind: 'process-slip', name: 'Phiếu quá trình xử lý' },
]

/** What each set calls its letters, in the order of their numbers. */
export const FORMS: Record<LetterSet, readonly FormOf[]> = {
  '2018': [
    { form: '01', kind: 'receipt', name: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' },
    { form: '02', kind: 'correction-request', name: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' },
    { form: '03', kind: 'refusal', name: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ' },
    { form: '04', kind: 'apology', name: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả' },
    { form: '05', kind: 'control-slip', name: 'Phiếu kiểm soát quá trình giải quyết hồ sơ' },
    { form: '06', kind: 'dossier-register', name: 'Sổ theo dõi hồ sơ' },
    ...SLIPS,
  ],
  '2025': [
    { form: '01', kind: 'receipt', name: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả' },
    { form: '02', kind: 'correction-request', name: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ' },
    { form: '03', kind: 'refusal', name: 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ' },
    { form: '04', kind: 'apology', name: 'Văn bản xin lỗi và đề nghị gia hạn' },
    { form: '05', kind: 'stop-notice', name: 'Thông báo dừng giải quyết hồ sơ' },
    { form: '06', kind: 'control-slip', name: 'Phiếu kiểm soát' },
    { form: '07', kind: 'dossier-register', name: 'Sổ theo dõi hồ sơ' },
    ...SLIPS,
  ],
}

export function formOf(set: LetterSet, kind: LetterKind): FormOf | undefined {
  return FORMS[set].find((each) => each.kind === kind)
}
