import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { exportJWK, generateKeyPair } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'
import type { NationalClaims, NationalSettings } from '../port.ts'
import { CITIZENS } from './citizens.ts'
import { choosePage, stoppedPage } from './pages.ts'

/** The two the nation runs, and what each tells: the Portal more of papers, VNeID more of proof. */
const PROVIDERS = [
  {
    key: 'vneid',
    name: 'VNeID',
    claims:
      'LoaiTaiKhoan SoDinhDanh HoVaTen NgayThangNamSinh SoDienThoai MaSoThue TenDoanhNghiep TechID loAs IAL',
  },
  {
    key: 'dvcqg',
    name: 'Cổng Dịch vụ công quốc gia',
    claims:
      'LoaiTaiKhoan SoDinhDanh SoCMND MaSoThue HoVaTen NgayThangNamSinh ThuDienTu SoDienThoai TechID loAs TenDoanhNghiep MaSoDoanhNghiep',
  },
] as const

export type Simulator = { settings: NationalSettings[]; close: () => Promise<void> }

/** Both providers on one port, with real OpenID Connect; who signs in is chosen from a list of fictitious people. */
export async function openSimulator(
  port: number,
  redirectUri: string,
  people: readonly NationalClaims[] = CITIZENS,
): Promise<Simulator> {
  const handlers = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>()
  const server = createServer((request, response) => {
    const key = /^\/([a-z]+)\//.exec(request.url ?? '')?.[1] ?? ''
    const handle = handlers.get(key)
    if (handle) handle(request, response)
    else response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('Không có địa chỉ này.')
  })
  await listen(server, port)
  const { port: bound } = server.address() as { port: number }
  const settings: NationalSettings[] = []
  for (const { key, name, claims } of PROVIDERS) {
    const issuer = `http://127.0.0.1:${bound}/${key}`
    const clientSecret = randomBytes(24).toString('base64url')
    const provider = new Provider(
      issuer,
      await configuration(key, clientSecret, redirectUri, claims.split(' '), people),
    )
    handlers.set(key, handlerOf(provider, key, name, people))
    settings.push({ key, name, issuer, clientId: 'tan-trao', clientSecret })
  }
  return {
    settings,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
}

async function configuration(
  key: string,
  clientSecret: string,
  redirectUri: string,
  claims: readonly string[],
  people: readonly NationalClaims[],
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), kid: key, alg: 'RS256', use: 'sig' }
  const told = (sub: string) => {
    const person = people.find((each) => each.sub === sub)
    return {
      ...Object.fromEntries(claims.map((name) => [name, person?.[name as keyof NationalClaims]])),
      sub,
    }
  }
  return {
    clients: [
      {
        client_id: 'tan-trao',
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    claims: { openid: ['sub', ...claims] },
    jwks: { keys: [jwk as never] },
    cookies: {
      keys: [randomBytes(24).toString('base64url')],
      names: { session: `${key}-phien`, interaction: `${key}-buoc`, resume: `${key}-tiep` },
    },
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: async () => told(sub) }),
    interactions: { url: (_ctx, { uid }) => `/${key}/dang-nhap/${uid}` },
    ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 300, IdToken: 300 },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        accountId: ctx.oidc.session!.accountId,
        clientId: ctx.oidc.client!.clientId,
      })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  }
}

/** The provider's own paths, and the page on which somebody says who they are. */
function handlerOf(provider: Provider, key: string, name: string, people: readonly NationalClaims[]) {
  const callback = provider.callback()
  return (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '/'
    if (!path.startsWith(`/${key}/dang-nhap/`)) {
      request.url = path.slice(key.length + 1)
      ;(request as { originalUrl?: string }).originalUrl = path
      callback(request, response)
      return
    }
    const answered = request.method === 'POST' ? chosen(request, response) : shown(request, response)
    answered.catch(() => {
      response.writeHead(410, { 'content-type': 'text/html; charset=utf-8' }).end(stoppedPage(name))
    })
  }

  async function shown(request: IncomingMessage, response: ServerResponse) {
    await provider.interactionDetails(request, response)
    response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      .end(choosePage(name, people))
  }

  async function chosen(request: IncomingMessage, response: ServerResponse) {
    let body = ''
    for await (const chunk of request) body += chunk
    const form = new URLSearchParams(body)
    const person = form.get('go') === 'yes' && people.find((each) => each.sub === form.get('sub'))
    await provider.interactionFinished(
      request,
      response,
      person ? { login: { accountId: person.sub } } : { error: 'access_denied' },
      { mergeWithLastSubmission: false },
    )
  }
}
