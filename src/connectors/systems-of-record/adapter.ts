import { z } from 'zod'
import { LineError, type TokenLineSettings, tokenLine } from '../token-line.ts'
import type { SystemOfRecord } from './port.ts'

const LIST_LIMIT = 4 * 1024 * 1024

/** States of a request there: 1 waiting, 2 sent back, 3 in order, 4 done, 5 refused. */
const SENT_BACK = 2
const DONE = 4
const REFUSED = 5

const Listed = z.object({
  HoSo: z
    .array(
      z.looseObject({
        MaSuKien: z.string().min(1).max(200),
        MaYeuCau: z.string().min(1).max(100),
        TrangThai: z.int().min(1).max(5),
      }),
    )
    .max(500),
  ConTro: z.string().max(200).nullable(),
})
const Reply = z.looseObject({
  MaYeuCau: z.string(),
  TrangThai: z.int().min(1).max(5),
  SoKetQua: z.string().trim().max(50).nullish(),
  LyDo: z.string().trim().max(2000).nullish(),
})

/** The real client of the generic protocol; README.md tells the JSON of each call. `name` stands in what is told of faults. */
export function systemOfRecord(settings: TokenLineSettings, name: string): SystemOfRecord {
  const ask = tokenLine(settings, name)
  const understood = <T extends z.ZodType>(schema: T, answer: unknown): z.output<T> => {
    const read = schema.safeParse(answer)
    if (read.success) return read.data
    throw new LineError(
      'down',
      200,
      `${name} trả lời thiếu hoặc sai “${read.error.issues[0]?.path.join('.')}”.`,
    )
  }

  return {
    async request(id, { code, procedure, agency, applicant, answers, submittedAt }) {
      await ask('/nhanHoSoDangKy', {
        method: 'POST',
        json: {
          MaYeuCau: id,
          MaHoSo: code,
          MaTTHC: procedure.code,
          TenTTHC: procedure.title,
          MaDonVi: agency.code,
          TenDonVi: agency.name,
          NgayNop: submittedAt,
          NguoiYeuCau: applicant,
          ToKhai: answers,
        },
      })
    },

    async decided(cursor) {
      const path =
        cursor === null ? '/traDsTrangThaiHs' : `/traDsTrangThaiHs?sau=${encodeURIComponent(cursor)}`
      const { HoSo, ConTro } = understood(Listed, (await ask(path, { atMost: LIST_LIMIT })).json())
      return {
        items: HoSo.filter(({ TrangThai }) => [SENT_BACK, DONE, REFUSED].includes(TrangThai)).map(
          ({ MaSuKien, MaYeuCau }) => ({ id: MaSuKien, request: MaYeuCau }),
        ),
        cursor: ConTro ?? cursor,
      }
    },

    async reply(request) {
      const path = `/ketQuaDangKyHS?maYeuCau=${encodeURIComponent(request)}`
      const told = understood(Reply, (await ask(path)).json())
      if (told.MaYeuCau !== request)
        throw new LineError('down', 200, `${name} trả lời cho một yêu cầu khác (${told.MaYeuCau}).`)
      if (![SENT_BACK, DONE, REFUSED].includes(told.TrangThai))
        throw new LineError('down', 200, `${name} chưa có kết quả của yêu cầu này.`)
      return {
        verdict: told.TrangThai === DONE ? 'approved' : told.TrangThai === REFUSED ? 'rejected' : 'returned',
        resultNumber: told.SoKetQua || null,
        note: told.LyDo || null,
      }
    },
  }
}
