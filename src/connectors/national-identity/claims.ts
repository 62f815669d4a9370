import { isTaxCode, normalPhone, parseCitizenNumber } from '../../kernel/identifiers.ts'
import { Problem } from '../../kernel/problem.ts'
import type { NationalClaims, OutsidePerson } from './port.ts'

const COMPANY = '2'

/**
 * The nation's claims as we keep them. What is needed and missing or impossible refuses the sign-in; what is only useful
 * (telephone, e-mail) is left out when it cannot be read. Errors: identity.nation-incomplete 422.
 */
export function personOf(issuer: string, claims: NationalClaims): OutsidePerson {
  const text = (value: unknown) => (typeof value === 'string' ? value.normalize('NFC').trim() : '') || null
  const company = text(claims.LoaiTaiKhoan) === COMPANY
  const number = parseCitizenNumber(text(claims.SoDinhDanh) ?? '')
  const taxCode = text(claims.MaSoThue) ?? text(claims.MaSoDoanhNghiep)
  const name = text(claims.HoVaTen)
  const companyName = text(claims.TenDoanhNghiep)
  if (!name) throw incomplete('họ và tên')
  if (!company && !number.ok) throw incomplete('số định danh cá nhân')
  if (company && !(taxCode && isTaxCode(taxCode))) throw incomplete('mã số thuế của doanh nghiệp')
  if (company && !companyName) throw incomplete('tên doanh nghiệp')
  return {
    issuer,
    subject: claims.sub,
    kind: company ? 'company' : 'citizen',
    citizenNumber: number.ok ? number.value.number : null,
    name,
    birthDate: birthDate(text(claims.NgayThangNamSinh)),
    phone: normalPhone(text(claims.SoDienThoai) ?? '') ?? null,
    email: emailOf(text(claims.ThuDienTu)),
    taxCode: company ? taxCode : null,
    companyName: company ? companyName : null,
    assurance: assuranceOf(text(claims.IAL), text(claims.loAs)),
  }
}

/** One more than the weaker of how well the identity is proved and how surely this sign-in was theirs. */
function assuranceOf(ial: string | null, loas: string | null): 1 | 2 | 3 {
  const level = (value: string | null) => (value && /^[0-9]$/.test(value) ? Number(value) : null)
  const known = [level(ial), level(loas)].filter((each) => each !== null)
  const weakest = known.length > 0 ? Math.min(...known) : 0
  return (1 + Math.min(2, weakest)) as 1 | 2 | 3
}

/** `dd/MM/yyyy`, `yyyyMMdd` or `yyyy-MM-dd`, all seen in the field; a day that never was is none. */
function birthDate(text: string | null): string | null {
  const slashed = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text ?? '')
  const plain = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text ?? '')
  const [year, month, day] = slashed
    ? [slashed[3], slashed[2], slashed[1]]
    : plain
      ? [plain[1], plain[2], plain[3]]
      : []
  const iso = `${year}-${month}-${day}`
  const moment = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(iso) ? iso : null
}

const emailOf = (text: string | null) => (text && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : null)

function incomplete(what: string): Problem {
  return new Problem(
    'identity.nation-incomplete',
    422,
    `Hệ thống định danh quốc gia chưa gửi đủ ${what}, nên chưa đăng nhập được. Hãy kiểm tra thông tin trong ứng dụng định danh rồi thử lại.`,
  )
}
