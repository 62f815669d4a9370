import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { demoProvince } from '../demo/province.ts'
import { documentJobs } from './blocks/document/index.ts'
import { dossierJobs } from './blocks/dossier/index.ts'
import {
  authenticator,
  identityJobs,
  mountDoor,
  mountFactors,
  mountSignIn,
  openIssuer,
  pageIdentity,
  SESSION_COOKIE,
} from './blocks/identity/index.ts'
import { scheduleJobs } from './blocks/schedule/index.ts'
import { writeMailboxes } from './connectors/mail-server/accounts.ts'
import { mountDemoInbox } from './demo-inbox.ts'
import { openExchange } from './exchange.ts'
import type { Given } from './given.ts'
import { openHouse } from './house.ts'
import { mailFolder } from './mail-command.ts'
import { openNational } from './national.ts'
import { openNotices } from './notices.ts'
import { allOperations } from './operations.ts'
import { openPayments } from './payments.ts'
import { openApi } from './platform/command/openapi.ts'
import { mountAdmission } from './platform/http/admission/door.ts'
import { mountApi } from './platform/http/api.ts'
import { apiDocs } from './platform/http/api-docs.ts'
import { mountHealth } from './platform/http/health.ts'
import { hostPages } from './platform/http/host-pages.ts'
import { mountInstallable } from './platform/http/installable.ts'
import type { Assets, PageSite, ProvinceFace } from './platform/http/pages.ts'
import { answerProblem } from './platform/http/problems.ts'
import { noSuchApi, openServer, policyWithStyles } from './platform/http/server.ts'
import type { Settings } from './platform/settings.ts'
import { openPost } from './post.ts'
import { openProof } from './proof.ts'
import { serviceClients } from './service-clients.ts'

const FACE: Omit<ProvinceFace, 'demo' | 'publicUrl'> = {
  name: 'Tuyên Quang',
  nameEn: 'Tuyen Quang',
  system: 'Hệ thống thông tin giải quyết thủ tục hành chính tỉnh Tuyên Quang',
  systemEn: 'Administrative procedures of Tuyen Quang Province',
  owner: 'Ủy ban nhân dân tỉnh Tuyên Quang',
  ownerEn: "People's Committee of Tuyen Quang Province",
  hotline: '0207 000 0000',
}
const STOP_MS = 15_000
/** A tea leaf on paper: the product's own mark, never the coat of arms. */
const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="4" fill="#0B5D4B"/><path d="M7 25C7 13 14 7 26 6c0 13-6 19-19 19zm3-3 9-9" fill="none" stroke="#fff" stroke-width="2.4"/></svg>'

