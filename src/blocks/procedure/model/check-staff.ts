import type { Definition } from './definition.ts'
import type { Report } from './finding.ts'

/** What a check knows of the province on the first day of the edition. */
export type Province = {
  /** Agencies in force, by code. */
  agencies: ReadonlyMap<string, { name: string; kind: string }>
  /** Every code that ever was: who answers for it on that day; null where its line ended or has not begun. */
  answering: ReadonlyMap<string, string | null>
  /** `agency|role` of every part that somebody plays. */
  held: ReadonlySet<string>
}
type Competent = { kinds: readonly string[]; agencies: readonly string[] }
type Receiving = { code: string; name: string; named: boolean }

const KINDS: Record<string, string> = {
  province: 'UBND tỉnh',
  department: 'sở, ban, ngành',
  'central-branch': 'cơ quan ngành dọc',
  district: 'cấp huyện',
  commune: 'cấp xã',
}
const ROLES: Record<string, string> = {
  counter: 'cán bộ một cửa',
  specialist: 'chuyên viên',
  head: 'trưởng phòng',
  leader: 'lãnh đạo',
  provinceLeader: 'lãnh đạo UBND tỉnh',
  officeSpecialist: 'chuyên viên Văn phòng',
  consulted: 'cơ quan được lấy ý kiến',
  cashier: 'thu ngân',
}
const SHOWN = 5

/** Whether somebody decides it: kinds and agencies that exist. */
export function checkCompetence(competent: Competent, province: Province, report: Report): void {
  competent.kinds.forEach((kind, at) => {
    if (!Object.hasOwn(KINDS, kind))
      report(
        'competent.kind',
        `competent.kinds.${at}`,
        `Không có loại cơ quan “${kind}”.`,
        'Hãy chọn loại khác.',
      )
  })
  competent.agencies.forEach((code, at) => {
    if (!province.answering.has(code))
      report(
        'competent.agency',
        `competent.agencies.${at}`,
        `Không có cơ quan mã “${code}”.`,
        'Hãy chọn cơ quan khác.',
      )
  })
  if (receivingOf(competent, province).length === 0)
    report(
      'competent.none',
      'competent',
      'Chưa có cơ quan nào giải quyết thủ tục này.',
      'Hãy chọn loại cơ quan hoặc cơ quan cụ thể.',
    )
}

/**
 * Whether every step finds somebody in each agency that receives dossiers. Where no agency has anyone, or one named by
 * its code has none, that is an error. Agencies taken by their kind come and go: one commune without a specialist must not
 * hold up the law for the others, so there it is a warning that names them.
 */
export function checkHolders(
  states: Definition['states'],
  competent: Competent,
  province: Province,
  report: Report,
): void {
  const receiving = receivingOf(competent, province)
  if (receiving.length === 0) return
  const ofKind = (kind: string) =>
    [...province.agencies].flatMap(([code, agency]) =>
      agency.kind === kind ? [{ code, name: agency.name, named: true }] : [],
    )
  states.forEach((state, at) => {
    const { role, holder } = state
    if (role === null || state.phase === 'closed') return
    const where =
      holder === 'province'
        ? ofKind('province')
        : ['agency', 'desk', 'returnDesk'].includes(holder)
          ? receiving
          : []
    const missing = where.filter(({ code }) => !province.held.has(`${code}|${role}`))
    if (missing.length === 0) return
    const names = missing.slice(0, SHOWN).map((agency) => agency.name)
    const more = missing.length > SHOWN ? ` và ${missing.length - SHOWN} cơ quan khác` : ''
    const grave = missing.length === where.length || missing.some((agency) => agency.named)
    report(
      'staff.role-not-held',
      `states.${at}.role`,
      `Bước “${state.name.vi}” cần ${ROLES[role] ?? role}, nhưng chưa có ai giữ vai trò này ở ${names.join(', ')}${more}.`,
      grave ? 'Hãy giao người giữ vai trò hoặc chọn vai trò khác.' : 'Nên giao người trước ngày áp dụng.',
      grave ? 'error' : 'warning',
    )
  })
}

function receivingOf(competent: Competent, { agencies, answering }: Province): Receiving[] {
  const found = new Map<string, Receiving>()
  for (const named of competent.agencies) {
    const code = answering.get(named) ?? named
    const agency = agencies.get(code)
    if (agency) found.set(code, { code, name: agency.name, named: true })
  }
  for (const [code, agency] of agencies)
    if (competent.kinds.includes(agency.kind) && !found.has(code))
      found.set(code, { code, name: agency.name, named: false })
  return [...found.values()]
}
