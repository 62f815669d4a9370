import { sql } from 'kysely'
import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { letterSetOn, renderLetter, wordingOn } from '../../document/index.ts'
import { agencyTree, seats } from '../../organisation/index.ts'
import { feesFor } from '../../procedure/model/fees.ts'
import { bindingDefinition } from '../binding.ts'
import { AgencyCode, PERMISSIONS } from '../contract.ts'
import { endOf, startOf } from '../find.ts'
import { instant } from '../letters.ts'
import { requireAgency } from '../reach.ts'
import { contentsOf } from '../read.ts'
import { localDay } from '../seat.ts'
import type { DossierRecord } from '../tables.ts'

const MOST = 1000

/**
 * The slip by which an agency hands a day's results to the desk that returns them. Errors: organisation.not-found 404
 * (also out of reach of both), request.invalid naming the day.
 */
export const handOverSlip = query({
  name: 'dossier.handOverSlip',
  route: 'GET /hand-over-slip',
  summary: 'Phiếu bàn giao kết quả trong ngày, từ cơ quan giải quyết đến nơi trả (PDF)',
  input: z.strictObject({
    agency: AgencyCode,
    desk: AgencyCode.optional(),
    day: z.iso.date('Ngày bàn giao viết dạng 2026-01-31'),
  }),
  output: z.any(),
  produces: ['application/pdf'],
  permission: PERMISSIONS.read,
  audit: ({ agency, day }) => `printed the hand-over slip of ${agency} for ${day}`,
  async run(context) {
    const { input, now, subjects } = context
    const desk = input.desk ?? input.agency
    await requireAgency(context, input.agency, PERMISSIONS.read).catch(() =>
      requireAgency(context, desk, PERMISSIONS.read),
    )
    const tree = await agencyTree(context)
    const { rows } = await sql<DossierRecord & { by: string | null }>`
      select d.*, (select m.position from dossier.dossier_move m where m.dossier_id = d.id and m.at = d.finished_at
        order by m.seq limit 1) as by
      from dossier.dossier d
      where d.agency = ${input.agency} and d.return_desk = ${desk} and d.status >= 9
        and d.finished_at >= ${startOf(input.day, 'day')} and d.finished_at < ${endOf(input.day, 'day')}
      order by d.finished_at, d.id limit ${MOST}`.execute(context.sql)
    const held = await seats(context, localDay(now))
    const entries = []
    for (const row of rows) {
      const definition = await bindingDefinition(context, row)
      const contents = await contentsOf(context.sql, row.id)
      const outcome = definition.outcomes.find((each) => each.key === row.outcome)
      const document = definition.documents.find((each) => each.key === outcome?.document)
      const address = contents.applicant?.address?.trim()
      const giver = row.by ? held.get(row.by)?.holder : undefined
      subjects.add(row.id)
      entries.push({
        code: row.code,
        procedure: definition.title.vi,
        result: document?.name.vi ?? outcome?.name.vi ?? 'Kết quả giải quyết',
        applicant: contents.applicant?.name ?? 'Đã xóa theo thời hạn lưu',
        ...(address ? { address } : {}),
        fee: feesFor(definition, null, contents.answers).some((fee) => fee.known && fee.amount > 0),
        post: row.return_by === 'post',
        ...(giver ? { givenBy: giver } : {}),
      })
    }
    const own = tree.get(input.agency)
    const parent = own?.parent ? tree.get(own.parent) : undefined
    const body = await renderLetter(
      'handover-slip',
      {
        ...(parent && own?.kind !== 'province' ? { parentAgency: parent.name } : {}),
        agency: own?.name ?? input.agency,
        place: 'Tuyên Quang',
        issuedOn: input.day,
        madeAt: instant(now),
        from: tree.nameOf(input.agency),
        to: `Bộ phận Tiếp nhận và Trả kết quả ${tree.get(desk)?.shortName ?? desk}`,
        day: input.day,
        entries,
      },
      await wordingOn(context, await letterSetOn(context, input.day), 'handover-slip', input.day),
    )
    return {
      contentType: 'application/pdf',
      fileName: `phieu-ban-giao-${input.agency}-${input.day}.pdf`,
      body,
      inline: true,
    }
  },
})
