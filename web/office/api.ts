import type { FieldProblem } from '../../src/kernel/problem.ts'

/** What the server refused, as RFC 9457 tells it; `status` 0 when the line itself failed. */
export class ApiProblem extends Error {
  readonly code: string
  readonly status: number
  readonly errors: FieldProblem[]
  constructor(code: string, status: number, detail: string, errors: FieldProblem[] = []) {
    super(detail)
    this.name = 'ApiProblem'
    this.code = code
    this.status = status
    this.errors = errors
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>

/** `/api/dossiers?queue=mine`; empty values are left out. */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

/** Asks a query. Throws ApiProblem; an aborted one throws AbortError. */
export function ask<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return send<T>(address(path, query), { method: 'GET', signal })
}

/**
 * Gives a command. `intent` names what the person means to do ("this move from this step"): its Idempotency-Key is kept
 * until the command succeeded, so a repeat after a lost line or a reload is recognised and answered the same.
 */
export async function act<T>(path: string, body: unknown, intent: string, method = 'POST'): Promise<T> {
  const kept = `tan-trao.intent.${intent}`
  const key = sessionStorage.getItem(kept) ?? uuid()
  sessionStorage.setItem(kept, key)
  try {
    const answer = await send<T>(address(path), {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    })
    sessionStorage.removeItem(kept)
    return answer
  } catch (error) {
    // The key already succeeded with other content: that intent is done, a new content needs a new key.
    if (error instanceof ApiProblem && error.code === 'idempotency.conflict') sessionStorage.removeItem(kept)
    throw error
  }
}

/** One file; equal content is stored once, so repeating is harmless. */
export function upload(file: File): Promise<{ hash: string; name: string; size: number; mediaType: string }> {
  const body = new FormData()
  body.append('file', file)
  return send('/api/files', { method: 'POST', body, headers: { 'idempotency-key': uuid() } })
}

/** The call itself, for who keeps its Idempotency-Key elsewhere than in the tab. Throws ApiProblem. */
export async function send<T>(url: string, init: RequestInit, again = false): Promise<T> {
  let response: Response
  try {
    response = await fetch(url, {
      ...init,
      credentials: 'same-origin',
      headers: { accept: 'application/json', 'x-requested-with': 'tan-trao', ...init.headers },
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    for (const heard of lineListeners) heard(false)
    throw new ApiProblem(
      'line.lost',
      0,
      'Không nối được máy chủ. Nội dung đã nhập vẫn còn; hãy kiểm tra mạng rồi thử lại.',
    )
  }
  for (const heard of lineListeners) heard(true)
  const body = await response.json().catch(() => null)
  if (response.ok) return body as T
  if (body?.code === 'identity.fresh-factor' && !again && (await raised())) return send<T>(url, init, true)
  if (body?.code === 'identity.must-enrol') toEnrolment()
  if (response.status === 401 && !url.startsWith('/api/sign-in') && !FACTOR_REFUSED.has(body?.code))
    for (const heard of listeners) heard()
  throw new ApiProblem(
    body?.code ?? 'server.unreadable',
    response.status,
    body?.detail ?? 'Máy chủ trả lời không đọc được. Nội dung đã nhập vẫn còn; xin thử lại sau ít phút.',
    body?.errors ?? [],
  )
}

const listeners = new Set<() => void>()
/** Told whenever a call finds nobody signed in; answers how to stop listening. */
export function onSignedOut(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

const lineListeners = new Set<(up: boolean) => void>()
/** Told after every call whether the server answered at all; answers how to stop listening. */
export function onLine(heard: (up: boolean) => void): () => void {
  lineListeners.add(heard)
  return () => lineListeners.delete(heard)
}

/** A wrong code says nothing about the session. */
const FACTOR_REFUSED = new Set(['identity.wrong-factor', 'identity.passkey-cloned'])

type Raise = () => Promise<boolean>
let stepUp: Raise | null = null
let raising: Promise<boolean> | null = null
/** Asked once for all calls that need a second factor shown just now; `true` repeats them. Answers how to stop. */
export function onStepUp(raise: Raise): () => void {
  stepUp = raise
  return () => {
    if (stepUp === raise) stepUp = null
  }
}

/** A screen's first questions may come before the frame stands that could ask. */
let tooEarly = false
/** Whether a call was refused so, since last asked: its screen must be loaded anew once the factor is shown. */
export function cameTooEarly(): boolean {
  const was = tooEarly
  tooEarly = false
  return was
}

function raised(): Promise<boolean> {
  if (!stepUp) {
    tooEarly = true
    return Promise.resolve(false)
  }
  raising ??= stepUp().finally(() => {
    raising = null
  })
  return raising
}

/** Who must have a second factor and has none may only add one. */
function toEnrolment(): void {
  if (location.pathname !== '/can-bo/bao-mat') location.assign('/can-bo/bao-mat')
}

/** A random UUID also where `crypto.randomUUID` is missing: plain http on an office network is no secure context. */
export function uuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The sentence to show for any error. */
export function sentence(error: unknown): string {
  if (error instanceof ApiProblem && error.status === 401)
    return 'Phiên làm việc đã hết. Hãy đăng nhập lại; nội dung đã nhập vẫn còn.'
  if (error instanceof ApiProblem) return error.message
  return 'Trang gặp lỗi ngoài dự kiến. Nội dung đã nhập vẫn còn; hãy thử lại.'
}
