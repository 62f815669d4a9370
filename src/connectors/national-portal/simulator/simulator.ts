import {
  type Answered,
  type Asked,
  jsonOf,
  ok,
  openTokenServer,
  refuse,
  type Simulated,
} from '../../token-server.ts'
import { Book, dayOf, type Held } from './book.ts'
import { pages } from './pages.ts'

/** Codes of units this province may speak for. */
const OURS = /^H60(\.\d{1,3}){0,3}$/

/** The National Portal as README.md describes it, on loopback; `path` keeps what it was told between starts. */
export async function openPortalSimulator(
  port: number,
  path: string | null = null,
): Promise<Simulated & { book: Book }> {
  const book = new Book(path)
  const served = await openTokenServer({
    port,
    handle: (asked) => answer(book, asked),
    page: pages(book),
    control: (told) => {
      if (typeof told.matTep === 'string') book.loseFile(told.matTep)
    },
  })
  const close = async () => {
    book.write()
    await served.close()
  }
  return { ...served, close, book }
}

function answer(book: Book, asked: Asked): Answered {
  const route = `${asked.method} ${asked.path}`
  if (route === 'GET /ho-so-moi') return ok(book.eventsAfter(asked.query.get('sau')))
  if (asked.method === 'GET' && asked.path.startsWith('/tep-tin/')) return giveFile(book, asked)
  if (route === 'POST /tep-tin') return takeFile(book, asked)
  const told = jsonOf(asked)
  if (!told) return refuse(400, 'Nội dung không phải một đối tượng JSON.')
  if (route === 'POST /lay-ma-ho-so') return giveCode(book, told)
  const take = TAKES[route]
  if (!take) return refuse(404, `Không có lời gọi ${route}.`)
  const held = book.dossier(told.MaHoSo)
  if (!held) return refuse(404, `Không có hồ sơ ${told.MaHoSo}.`)
  const answered = take(held, told)
  book.changed()
  return answered
}

const TAKES: Record<string, (held: Held, told: Record<string, any>) => Answered> = {
  'POST /ho-so'(held, told) {
    const missing = missingOf(told, [
      'MaTTHC',
      'ChuHoSo',
      'MaDonViTiepNhan',
      'NgayNop',
      'KenhThucHien',
      'TrangThai',
    ])
    if (missing) return refuse(400, `Thiếu ${missing}.`)
    held.facts = told
    return ok({ MaHoSo: held.MaHoSo })
  },
  'POST /tien-trinh': (held, told) =>
    takeStep(held, held.progress, told, ['NguoiXuLy', 'NoiDungXuLy', 'ThoiDiemXuLy', 'TrangThai']),
  'POST /trang-thai'(held, told) {
    if (!Number.isInteger(told.TrangThai) || told.TrangThai < 1 || told.TrangThai > 10)
      return refuse(400, 'TrangThai phải từ 1 đến 10.')
    held.MaHoSoDiaPhuong ??= told.MaHoSoDiaPhuong ?? null
    return takeStep(held, held.statuses, told, ['TrangThai'])
  },
}

/** In order, each once: the same again is taken as said before, an older one after a newer is refused. */
function takeStep(
  held: Held,
  steps: Record<string, any>[],
  told: Record<string, any>,
  needed: string[],
): Answered {
  const missing = missingOf(told, ['SoThuTu', ...needed])
  if (missing) return refuse(400, `Thiếu ${missing}.`)
  if (!held.facts) return refuse(404, `Hồ sơ ${held.MaHoSo} chưa được tạo.`)
  if (steps.some((each) => each.SoThuTu === told.SoThuTu)) return ok({ MaHoSo: held.MaHoSo })
  const last = steps.at(-1)
  if (last && last.SoThuTu > told.SoThuTu)
    return refuse(400, `SoThuTu ${told.SoThuTu} đến sau ${last.SoThuTu}.`)
  steps.push(told)
  return ok({ MaHoSo: held.MaHoSo })
}

function giveCode(book: Book, told: Record<string, any>): Answered {
  const missing = missingOf(told, ['MaHoSoDiaPhuong', 'MaTTHC', 'MaDonVi'])
  if (missing) return refuse(400, `Thiếu ${missing}.`)
  if (!OURS.test(told.MaDonVi)) return refuse(403, `Không được gửi hồ sơ của đơn vị ${told.MaDonVi}.`)
  const known = book.byLocalCode(told.MaHoSoDiaPhuong)
  return ok({ MaHoSo: (known ?? book.add(told.MaHoSoDiaPhuong, dayOf(new Date()))).MaHoSo })
}

function takeFile(book: Book, { headers, body }: Asked): Answered {
  const code = String(headers['x-ma-ho-so'] ?? '')
  if (!book.dossier(code)) return refuse(404, `Không có hồ sơ ${code}.`)
  if (body.length === 0) return refuse(400, 'Tệp rỗng.')
  const name = decodeURIComponent(String(headers['x-ten-tep'] ?? 'tep'))
  return ok({ IdTepTin: book.addFile(name, String(headers['content-type'] ?? ''), body) })
}

function giveFile(book: Book, { path }: Asked): Answered {
  const file = book.file(decodeURIComponent(path.slice('/tep-tin/'.length)))
  return file ? { status: 200, body: file.body, type: file.type } : refuse(404, 'Không có tệp này.')
}

function missingOf(told: Record<string, any>, names: string[]): string | null {
  return names.find((name) => told[name] === undefined || told[name] === null || told[name] === '') ?? null
}
