import { plain } from '../../../../kernel/vietnamese.ts'
import type { Definition, Field } from '../definition.ts'

const NAME: Field = {
  key: 'applicantName',
  kind: 'text',
  label: { vi: 'Họ, chữ đệm, tên người đề nghị', en: 'Full name of the applicant' },
  prefill: 'applicant.name',
  maxLength: 100,
}
const NUMBER: Field = {
  key: 'applicantNumber',
  kind: 'citizenId',
  label: { vi: 'Số định danh cá nhân', en: 'Citizen number' },
  help: { vi: '12 chữ số trên thẻ căn cước.', en: 'The 12 digits on your identity card.' },
  prefill: 'applicant.citizenNumber',
}
const ADDRESS: Field = {
  key: 'applicantAddress',
  kind: 'text',
  label: { vi: 'Địa chỉ liên hệ', en: 'Contact address' },
  prefill: 'applicant.address',
  maxLength: 200,
}
const PHONE: Field = {
  key: 'applicantPhone',
  kind: 'phone',
  label: { vi: 'Số điện thoại', en: 'Telephone' },
  prefill: 'applicant.phone',
}
const ORGANISATION: readonly Field[] = [
  {
    key: 'organisationName',
    kind: 'text',
    label: { vi: 'Tên tổ chức, doanh nghiệp', en: 'Name of the organisation' },
    requiredIf: false,
    help: { vi: 'Để trống nếu là cá nhân.', en: 'Leave empty if you apply as a person.' },
    maxLength: 200,
  },
  {
    key: 'taxCode',
    kind: 'taxCode',
    label: { vi: 'Mã số thuế', en: 'Tax code' },
    requiredIf: false,
  },
]
const CONTENT: Field = {
  key: 'requestContent',
  kind: 'longText',
  label: { vi: 'Nội dung đề nghị', en: 'What you ask for' },
  help: { vi: 'Ghi rõ việc đề nghị giải quyết.', en: 'Say plainly what should be decided.' },
  maxLength: 2000,
}
const PLEDGE: Field = {
  key: 'pledge',
  kind: 'declaration',
  label: {
    vi: 'Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật.',
    en: 'I declare that the above is true and answer for it before the law.',
  },
}

/** Who asks, and for what: the part every application has. The catalogue tells no form of its own. */
export function standardForm(applicants: string | null): Definition['form'] {
  const organisations = applicants !== null && /to chuc|doanh nghiep|hop tac xa/.test(plain(applicants))
  return [
    {
      key: 'applicant',
      title: { vi: 'Người đề nghị', en: 'Applicant' },
      fields: [NAME, NUMBER, ...(organisations ? ORGANISATION : []), ADDRESS, PHONE],
    },
    { key: 'request', title: { vi: 'Nội dung đề nghị', en: 'Request' }, fields: [CONTENT, PLEDGE] },
  ]
}
