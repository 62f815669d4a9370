import type { DraftView } from '../../../src/blocks/procedure/contract.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'

export const STATUS_NAMES: Record<DraftView['status'], string> = {
  editing: 'Đang soạn',
  submitted: 'Đã trình duyệt',
  returned: 'Bị trả lại',
  published: 'Đã ban hành',
  discarded: 'Đã bỏ',
}

export const ORIGIN_NAMES: Record<DraftView['origin'], string> = {
  blank: 'soạn mới',
  edition: 'từ phiên bản đang áp dụng',
  catalogue: 'từ Cơ sở dữ liệu quốc gia về TTHC',
  release: 'từ bản phát hành phần mềm',
  pack: 'từ tệp gói thủ tục',
  bpmn: 'từ sơ đồ BPMN',
}

export { KIND_NAMES } from '../../../src/blocks/procedure/fields/kind-names.ts'

export const PREFILL_NAMES: Record<NonNullable<Field['prefill']>, string> = {
  'applicant.name': 'Họ tên người nộp',
  'applicant.citizenNumber': 'Số định danh người nộp',
  'applicant.phone': 'Số điện thoại người nộp',
  'applicant.email': 'Thư điện tử người nộp',
  'applicant.address': 'Địa chỉ người nộp',
  'applicant.birthDate': 'Ngày sinh người nộp',
}

/** Entries of a select from a table of names. */
export const choicesOf = (names: Record<string, string>): { value: string; label: string }[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }))
