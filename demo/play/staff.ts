import type { Agency, NewSeat } from '../../src/blocks/organisation/index.ts'
import { officerName } from '../people/people.ts'
import { seeded } from '../people/random.ts'

/** The seats of one agency: key, title, the parts it plays. */
const SEATS: readonly (readonly [key: string, title: string, roles: readonly string[]])[] = [
  ['counter', 'Công chức Bộ phận Một cửa', ['counter', 'cashier']],
  ['specialist-1', 'Chuyên viên thụ lý', ['specialist']],
  ['specialist-2', 'Chuyên viên thụ lý', ['specialist']],
  ['head', 'Trưởng phòng', ['head']],
  ['leader', 'Lãnh đạo cơ quan', ['leader']],
]
const TITLES: Partial<Record<Agency['kind'], Record<string, string>>> = {
  department: { head: 'Trưởng phòng chuyên môn', leader: 'Giám đốc Sở' },
  district: { head: 'Trưởng phòng', leader: 'Phó Chủ tịch UBND huyện' },
  commune: { head: 'Phụ trách bộ phận', leader: 'Chủ tịch UBND xã' },
}
const PROVINCE_SEATS: readonly (readonly [string, string, readonly string[]])[] = [
  ['office', 'Chuyên viên Văn phòng UBND tỉnh', ['officeSpecialist']],
  ['chairman', 'Phó Chủ tịch UBND tỉnh', ['provinceLeader']],
  ['administrator', 'Quản trị hệ thống', ['administrator']],
  ['designer', 'Chuyên viên kiểm soát thủ tục hành chính', ['designer']],
  ['approver', 'Trưởng phòng Kiểm soát thủ tục hành chính', ['approver']],
]
const CENTRE_SEATS: readonly (readonly [string, string, readonly string[]])[] = [
  ['director', 'Giám đốc Trung tâm', ['director']],
]

/** Fictitious officers for every agency given: the same seed gives the same names. */
export function staffOf(agencies: readonly Agency[], from: string): NewSeat[] {
  return agencies.flatMap((agency) => {
    const random = seeded(`staff:${agency.code}`)
    const seats =
      agency.kind === 'province' ? PROVINCE_SEATS : agency.kind === 'centre' ? CENTRE_SEATS : SEATS
    return seats.map(([key, title, roles]) => ({
      id: `${agency.code}/${key}`,
      agency: agency.code,
      title: TITLES[agency.kind]?.[key] ?? title,
      roles: [...roles],
      account: `${agency.code}/${key}`,
      personName: officerName(random),
      from,
    }))
  })
}
