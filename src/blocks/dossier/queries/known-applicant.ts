import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { Applicant, PERMISSIONS } from '../contract.ts'

/**
 * How somebody whose card lies on the counter was reached when they last handed in at this very desk: nobody is asked
 * twice. Of other desks' dossiers nothing is told, of this one's only these two fields; every such look is audited.
 */
export const knownApplicant = query({
  name: 'dossier.knownApplicant',
  route: 'GET /known-applicants/{citizenNumber}',
  summary: 'Điện thoại, thư điện tử mà người nộp đã ghi lần trước tại quầy này',
  input: z.strictObject({ citizenNumber: z.string().regex(/^\d{12}$/, 'Số căn cước gồm 12 chữ số.') }),
  output: Applicant.pick({ phone: true, email: true }),
  permission: PERMISSIONS.receive,
  audit: () => 'looked up how a person was reached by this desk before',
  async run({ input, actor, sql: trx, subjects }) {
    const { rows } = await sql<{ id: string; phone: string | null; email: string | null }>`
      select d.id, a.content -> 'applicant' ->> 'phone' as phone, a.content -> 'applicant' ->> 'email' as email
      from dossier.dossier_answer a join dossier.dossier d on d.id = a.dossier_id
      where a.seq = 0 and a.content -> 'applicant' ->> 'citizenNumber' = ${input.citizenNumber} and d.desk = ${actor.agency}
      order by d.submitted_at desc limit 1`.execute(trx)
    const found = rows[0]
    if (!found) return {}
    subjects.add(found.id)
    return {
      ...(found.phone ? { phone: found.phone } : {}),
      ...(found.email ? { email: found.email } : {}),
    }
  },
})