/** Serves the province until it is told to stop; then finishes what it began, in the order http, jobs, pool, database. */
export async function run({ settings, log }: Given): Promise<void> {
  const built = builtSurfaces()
  const opening = openNational(settings)
  // Told of below; a start that fails before must not fail twice.
  opening.catch(() => undefined)
  const { house, retention, close } = await openHouse({ settings, log })
  let stopping = false
  try {
    const registry = allOperations()
    const clients = serviceClients(settings)
    const https = settings.publicUrl.startsWith('https:')
    const issuer = await openIssuer({
      db: house.db,
      memory: house.memory,
      vault: house.vault,
      clock: house.clock,
      publicUrl: settings.publicUrl,
      clients,
      permissions: registry.permissions(),
    })
    const national = await opening
    const app = await openServer({ log, assets: built.assetsFolder, oidc: issuer.handle, https })
    mountAdmission(app, {
      known: ({ headers, cookies }) =>
        headers.authorization !== undefined || cookies[SESSION_COOKIE] !== undefined,
      clock: () => house.clock().getTime(),
      styles: [built.assets['citizen.css'] ?? ''].filter(Boolean),
    })
    const description = openApi(
      registry,
      settings.publicUrl,
      clients.flatMap((each) => each.scopes),
    )
    mountHealth(app, house, () => stopping)
    mountSignIn(app, house, https)
    mountFactors(app, house, https)
    const nations = await national.providers(house)
    const door = mountDoor(app, { house, issuer, nations, https })
    const authenticate = authenticator(house, issuer)
    mountApi(app, registry, house, authenticate)
    app.get('/api/openapi.json', async (_request, reply) => reply.send(description))
    app.get('/api/docs', async (_request, reply) =>
      reply.type('text/html; charset=utf-8').send(apiDocs(registry)),
    )
    app.all('/api/*', async (request, reply) => answerProblem(request, reply, noSuchApi(request.url)))
    mountInstallable(app, { folder: built.folder, icon: ICON, name: FACE.name })
    for (const [path, page] of [
      ['/can-bo', 'office'],
      ['/quan-tri', 'office'],
      ['/dieu-hanh', 'command-centre'],
    ] as const) {
      const html = readFileSync(join(built.folder, `${page}.html`), 'utf8')
      const send = async (_request: FastifyRequest, reply: FastifyReply) => {
        const nonce = randomBytes(16).toString('base64url')
        return reply
          .type('text/html; charset=utf-8')
          .header('cache-control', 'no-store')
          .header('content-security-policy', policyWithStyles(nonce))
          .send(html.replace('%NONCE%', nonce))
      }
      app.get(path, send)
      app.get(`${path}/*`, send)
    }
    app.get('/favicon.ico', async (_request, reply) =>
      reply.type('image/svg+xml').header('cache-control', 'max-age=86400').send(ICON),
    )
    const [notices, post] = await Promise.all([openNotices(house, settings), openPost(house, settings)])
    if (settings.demo) mountDemoInbox(app, notices, built.assets['citizen.css'] ?? '')
    const face = { ...FACE, demo: settings.demo, publicUrl: settings.publicUrl }
    hostPages(app, house, registry, built.site, built.assets, face, authenticate, {
      identify: pageIdentity(house),
      door,
    })
    const demo = settings.demo ? await demoProvince(house) : null
    await app.listen({ port: settings.port, host: settings.host })
    const proof = await openProof(house, settings)
    const payments = await openPayments(house, settings)
    await house.jobs.work([
      ...documentJobs(house),
      ...dossierJobs(house, retention),
      ...identityJobs(house, issuer, notices.mail, (boxes) => {
        writeMailboxes(mailFolder(settings.dataDir), boxes)
      }),
      ...notices.jobs,
      ...post.jobs,
      ...payments.jobs,
      ...scheduleJobs(house),
      ...proof.jobs,
    ])
    // Who opens the list in the first hour sees what is at risk too.
    await house.jobs.sender(house.db)('dossier.weighRisks', {})
    const exchange = openExchange(house, settings)
    announce(settings, demo, clients, national.simulated)

    // They start beside the product, so that its own start waits for none of them.
    void exchange.simulated.then((all) => {
      for (const { name, address } of all) process.stdout.write(`  ${name} (giả lập): ${address}/\n`)
    })

    const stop = async () => {
      if (stopping) return
      stopping = true
      setTimeout(() => process.exit(1), STOP_MS).unref()
      national.stop()
      proof.stop()
      payments.stop()
      await exchange.stop()
      notices.stop()
      post.stop()
      await app.close()
      await close()
      process.exit(0)
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  } catch (error) {
    await opening.then(({ stop }) => stop()).catch(() => undefined)
    await close()
    throw error
  }
}

function announce(
  { publicUrl: address, smtpUrl, dataDir }: Settings,
  demo: Awaited<ReturnType<typeof demoProvince>> | null,
  clients: ReturnType<typeof serviceClients>,
  simulated: readonly { name: string; issuer: string }[],
): void {
  const say = (line: string) => process.stdout.write(`${line}\n`)
  say(`\nTân Trào chạy tại ${address}`)
  say(
    `  Người dân ${address}/   Cán bộ ${address}/can-bo/   Điều hành ${address}/dieu-hanh/   API ${address}/api/docs`,
  )
  if (demo) {
    say(`\nTài khoản thử (mật khẩu chung: ${demo.password}); mọi tên người trong bản thử đều hư cấu:`)
    for (const account of demo.accounts)
      say(`  ${account.userName.padEnd(14)} ${account.title}: ${account.may}`)
    for (const { name, issuer } of simulated) say(`  ${name} (giả lập, người hư cấu): ${issuer}`)
    say(`  Thư, SMS, Zalo gửi cho người dân: ${address}/hop-thu-thu-nghiem`)
    if (smtpUrl === null) say(`  Thư gửi đi được giữ ở ${join(dataDir, 'thu-di')}`)
    say('')
  }
  for (const client of clients) say(`${client.id} secret ${client.secret}`)
  say('\nBấm Ctrl-C để dừng.')
}

/** What scripts/setup.js built from web/. */
function builtSurfaces() {
  const root = new URL('../.built/', import.meta.url)
  const current = new URL('current', root)
  if (!existsSync(current)) throw new Error('Chưa có giao diện đã dựng. Hãy chạy: node scripts/setup.js')
  const { folder: name } = JSON.parse(readFileSync(current, 'utf8')) as { folder: string }
  const folder = new URL(`${name}/`, root).pathname
  return {
    folder,
    assetsFolder: join(folder, 'assets'),
    assets: JSON.parse(readFileSync(join(folder, 'assets.json'), 'utf8')) as Assets,
    site: lazySite(join(folder, 'site.js')),
  }
}

/** The citizen site's bundle, loaded at the first page. */
function lazySite(path: string): PageSite {
  let loaded: Promise<PageSite> | null = null
  return {
    respond: async (request, port, assets) => {
      loaded ??= import(pathToFileURL(path).href)
      return (await loaded).respond(request, port, assets)
    },
  }
}
