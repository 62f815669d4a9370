/**
 * The counter without a network: the office's page and its built files come from this device when nobody answers. Answers
 * of the API are never kept here; what is taken in meanwhile rests sealed in the database beside (vault.ts).
 * The server puts what was built in front of this text: `self.built`.
 */
type Built = { name: string; shell: string; files: string[] }
type Extendable = Event & { waitUntil: (work: Promise<unknown>) => void }
type Fetching = Event & { request: Request; respondWith: (answer: Promise<Response>) => void }
const worker = self as unknown as {
  built: Built
  skipWaiting: () => Promise<void>
  addEventListener: ((kind: 'install' | 'activate', heard: (event: Extendable) => void) => void) &
    ((kind: 'fetch', heard: (event: Fetching) => void) => void)
}

const PREFIX = 'tan-trao-'
const { built } = worker
const CACHE = `${PREFIX}${built.name}`
/** A line that says nothing for so long is taken for none. */
const ANSWERS_WITHIN_MS = 8_000

worker.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then(async (cache) => {
      await cache.addAll([built.shell, ...built.files])
      await worker.skipWaiting()
    }),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys().then((names) => {
      const old = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE)
      return Promise.all(old.map((name) => caches.delete(name)))
    }),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request))
})

/** Named by their content's hash: what is here is right. */
async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const here = await cache.match(request, { ignoreVary: true })
  if (here) return here
  const answer = await fetch(request)
  if (answer.ok) await cache.put(request, answer.clone()).catch(() => undefined)
  return answer
}

async function page(request: Request): Promise<Response> {
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), ANSWERS_WITHIN_MS))
  const answer = await Promise.race([fetch(request).catch(() => null), late])
  // 502 to 504: the line ends at somebody who does not reach the server either.
  if (answer && ![502, 503, 504].includes(answer.status)) return answer
  return (await shell()) ?? answer ?? Response.error()
}

/** The page as it was, with a new nonce in its policy and in itself: a nonce is used once. */
async function shell(): Promise<Response | null> {
  const kept = await (await caches.open(CACHE)).match(built.shell)
  if (!kept) return null
  const policy = kept.headers.get('content-security-policy') ?? ''
  const before = /'nonce-([\w-]+)'/.exec(policy)?.[1]
  const html = await kept.text()
  if (!before) return null
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const headers = new Headers(kept.headers)
  headers.set('content-security-policy', policy.replaceAll(before, nonce))
  headers.delete('content-encoding')
  headers.delete('content-length')
  return new Response(html.replaceAll(before, nonce), { status: 200, headers })
}
