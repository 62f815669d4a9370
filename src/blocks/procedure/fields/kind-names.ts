import type { FieldKind } from '../model/definition.ts'

/** What each kind is called in the designer, in the order an official meets them most. */
export const KIND_NAMES: Record<FieldKind, string> = {
  text: 'Chữ, một dòng',
  longText: 'Chữ, nhiều dòng',
  number: 'Số',
  money: 'Số tiền',
  date: 'Ngày',
  year: 'Năm',
  choice: 'Chọn một',
  choices: 'Chọn nhiều',
  yesNo: 'Có hoặc không',
  person: 'Người (theo thẻ căn cước)',
  citizenId: 'Số định danh cá nhân',
  taxCode: 'Mã số thuế',
  phone: 'Số điện thoại',
  email: 'Thư điện tử',
  address: 'Địa chỉ',
  commune: 'Tên xã, phường (viết tự do)',
  organisation: 'Tổ chức, doanh nghiệp',
  file: 'Tệp đính kèm',
  group: 'Nhóm lặp lại (nhiều dòng)',
  calculated: 'Tự tính',
  mapPoint: 'Vị trí trên bản đồ',
  declaration: 'Lời cam đoan',
}
