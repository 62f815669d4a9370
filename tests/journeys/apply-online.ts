import { province } from './stage.ts'

type Contact = { phone?: string; email?: string; address?: string }
export type Applied = { code: string; check: string; trackUrl: string }

/** A citizen applies for a copy from a register, by the API their browser's form ends in. */
export async function applyOnline(contact: Contact, returnBy: 'desk' | 'post' = 'desk'): Promise<Applied> {
  const procedure = '2.000908'
  const agency = 'H60.21'
  const { token } = await post('/api/drafts', { procedure, agency })
  const address = contact.address ?? 'Tổ 3, phường Minh Xuân'
  const applicant = { name: 'Nông Thị Mùi', citizenNumber: '008199000321', ...contact, address }
  const answers = {
    applicantName: 'Nông Thị Mùi',
    applicantNumber: '008199000321',
    applicantBirthDate: '1999-09-05',
    applicantAddress: address,
    applicantPhone: contact.phone ?? '0531234501',
    relation: 'self',
    holderName: 'Nông Thị Mùi',
    paperName: 'Giấy chứng nhận bồi dưỡng nghiệp vụ thú y',
    issuedYear: 2019,
    copies: 2,
    pledge: true,
  }
  return post('/api/dossiers', { draft: token, procedure, agency, applicant, answers, returnBy })
}

async function post(path: string, body: object): Promise<any> {
  const answer = await fetch(`${province.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}
