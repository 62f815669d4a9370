/**
 * Who decided which field in the province of 2022: the department or central branch by its code, or the districts and
 * communes. The national catalogue of today names other agencies; an official who opens its draft for 2022 chooses these.
 */
const CENTRE: Readonly<Record<string, string>> = {
  'Bảo hiểm y tế': 'H60.42',
  'Bảo trợ xã hội': 'H60.12',
  'Bồi thường nhà nước': 'H60.03',
  'Chính sách': 'H60.42',
  'Chăn nuôi': 'H60.07',
  'Chứng thực': 'H60.03',
  'Cấp sổ BHXH, thẻ BHYT': 'H60.42',
  'Giáo dục và đào tạo': 'H60.15',
  'Giảm nghèo': 'H60.12',
  'Hoạt động xây dựng': 'H60.09',
  'Hòa giải ở cơ sở': 'H60.03',
  'Hạ tầng kỹ thuật': 'H60.09',
  'Hộ tịch': 'H60.03',
  'Liên thông': 'H60.03',
  'Lý lịch tư pháp': 'H60.03',
  'Môi trường': 'H60.10',
  'Người có công': 'H60.12',
  'Nuôi con nuôi': 'H60.03',
  'Nông nghiệp': 'H60.07',
  'Quy hoạch đô thị và nông thôn': 'H60.09',
  'Sát hạch, cấp giấy phép lái xe': 'H60.08',
  'Thành lập và hoạt động của doanh nghiệp': 'H60.04',
  'Thành lập và hoạt động của tổ hợp tác, hợp tác xã, liên hiệp hợp tác xã': 'H60.04',
  'Thú y': 'H60.07',
  'Thực hiện chính sách BHXH': 'H60.42',
  'Trợ giúp pháp lý': 'H60.03',
  'Tài nguyên nước': 'H60.10',
  'Việc làm': 'H60.12',
  'Đăng ký, quản lý cư trú': 'H60.41',
  'Đất đai': 'H60.10',
}
/** What is done at both of the levels below the province; the rest of theirs at communes alone. */
const DISTRICTS = /kinh doanh|Đất đai|xây dựng|Chứng thực|Bảo trợ|Nông nghiệp/

export type Deciders = { kinds: string[]; agencies: string[] }

/** Who decides a catalogue entry: the province's agency for its field where the level says so, else below it. */
export function decidersOf({ field, level }: { field: string; level: string }): Deciders {
  const agency = CENTRE[field]
  if (agency && level.includes('Cấp tỉnh')) return { kinds: [], agencies: [agency] }
  return { kinds: DISTRICTS.test(field) ? ['district', 'commune'] : ['commune'], agencies: [] }
}
