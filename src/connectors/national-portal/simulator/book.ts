import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A dossier as the simulated portal keeps it: what it was told, in the portal's own words. */
export type Held = {
  MaHoSo: string
  MaHoSoDiaPhuong: string | null
  facts: Record<string, any> | null
  progress: Record<string, any>[]
  statuses: Record<string, any>[]
}
export type PortalEvent = Record<string, any> & { MaSuKien: string }
type Kept = {
  held: Record<string, Held>
  events: PortalEvent[]
  files: Record<string, { name: string; type: string; body: string }>
  last: number
}

/** A file this large is remembered by its hash only once the process ends. */
const KEPT_BYTES = 400_000

/** What the simulator remembers; in a file as well, so that a demonstration started again goes on. */
export class Book {
  readonly #path: string | null
  readonly #kept: Kept
  #writing: NodeJS.Timeout | null = null

  constructor(path: string | null) {
    this.#path = path
    this.#kept = readKept(path)
  }

  get all(): Held[] {
    return Object.values(this.#kept.held)
  }

  dossier(code: string): Held | undefined {
    return this.#kept.held[code]
  }

  byLocalCode(code: string): Held | undefined {
    return this.all.find((each) => each.MaHoSoDiaPhuong === code)
  }

  add(local: string | null, day: string): Held {
    this.#kept.last += 1
    const code = `G22.99-${day}-${String(this.#kept.last).padStart(6, '0')}`
    const held: Held = { MaHoSo: code, MaHoSoDiaPhuong: local, facts: null, progress: [], statuses: [] }
    this.#kept.held[code] = held
    this.changed()
    return held
  }

  addEvent(content: Record<string, any>): PortalEvent {
    const event = { ...content, MaSuKien: `SK${this.#kept.events.length + 1}` }
    this.#kept.events.push(event)
    this.changed()
    return event
  }

  /** What happened after the event of this number, and the number to ask with next. */
  eventsAfter(cursor: string | null): { HoSo: PortalEvent[]; ConTro: string } {
    const from = Number(cursor ?? 0)
    const HoSo = this.#kept.events.slice(from, from + 50)
    return { HoSo, ConTro: String(from + HoSo.length) }
  }

  addFile(name: string, type: string, body: Buffer): string {
    const id = createHash('sha256').update(body).digest('hex')
    this.#kept.files[id] = { name, type, body: body.toString('base64') }
    this.changed()
    return id
  }

  file(id: string): { name: string; type: string; body: Buffer } | null {
    const file = this.#kept.files[id]
    return file ? { ...file, body: Buffer.from(file.body, 'base64') } : null
  }

  loseFile(id: string): void {
    delete this.#kept.files[id]
  }

  /** Soon written down, many changes at once. */
  changed(): void {
    if (!this.#path || this.#writing) return
    this.#writing = setTimeout(() => this.write(), 300)
  }

  write(): void {
    if (this.#writing) clearTimeout(this.#writing)
    this.#writing = null
    if (!this.#path) return
    const small = Object.entries(this.#kept.files).filter(([, { body }]) => body.length < KEPT_BYTES)
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 })
    writeFileSync(this.#path, JSON.stringify({ ...this.#kept, files: Object.fromEntries(small) }), {
      mode: 0o600,
    })
  }
}

function readKept(path: string | null): Kept {
  const empty: Kept = { held: {}, events: [], files: {}, last: 0 }
  if (!path) return empty
  try {
    return { ...empty, ...JSON.parse(readFileSync(path, 'utf8')) }
  } catch {
    return empty
  }
}

/** `yyMMdd` in the province's own time. */
export function dayOf(now: Date): string {
  return new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '')
}
