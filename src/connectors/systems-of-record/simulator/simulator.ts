import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  type Answered,
  type Asked,
  jsonOf,
  ok,
  openTokenServer,
  refuse,
  type Simulated,
} from '../../token-server.ts'

/** How it decides: switched by `POST /dieu-khien {traLoi}`; without a word it approves. */
type Manner = 'duyet' | 'tuChoi' | 'traLai' | 'haiLan' | 'haiSo' | 'khongSo'
type Request = { system: string; asked: Record<string, any>; at: number; manner: Manner; replies: Reply[] }
type Reply = { TrangThai: number; SoKetQua: string | null; LyDo: string | null }
type Kept = {
  requests: Record<string, Request>
  events: Record<string, { MaSuKien: string; MaYeuCau: string; TrangThai: number }[]>
  last: number
}

const PREFIX: Record<string, string> = {
  'civil-status': 'HT',
  residence: 'CT',
  insurance: 'BH',
  'household-business': 'HKD',
}

/**
 * Every system of record on one port, each below its own name (`/residence/…`), as README.md describes the protocol.
 * Decides `delayMs` after it was asked.
 */
export async function openRecordSimulator(
  port: number,
  { delayMs = 1_000, path = null }: { delayMs?: number; path?: string | null } = {},
): Promise<Simulated & { write: () => void }> {
  const kept = readKept(path)
  let manner: Manner = 'duyet'
  let delay = delayMs
  const write = () => {
    if (!path) return
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(path, JSON.stringify(kept), { mode: 0o600 })
  }
  const served = await openTokenServer({
    port,
    handle: (asked) => {
      decide(kept, delay)
      return answer(kept, asked, manner)
    },
    control: (told) => {
      if (typeof told.traLoi === 'string') manner = told.traLoi as Manner
      if (typeof told.sauMs === 'number') delay = told.sauMs
    },
  })
  const close = async () => {
    write()
    await served.close()
  }
  return { ...served, close, write }
}

function answer(kept: Kept, { method, path, query, body, headers }: Asked, manner: Manner): Answered {
  const [, system = '', call] = path.split('/')
  if (method === 'GET' && call === 'traDsTrangThaiHs') {
    const from = Number(query.get('sau') ?? 0)
    const HoSo = (kept.events[system] ?? []).slice(from, from + 50)
    return ok({ HoSo, ConTro: String(from + HoSo.length) })
  }
  if (method === 'GET' && call === 'ketQuaDangKyHS') {
    const request = kept.requests[query.get('maYeuCau') ?? '']
    if (!request || request.system !== system) return refuse(404, 'Không có yêu cầu này.')
    // What it says last is what it says.
    const reply = request.replies.length > 1 ? request.replies.shift() : request.replies[0]
    return ok({ MaYeuCau: query.get('maYeuCau'), ...(reply ?? { TrangThai: 1, SoKetQua: null, LyDo: null }) })
  }
  if (method === 'POST' && call === 'nhanHoSoDangKy') {
    const asked = jsonOf({ method, path, query, body, headers })
    const missing = ['MaYeuCau', 'MaHoSo', 'MaTTHC', 'NguoiYeuCau', 'ToKhai'].find((name) => !asked?.[name])
    if (!asked || missing) return refuse(400, `Thiếu ${missing}.`)
    kept.requests[asked.MaYeuCau] ??= { system, asked, at: Date.now(), manner, replies: [] }
    return ok({ MaYeuCau: asked.MaYeuCau, TrangThai: 1 })
  }
  return refuse(404, `Không có lời gọi ${method} ${path}.`)
}

/** What is old enough is decided, in the manner it was asked in. */
function decide(kept: Kept, delay: number): void {
  for (const [id, request] of Object.entries(kept.requests)) {
    if (request.replies.length > 0 || Date.now() - request.at < delay) continue
    request.replies = repliesOf(kept, request)
    const events = kept.events[request.system] ?? []
    kept.events[request.system] = events
    for (const reply of request.replies)
      events.push({
        MaSuKien: `${request.system}-${events.length + 1}`,
        MaYeuCau: id,
        TrangThai: reply.TrangThai,
      })
  }
}

function repliesOf(kept: Kept, { manner, system }: Request): Reply[] {
  const number = () => {
    kept.last += 1
    return `${PREFIX[system] ?? 'QG'}-${String(kept.last).padStart(6, '0')}`
  }
  const done = (): Reply => ({ TrangThai: 4, SoKetQua: number(), LyDo: null })
  const again = done()
  switch (manner) {
    case 'tuChoi':
      return [
        {
          TrangThai: 5,
          SoKetQua: number(),
          LyDo: 'Không đủ điều kiện theo dữ liệu của hệ thống chuyên ngành.',
        },
      ]
    case 'traLai':
      return [{ TrangThai: 2, SoKetQua: null, LyDo: 'Thông tin trong tờ khai không khớp dữ liệu gốc.' }]
    case 'haiLan':
      return [again, again]
    case 'haiSo':
      return [again, done()]
    case 'khongSo':
      return [{ TrangThai: 4, SoKetQua: null, LyDo: null }]
    default:
      return [again]
  }
}

function readKept(path: string | null): Kept {
  const empty: Kept = { requests: {}, events: {}, last: 0 }
  if (!path) return empty
  try {
    return { ...empty, ...JSON.parse(readFileSync(path, 'utf8')) }
  } catch {
    return empty
  }
}
