import { z } from 'zod'
import type { ToldDossier } from '../../blocks/dossier/model/exchange.ts'
import { LineError, type TokenLineSettings, tokenLine } from '../token-line.ts'
import type { NationalPortal, PortalEvent } from './port.ts'
import { readFiled, readSupplement } from './read.ts'

const NAME = 'Cổng Dịch vụ công quốc gia'
const FILE_LIMIT = 21 * 1024 * 1024
const LIST_LIMIT = 8 * 1024 * 1024

/** Codes of the portal's lists: channel, way of return, kind of applicant, form of a paper. */
const CHANNELS = { counter: 1, online: 2, post: 3 } as const
const RETURNS = { desk: 1, online: 2, post: 3 } as const
const FORMS: Record<string, number> = { original: 0, certified: 1, copy: 1, electronic: 2 }

const Given = z.object({ MaHoSo: z.string().min(1).max(100) })
const Uploaded = z.object({ IdTepTin: z.string().min(1).max(200) })
const Listed = z.object({
  HoSo: z
    .array(z.looseObject({ MaSuKien: z.string().min(1).max(200), SuKien: z.enum(['NopMoi', 'BoSung']) }))
    .max(500),
  ConTro: z.string().max(200).nullable(),
})

/** The real client of the portal's calls; README.md tells the JSON of each. */
export function nationalPortal(settings: TokenLineSettings): NationalPortal {
  const ask = tokenLine(settings, NAME)
  const post = async (path: string, json: unknown) => (await ask(path, { method: 'POST', json })).json()

  return {
    async giveCode({ code, procedure, agency }) {
      const answer = await post('/lay-ma-ho-so', {
        MaHoSoDiaPhuong: code,
        MaTTHC: procedure.code,
        MaDonVi: agency.code,
      })
      return understood(Given, answer).MaHoSo
    },

    async upload(portalCode, { name, mediaType, hash }, body) {
      const answer = await ask('/tep-tin', {
        method: 'POST',
        body,
        headers: {
          'content-type': mediaType,
          'x-ma-ho-so': portalCode,
          'x-ten-tep': encodeURIComponent(name),
          'x-ma-bam': hash,
        },
      })
      return understood(Uploaded, answer.json()).IdTepTin
    },

    async create(portalCode, dossier, status, fileIds) {
      await post('/ho-so', {
        MaHoSo: portalCode,
        ...factsOf(dossier),
        TrangThai: status,
        ThanhPhanHoSo: dossier.papers.map((paper) => ({
          MaThanhPhanHoSo: paper.key,
          TenThanhPhanHoSo: paper.name,
          SoLuong: paper.copies,
          LoaiBan: FORMS[paper.form] ?? 1,
          GiayToDinhKem: paper.files.map((file) => ({
            IdGiayTo: fileIds.get(file.hash) ?? null,
            TenGiayTo: file.name,
            HashTepTin: file.hash,
          })),
        })),
      })
    },

    async progress(portalCode, move) {
      await post('/tien-trinh', {
        MaHoSo: portalCode,
        SoThuTu: move.seq,
        NguoiXuLy: move.by,
        PhongBanXuLy: move.agency,
        NoiDungXuLy: move.name,
        ThoiDiemXuLy: move.at,
        TrangThai: move.status,
        NgayBatDau: move.at,
        NgayKetThucTheoQuyDinh: move.dueAt,
      })
    },

    async status(portalCode, seq, status, dossier, resultFile) {
      await post('/trang-thai', {
        MaHoSo: portalCode,
        SoThuTu: seq,
        TrangThai: status,
        MaHoSoDiaPhuong: dossier.code,
        ...datesOf(dossier),
        MaKetQua: dossier.resultNumber,
        DuongDanTepTinKetQua: resultFile,
      })
    },

    async events(cursor) {
      const path = cursor === null ? '/ho-so-moi' : `/ho-so-moi?sau=${encodeURIComponent(cursor)}`
      const { HoSo, ConTro } = understood(Listed, (await ask(path, { atMost: LIST_LIMIT })).json())
      const events = HoSo.map(
        (content): PortalEvent => ({
          id: content.MaSuKien,
          kind: content.SuKien === 'NopMoi' ? 'filed' : 'supplement',
          code: typeof content.MaHoSo === 'string' ? content.MaHoSo.slice(0, 100) : null,
          content,
        }),
      )
      return { events, cursor: ConTro ?? cursor }
    },

    file: async (id) => (await ask(`/tep-tin/${encodeURIComponent(id)}`, { atMost: FILE_LIMIT })).body,
    readFiled,
    readSupplement,
  }
}

function factsOf(dossier: ToldDossier) {
  return {
    MaHoSoDiaPhuong: dossier.code,
    MaTTHC: dossier.procedure.code,
    TenTTHC: dossier.procedure.title,
    ChuHoSo: dossier.applicant.name,
    LoaiDoiTuong: dossier.applicant.kind === 'company' ? 1 : 0,
    SoDinhDanh: dossier.applicant.citizenNumber,
    MaSoThue: dossier.applicant.taxCode,
    MaDonViTiepNhan: dossier.agency.code,
    TenDonViTiepNhan: dossier.agency.name,
    KenhThucHien: CHANNELS[dossier.channel],
    HinhThucTra: RETURNS[dossier.returnBy],
    NgayNop: dossier.submittedAt,
    ...datesOf(dossier),
  }
}

const datesOf = (dossier: ToldDossier) => ({
  NgayTiepNhan: dossier.acceptedAt,
  NgayHenTra: dossier.dueAt,
  NgayKetThucXuLy: dossier.finishedAt,
  NgayTra: dossier.returnedAt,
})

function understood<T extends z.ZodType>(schema: T, answer: unknown): z.output<T> {
  const read = schema.safeParse(answer)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new LineError('down', 200, `${NAME} trả lời thiếu hoặc sai “${issue?.path.join('.')}”.`)
}
