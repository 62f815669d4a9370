import { type Answered, type Asked, jsonOf, ok, refuse } from '../../token-server.ts'
import { type Book, dayOf, type Held } from './book.ts'
import { SAMPLES } from './samples.ts'

const STATUS_NAMES = [
  '',
  'Mới đăng ký',
  'Được tiếp nhận',
  'Không được tiếp nhận',
  'Đang xử lý',
  'Yêu cầu bổ sung giấy tờ',
  'Yêu cầu thực hiện nghĩa vụ tài chính',
  'Công dân yêu cầu rút hồ sơ',
  'Dừng xử lý',
  'Đã xử lý xong',
  'Đã trả kết quả',
]

/**
 * The simulated portal as a citizen sees it, and two doors for tests: `POST /nop-ho-so` files any content,
 * `POST /bo-sung` answers a request for more. None of it is part of the protocol.
 */
export function pages(book: Book): (asked: Asked) => Answered | null {
  return (asked) => {
    const route = `${asked.method} ${asked.path}`
    if (route === 'POST /nop-ho-so') return filed(book, jsonOf(asked))
    if (route === 'POST /bo-sung') return supplemented(book, jsonOf(asked))
    if (route === 'POST /tep-moi')
      return ok({ IdTepTin: book.addFile('tep.pdf', 'application/pdf', asked.body) })
    if (route === 'POST /nop') return sampleFiled(book, asked)
    if (route === 'GET /') return html('Cổng Dịch vụ công quốc gia (giả lập)', home(book))
    if (asked.method === 'GET' && asked.path.startsWith('/thu-tuc/'))
      return html('Nộp hồ sơ trực tuyến (giả lập)', home(book))
    if (asked.method === 'GET' && asked.path.startsWith('/xem/')) return shown(book, asked)
    if (asked.method === 'GET' && asked.path.startsWith('/ket-qua/')) return result(book, asked)
    return null
  }
}

function filed(book: Book, content: Record<string, any> | null): Answered {
  if (!content) return refuse(400, 'Nội dung không phải một đối tượng JSON.')
  // A given code is the same dossier sent again.
  const held = (content.MaHoSo && book.dossier(content.MaHoSo)) || book.add(null, dayOf(new Date()))
  held.facts = content
  book.addEvent({ ...content, SuKien: 'NopMoi', MaHoSo: held.MaHoSo })
  return ok({ MaHoSo: held.MaHoSo })
}

function supplemented(book: Book, content: Record<string, any> | null): Answered {
  if (!content || !book.dossier(content.MaHoSo)) return refuse(404, 'Không có hồ sơ này.')
  book.addEvent({ ...content, SuKien: 'BoSung' })
  return ok({ MaHoSo: content.MaHoSo })
}

function sampleFiled(book: Book, { body }: Asked): Answered {
  const sample = SAMPLES[Number(new URLSearchParams(body.toString('utf8')).get('mau') ?? 0)]
  if (!sample) return refuse(404, 'Không có mẫu này.')
  const { MaHoSo } = (filed(book, { ...sample.content }).json ?? {}) as { MaHoSo: string }
  return { status: 303, body: '', type: 'text/plain', headers: { location: `/xem/${MaHoSo}` } }
}

function home(book: Book): string {
  const forms = SAMPLES.map(
    ({ name }, at) =>
      `<form method="post" action="/nop"><input type="hidden" name="mau" value="${at}"><button>Nộp thử: ${safe(name)}</button></form>`,
  ).join('')
  const rows = book.all
    .slice(-200)
    .reverse()
    .map(
      (held) =>
        `<tr><td><a href="/xem/${safe(held.MaHoSo)}">${safe(held.MaHoSo)}</a></td><td>${safe(held.MaHoSoDiaPhuong ?? '–')}</td><td>${safe(statusOf(held))}</td></tr>`,
    )
    .join('')
  return `${forms}<h2>Hồ sơ Cổng đang giữ</h2><table><thead><tr><th>Mã của Cổng</th><th>Mã của tỉnh</th><th>Trạng thái</th></tr></thead><tbody>${rows}</tbody></table>`
}

function shown(book: Book, { path }: Asked): Answered {
  const held = book.dossier(decodeURIComponent(path.slice('/xem/'.length)))
  if (!held) return { ...html('Không có hồ sơ này', ''), status: 404 }
  const steps = held.progress
    .map(
      (each) =>
        `<li>${safe(each.ThoiDiemXuLy)} · ${safe(each.NoiDungXuLy)} · ${safe(each.PhongBanXuLy)}</li>`,
    )
    .join('')
  const last = held.statuses.findLast((each) => each.DuongDanTepTinKetQua)
  const result = last
    ? `<p>Kết quả: <a href="/ket-qua/${safe(last.DuongDanTepTinKetQua)}">${safe(last.MaKetQua ?? 'tệp kết quả')}</a></p>`
    : ''
  return html(
    `Hồ sơ ${held.MaHoSo}`,
    `<p>Mã của tỉnh: <b>${safe(held.MaHoSoDiaPhuong ?? '–')}</b></p><p>Trạng thái: <b>${safe(statusOf(held))}</b></p>${result}<h2>Tiến trình</h2><ol>${steps}</ol>`,
  )
}

function result(book: Book, { path }: Asked): Answered {
  const file = book.file(decodeURIComponent(path.slice('/ket-qua/'.length)))
  return file ? { status: 200, body: file.body, type: file.type } : refuse(404, 'Không có tệp này.')
}

const statusOf = (held: Held) => STATUS_NAMES[held.statuses.at(-1)?.TrangThai ?? 0] || 'đã gửi về tỉnh'

function html(title: string, body: string): Answered {
  return {
    status: 200,
    type: 'text/html; charset=utf-8',
    body: `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${safe(title)}</title><style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem}td,th{text-align:left;padding:.2rem 1rem .2rem 0}form{margin:.5rem 0}</style><h1>${safe(title)}</h1><p>Máy thử: không phải Cổng thật, mọi người trong đây đều hư cấu. <a href="/">Về trang đầu</a></p>${body}</html>`,
  }
}

const safe = (text: unknown) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
