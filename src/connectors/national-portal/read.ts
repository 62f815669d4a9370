import { z } from 'zod'
import type { FiledDossier, FiledPaper, FiledSupplement } from '../../blocks/dossier/model/exchange.ts'
import { LineError } from '../token-line.ts'

const Papers = z
  .array(
    z.looseObject({
      MaThanhPhanHoSo: z.string().max(100),
      SoLuong: z.int().min(1).max(50).default(1),
      LoaiBan: z.int().min(0).max(2).default(2),
      GiayToDinhKem: z
        .array(
          z.looseObject({
            IdGiayTo: z.string().min(1).max(200),
            TenGiayTo: z.string().min(1).max(255),
            HashTepTin: z
              .string()
              .regex(/^[0-9a-fA-F]{64}$/)
              .nullish(),
          }),
        )
        .max(20)
        .default([]),
    }),
  )
  .max(50)
  .default([])

const Text = z.string().trim().max(500).nullish()
const Filed = z.looseObject({
  MaHoSo: z.string().min(1).max(100),
  MaTTHC: z.string().max(40),
  MaDonViTiepNhan: z.string().max(40),
  LoaiDoiTuong: z.int().min(0).max(2).default(0),
  ChuHoSo: z.string().trim().min(1).max(200),
  SoDinhDanh: Text,
  MaSoThue: Text,
  NgaySinh: Text,
  SoDienThoai: Text,
  ThuDienTu: Text,
  DiaChi: Text,
  NopThayCho: Text,
  HinhThucTra: z.int().min(1).max(3).default(1),
  ToKhai: z.record(z.string(), z.unknown()).default({}),
  ThanhPhanHoSo: Papers,
})
const Supplement = z.looseObject({
  MaHoSo: z.string().min(1).max(100),
  ToKhai: z.record(z.string(), z.unknown()).default({}),
  ThanhPhanHoSo: Papers,
  YKien: z.string().trim().max(4000).nullish(),
})

const FORMS = ['original', 'copy', 'electronic'] as const
const RETURNS = { 1: 'desk', 2: 'online', 3: 'post' } as const

/** What a citizen filed, in our shape. Errors: LineError `refused` naming the field. */
export function readFiled(content: Record<string, unknown>): FiledDossier {
  const filed = read(Filed, content)
  return {
    code: filed.MaHoSo,
    // Provinces' copies of a procedure carry a suffix of their own: 1.001193.000.00.00.H60, 1.001193.H60.
    procedure: /^\d\.\d{6}/.exec(filed.MaTTHC)?.[0] ?? filed.MaTTHC,
    agency: filed.MaDonViTiepNhan,
    applicant: told({
      kind: filed.LoaiDoiTuong === 1 ? 'company' : 'person',
      name: filed.ChuHoSo,
      citizenNumber: filed.SoDinhDanh,
      taxCode: filed.MaSoThue,
      birthDate: filed.NgaySinh,
      phone: filed.SoDienThoai,
      email: filed.ThuDienTu,
      address: filed.DiaChi,
    }),
    onBehalfOf: filed.NopThayCho ?? null,
    answers: filed.ToKhai,
    papers: papersOf(filed.ThanhPhanHoSo),
    returnBy: RETURNS[filed.HinhThucTra as 1 | 2 | 3],
  }
}

export function readSupplement(content: Record<string, unknown>): FiledSupplement {
  const added = read(Supplement, content)
  return {
    code: added.MaHoSo,
    answers: added.ToKhai,
    papers: papersOf(added.ThanhPhanHoSo),
    note: added.YKien || null,
  }
}

function papersOf(papers: z.output<typeof Papers>): FiledPaper[] {
  return papers.map((paper) => ({
    key: paper.MaThanhPhanHoSo,
    form: FORMS[paper.LoaiBan] ?? 'electronic',
    copies: paper.SoLuong,
    files: paper.GiayToDinhKem.map((file) => ({
      id: file.IdGiayTo,
      name: file.TenGiayTo,
      hash: file.HashTepTin?.toLowerCase() ?? null,
    })),
  }))
}

function told(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  )
}

function read<T extends z.ZodType>(schema: T, content: unknown): z.output<T> {
  const found = schema.safeParse(content)
  if (found.success) return found.data
  const paths = found.error.issues.map(({ path }) => path.join('.')).slice(0, 5)
  throw new LineError('refused', 200, `Hồ sơ từ Cổng thiếu hoặc sai: ${paths.join(', ')}.`)
}
