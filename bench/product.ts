import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { DEMO_PASSWORD } from '../demo/province.ts'
import { freePort } from '../src/platform/testing/free-port.ts'

/** The product in a process of its own, as `npm start` runs it. */
export type Product = {
  url: string
  pid: number
  /** The demonstration client's secret, as the start printed it. */
  secret: string
  /** From spawn to the first 200 of /readyz. */
  readyAfterMs: number
  stop: () => Promise<void>
}

const STARTS_WITHIN_MS = 180_000

/** Starts the product on `dataDir` and waits until it is ready. Throws with what it said when it is not. */
export async function startProduct(dataDir: string): Promise<Product> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const begun = performance.now()
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], {
    cwd: new URL('..', import.meta.url),
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      // For looking into one: NODE_OPTIONS=--cpu-prof npm run bench -- intake
      ...(process.env.NODE_OPTIONS ? { NODE_OPTIONS: process.env.NODE_OPTIONS } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGINT')
    await ended
  }
  process.once('exit', () => child.kill('SIGTERM'))
  const readyAfterMs = await untilReady(url, child, begun, () => said).catch(async (error) => {
    await stop()
    throw error
  })
  while (!/^demo-system secret /m.test(said)) await sleep(20)
  return {
    url,
    pid: child.pid!,
    secret: /^demo-system secret (\S+)$/m.exec(said)![1]!,
    readyAfterMs,
    stop,
  }
}

async function untilReady(
  url: string,
  child: ChildProcess,
  begun: number,
  said: () => string,
): Promise<number> {
  while (performance.now() - begun < STARTS_WITHIN_MS) {
    if (child.exitCode !== null) throw new Error(`the product ended at start:\n${said()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return performance.now() - begun
    await sleep(20)
  }
  throw new Error(`the product was not ready in ${STARTS_WITHIN_MS / 1000} s:\n${said()}`)
}

/** Signs a demonstration officer in; answers the cookie header. */
export async function signIn(product: Product, userName: string): Promise<string> {
  const answer = await fetch(`${product.url}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName, password: DEMO_PASSWORD }),
  })
  if (!answer.ok) throw new Error(`${userName} could not sign in: ${answer.status} ${await answer.text()}`)
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

/** The demo-system's bearer token, with every scope it holds. */
export async function token(product: Product): Promise<string> {
  const answer = await fetch(`${product.url}/oidc/token`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`demo-system:${product.secret}`).toString('base64')}`,
    },
    body: 'grant_type=client_credentials',
  })
  if (!answer.ok) throw new Error(`no token for demo-system: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { access_token: string }).access_token
}
