import writeXlsx from 'write-excel-file/node'
import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { formatDate } from '../../../kernel/vietnamese.ts'
import { type Context, query } from '../../../platform/command/declare.ts'
import { letterSetOn, renderLetter, wordingOn } from '../../document/index.ts'
import { agencyTree } from '../../organisation/index.ts'
import { definitionFor } from '../../procedure/index.ts'
import { AgencyCode, PERMISSIONS } from '../contract.ts'
import { endOf, startOf } from '../find.ts'
import { countRegister, type RegisterRow, registerRows } from '../letters/register-rows.ts'
import { instant } from '../letters.ts'
import { requireAgency } from '../reach.ts'
import { localDay } from '../seat.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Over a hundred pages; the next part goes on where this one ends. */
const PER_PDF = 1000
const PER_XLSX = 20_000

/**
 * The register of dossiers (Mẫu 06 of 2018, 07 of 2025) of a desk and period, from rows: PDF in parts of 1,000 lines,
 * XLSX in parts of 20,000. Errors: organisation.not-found 404 (also out of reach), request.invalid naming the field.
 */
export const register = query({
  name: 'dossier.register',
  route: 'GET /dossier-register',
  summary: 'Sổ theo dõi hồ sơ của một đơn vị trong kỳ (PDF, XLSX)',
  input: z.strictObject({
    unit: AgencyCode,
    from: z.iso.date('Ngày đầu kỳ viết dạng 2026-01-01'),
    to: z.iso.date('Ngày cuối kỳ viết dạng 2026-01-31'),
    format: z.enum(['pdf', 'xlsx']).default('pdf'),
    part: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.any(),
  produces: ['application/pdf', XLSX],
  permission: PERMISSIONS.read,
  audit: ({ unit, from, to, part }) => `printed the register of ${unit} from ${from} to ${to}, part ${part}`,
  async run(context) {
    const { input, sql, subjects } = context
    await requireAgency(context, input.unit, PERMISSIONS.read)
    const [from, to] = [startOf(input.from, 'from'), endOf(input.to, 'to')]
    if (to <= from) throw invalid('to', 'Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.')
    const per = input.format === 'pdf' ? PER_PDF : PER_XLSX
    const lines = await countRegister(sql, { unit: input.unit, from, to })
    const parts = Math.max(1, Math.ceil(lines / per))
    if (input.part > parts)
      throw invalid(
        'part',
        `Sổ kỳ này có ${lines} hồ sơ, gồm ${parts} phần. Hãy chọn phần từ 1 đến ${parts}.`,
      )
    const offset = (input.part - 1) * per
    const tree = await agencyTree(context)
    const rows = await registerRows(sql, { unit: input.unit, from, to, offset, limit: per }, tree)
    for (const row of rows) subjects.add(row.id)
    const titles = await titlesOf(context, rows)
    const fileName = `so-theo-doi-${input.unit}-${input.from}-${input.to}${parts > 1 ? `-${input.part}` : ''}`
    if (input.format === 'xlsx')
      return { contentType: XLSX, fileName: `${fileName}.xlsx`, body: await sheet(rows, titles, offset) }
    const { now } = context
    const set = await letterSetOn(context, input.to)
    const agency = tree.get(input.unit)
    const parent = agency?.parent ? tree.get(agency.parent) : undefined
    const body = await renderLetter(
      'dossier-register',
      {
        ...(parent && agency?.kind !== 'province' ? { parentAgency: parent.name } : {}),
        agency: agency?.name ?? input.unit,
        place: 'Tuyên Quang',
        issuedOn: localDay(now),
        madeAt: instant(now),
        book: `${input.to.slice(0, 4)}${parts > 1 ? `, phần ${input.part}/${parts}` : ''}`,
        from: input.from,
        to: input.to,
        first: offset + 1,
        entries: rows.map(
          ({ id: _id, edition: _edition, number: _number, agency: competent, procedure, ...row }) => ({
            ...row,
            procedure: titles.get(procedure) ?? procedure,
            sets: 1,
            competentAgency: competent,
          }),
        ),
      },
      await wordingOn(context, set, 'dossier-register', input.to),
    )
    return { contentType: 'application/pdf', fileName: `${fileName}.pdf`, body, inline: true }
  },
})

/** A procedure's name as its latest edition among these rows has it. */
async function titlesOf(
  context: Context<unknown>,
  rows: readonly RegisterRow[],
): Promise<Map<string, string>> {
  const editions = new Map(rows.map(({ procedure, edition }) => [procedure, edition]))
  const titles = new Map<string, string>()
  for (const [procedure, edition] of editions) {
    const definition = await definitionFor(context, procedure, edition, '')
    titles.set(procedure, definition.title.vi)
  }
  return titles
}

const REGISTER_COLUMNS = [
  'STT',
  'Mã hồ sơ',
  'Tên thủ tục hành chính',
  'Số lượng hồ sơ (bộ)',
  'Tên cá nhân, tổ chức',
  'Địa chỉ, số điện thoại',
  'Cơ quan chủ trì giải quyết',
  'Ngày nhận hồ sơ',
  'Ngày hẹn trả kết quả',
  'Ngày chuyển hồ sơ đến cơ quan giải quyết',
  'Ngày nhận kết quả từ cơ quan giải quyết',
  'Ngày trả kết quả',
  'Phương thức nhận kết quả',
  'Ký nhận',
  'Ghi chú',
] as const

async function sheet(rows: readonly RegisterRow[], titles: ReadonlyMap<string, string>, offset: number) {
  const bold = REGISTER_COLUMNS.map((value) => ({ value, fontWeight: 'bold' as const, wrap: true }))
  const day = (at: string | undefined) => (at ? formatDate(at) : '')
  const lines = rows.map((row, at) =>
    [
      offset + at + 1,
      row.code,
      titles.get(row.procedure) ?? row.procedure,
      1,
      row.applicant,
      [row.address, row.phone].filter(Boolean).join('; '),
      row.agency,
      day(row.receivedAt),
      day(row.dueAt),
      day(row.forwardedAt),
      day(row.resultAt),
      day(row.returnedAt),
      row.returnedBy ?? '',
      '',
      row.note ?? '',
    ].map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
  )
  return writeXlsx([bold, ...lines] as never).toBuffer()
}
