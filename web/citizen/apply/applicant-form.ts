import { Applicant } from '../../../src/blocks/dossier/contract.ts'
import { date } from '../../../src/blocks/procedure/fields/date/kind.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import { isTaxCode, normalPhone, parseCitizenNumber } from '../../../src/kernel/identifiers.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { typed } from '../../ui/field-props.ts'

/** What the page asks of an applicant, kept in the draft as typed. */
export const APPLICANT_KEYS = [
  'kind',
  'name',
  'citizenNumber',
  'noCitizenNumber',
  'taxCode',
  'birthDate',
  'phone',
  'email',
  'address',
] as const

const BIRTH: Field = { key: 'birthDate', kind: 'date', label: { vi: 'Ngày sinh' } }

/** What was typed -> the applicant as a dossier keeps it. Empty fields and those of the other kind are left out. */
export function readApplicant(raw: Record<string, unknown>): Record<string, unknown> {
  const text = (key: string) => typed(raw[key]).trim().replace(/\s+/g, ' ') || undefined
  const company = raw.kind === 'company'
  const all = {
    kind: company ? 'company' : 'person',
    name: text('name'),
    citizenNumber:
      company || raw.noCitizenNumber === 'true' ? undefined : text('citizenNumber')?.replace(/[\s.]/g, ''),
    taxCode: company ? text('taxCode')?.replace(/\s/g, '') : undefined,
    birthDate: company ? undefined : date.read(text('birthDate'), BIRTH),
    phone: text('phone') && (normalPhone(text('phone')!) ?? text('phone')),
    email: text('email'),
    address: text('address'),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

/** What is missing or wrong, in the order of the page. Stricter than the dossier asks: a person must be reachable. */
export function applicantErrors(raw: Record<string, unknown>): FieldProblem[] {
  const applicant = readApplicant(raw)
  const company = applicant.kind === 'company'
  const wrong: Record<string, string> = {}
  const given = (key: string) => typed(applicant[key])
  const parsed = Applicant.safeParse(applicant)
  for (const issue of parsed.error?.issues ?? []) wrong[String(issue.path[0])] ??= issue.message
  if (!given('name'))
    wrong.name = company
      ? 'Chưa có tên tổ chức, doanh nghiệp. Hãy ghi như trên giấy phép.'
      : 'Chưa có họ và tên. Hãy ghi như trên giấy tờ tùy thân.'
  if (company && !isTaxCode(given('taxCode')))
    wrong.taxCode = 'Mã số thuế gồm 10 chữ số (chi nhánh thêm 3 chữ số). Hãy kiểm tra lại.'
  if (!company && raw.noCitizenNumber !== 'true') {
    const number = parseCitizenNumber(given('citizenNumber'))
    if (!number.ok) wrong.citizenNumber = number.problem.message
  }
  if (given('birthDate') && !date.formats!.day!(given('birthDate')))
    wrong.birthDate = date.message({ keyword: 'format' }, BIRTH)
  if (!given('phone')) wrong.phone = 'Chưa có số điện thoại. Hãy ghi số để cán bộ liên hệ khi cần.'
  else if (!normalPhone(given('phone')))
    wrong.phone = 'Số điện thoại chưa đúng. Hãy ghi 10 chữ số, ví dụ 0912 345 678.'
  return APPLICANT_KEYS.filter((key) => wrong[key]).map((key) => ({
    path: `applicant.${key}`,
    message: wrong[key]!,
  }))
}
