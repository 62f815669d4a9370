import type { Logger } from 'pino'
import { identityJobs, mountDoor, pageIdentity } from '../../src/blocks/identity/index.ts'
import type { NationalIdentity } from '../../src/connectors/national-identity/port.ts'
import { hostPages } from '../../src/platform/http/host-pages.ts'
import { respond } from '../../web/citizen/site.tsx'
import { type Mount, type Served, serve } from './served.ts'
import type { World } from './world.ts'

const FACE = {
  name: 'Tuyên Quang',
  nameEn: 'Tuyen Quang',
  system: 'Hệ thống thử',
  systemEn: 'Test system',
  owner: 'UBND tỉnh',
  ownerEn: 'Province',
  hotline: '0207 000 0000',
  demo: true,
}

/** The world's API with the citizen site and the way in; `nations` are told once the address is known. */
export async function serveSite(
  world: World,
  nations: (redirectUri: string) => readonly NationalIdentity[] = () => [],
  log?: Logger,
) {
  const mount: Mount = ({ app, house, issuer, authenticate, registry }) => {
    const door = mountDoor(app, {
      house,
      issuer,
      nations: nations(`${house.publicUrl}/dang-nhap/quoc-gia/ve`),
      https: false,
    })
    const face = { ...FACE, publicUrl: house.publicUrl }
    hostPages(app, house, registry, { respond }, {}, face, authenticate, {
      identify: pageIdentity(house),
      door,
    })
  }
  const served = await serve(world, { mount, ...(log && { log }) })
  const mails: { to: string; subject: string; text: string }[] = []
  const send = async (to: string, subject: string, text: string) => {
    mails.push({ to, subject, text })
  }
  return {
    ...served,
    mails,
    /** Does every job of the identity block that waits. */
    drain: () => served.house.jobs.drain(identityJobs(served.house, served.issuer, send)),
  }
}
export type Site = Awaited<ReturnType<typeof serveSite>>

type Cookie = { value: string; path: string }
export type Shown = { status: number; url: string; html: string; headers: Headers }

/** A browser without JavaScript: keeps cookies by their paths, follows redirects on this machine, sends forms. */
export class Browser {
  readonly #cookies = new Map<string, Cookie>()
  readonly #served: Pick<Served, 'url'>
  readonly #agent: string
  /** Where it stops: an address that no server of the test answers. */
  readonly #beyond: (url: URL) => boolean

  constructor(
    served: Pick<Served, 'url'>,
    beyond: (url: URL) => boolean = () => false,
    agent = 'Firefox/140.0',
  ) {
    this.#served = served
    this.#beyond = beyond
    this.#agent = agent
  }

  get(path: string): Promise<Shown> {
    return this.#go(new URL(path, this.#served.url), { method: 'GET' })
  }

  /** Sends a form of the page it stands on, as that page would. */
  send(page: Shown, fields: Record<string, string>, path = page.url): Promise<Shown> {
    return this.#go(new URL(path, this.#served.url), {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { origin: new URL(page.url).origin },
    })
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value
  }
  keep(name: string, value: string): void {
    this.#cookies.set(name, { value, path: '/' })
  }

  async #go(url: URL, init: RequestInit): Promise<Shown> {
    let at = url
    let sending = init
    for (let hops = 0; hops < 15; hops += 1) {
      if (this.#beyond(at)) return { status: 0, url: at.href, html: '', headers: new Headers() }
      const answer = await fetch(at, {
        ...sending,
        redirect: 'manual',
        headers: { ...sending.headers, 'user-agent': this.#agent, cookie: this.#cookieLine(at) },
      })
      this.#take(answer)
      const location = answer.headers.get('location')
      if (!location)
        return { status: answer.status, url: at.href, html: await answer.text(), headers: answer.headers }
      at = new URL(location, at)
      sending = { method: 'GET' }
    }
    throw new Error(`redirected without end at ${at}`)
  }

  #cookieLine({ pathname }: URL): string {
    const sent = [...this.#cookies].filter(
      ([, { path }]) => path === '/' || pathname === path || pathname.startsWith(`${path}/`),
    )
    return sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; ')
  }

  #take(answer: Response): void {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(/;\s*/)
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
      const path = /^path=(.*)$/i.exec(attributes.find((each) => /^path=/i.test(each)) ?? '')?.[1] ?? '/'
      const over = attributes.some((each) => /^expires=Thu, 01 Jan 1970|^max-age=0/i.test(each))
      // One name may stand under several paths.
      const key = path === '/' ? name : `${name} ${path}`
      if (over || value === '') this.#cookies.delete(key)
      else this.#cookies.set(key, { value, path })
    }
  }
}

/** What a page says, without its markup. */
export const textOf = ({ html }: Shown) =>
  html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
