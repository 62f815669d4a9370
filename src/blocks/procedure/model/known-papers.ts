/**
 * What the national databases already hold, so that no citizen need bring it on paper (Nghị định 107/2021/NĐ-CP; Nghị
 * định 104/2022/NĐ-CP, điều 14: sổ hộ khẩu and sổ tạm trú no longer serve as papers since 01/01/2023). `words`: without
 * diacritics, one of them stands in the paper's name; `not`: then it is something else.
 */
export const KNOWN_PAPERS: readonly {
  name: string
  words: readonly string[]
  not?: readonly string[]
  holder: string
}[] = [
  {
    name: 'thẻ căn cước, chứng minh nhân dân',
    words: ['can cuoc', 'chung minh nhan dan', 'chung minh thu', 'cmnd', 'cccd'],
    not: ['bi mat', 'to khai', 'don de nghi', 'nguoi nuoc ngoai'],
    holder: 'Cơ sở dữ liệu quốc gia về dân cư',
  },
  {
    name: 'sổ hộ khẩu, sổ tạm trú',
    words: ['so ho khau', 'ho khau', 'so tam tru'],
    holder: 'Cơ sở dữ liệu quốc gia về dân cư',
  },
  {
    name: 'giấy xác nhận cư trú',
    words: [
      'xac nhan thong tin ve cu tru',
      'xac nhan thong tin cu tru',
      'xac nhan cu tru',
      'xac nhan noi cu tru',
      'chung minh noi cu tru',
      'giay to chung minh ve cu tru',
    ],
    holder: 'Cơ sở dữ liệu quốc gia về dân cư',
  },
  {
    name: 'giấy khai sinh',
    words: ['giay khai sinh', 'trich luc khai sinh'],
    holder: 'Cơ sở dữ liệu hộ tịch điện tử',
  },
  {
    name: 'giấy chứng nhận kết hôn',
    words: ['chung nhan ket hon', 'dang ky ket hon', 'trich luc ket hon'],
    not: ['to khai'],
    holder: 'Cơ sở dữ liệu hộ tịch điện tử',
  },
  {
    name: 'giấy xác nhận tình trạng hôn nhân',
    words: ['xac nhan tinh trang hon nhan'],
    not: ['to khai'],
    holder: 'Cơ sở dữ liệu hộ tịch điện tử',
  },
  {
    name: 'giấy chứng tử, trích lục khai tử',
    words: ['giay chung tu', 'trich luc khai tu'],
    holder: 'Cơ sở dữ liệu hộ tịch điện tử',
  },
  {
    name: 'thẻ bảo hiểm y tế',
    words: ['the bao hiem y te', 'the bhyt'],
    holder: 'Cơ sở dữ liệu quốc gia về bảo hiểm',
  },
  {
    name: 'giấy chứng nhận đăng ký doanh nghiệp',
    words: [
      'chung nhan dang ky doanh nghiep',
      'giay phep dang ky kinh doanh',
      'chung nhan dang ky kinh doanh',
    ],
    not: ['ho kinh doanh'],
    holder: 'Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp',
  },
]
