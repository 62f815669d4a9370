import { connect } from 'node:net'
import { pino } from 'pino'
import { makeAccounts } from '../../src/blocks/identity/index.ts'
import { type Site, serveSite } from '../province/browsing.ts'
import { PASSWORD } from '../province/served.ts'
import { at, openWorld } from '../province/world.ts'

export type Line = Record<string, unknown> & { refused?: string; status?: number; msg: string }

/** The whole site of a province on a real socket, with its log in hand: where those who mean harm try their luck. */
export async function openStand() {
  const world = await openWorld()
  const lines: Line[] = []
  const log = pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) })
  const site = await serveSite(world, () => [], log)
  return {
    world,
    site,
    lines,
    refusals: (code: string) => lines.filter((line) => line.refused === code),
    close: async () => {
      await site.close()
      await world.close()
    },
  }
}
export type Stand = Awaited<ReturnType<typeof openStand>>

export type Person = { account: string; headers: Record<string, string> }

/** A citizen with an account, signed in. */
export async function citizen({ world, site }: Stand, name: string, origin: string): Promise<Person> {
  const account = `citizen-${name}`
  const made = { id: account, userName: account, name: `Người dân ${name}`, kind: 'citizen' as const }
  await makeAccounts(world.house.db, [{ ...made, password: PASSWORD }], at())
  return { account, headers: { ...(await site.session(account, origin)), 'x-forwarded-for': origin } }
}

/** Gives a seat every right there is, over everything: what it is refused is refused for what it sent. */
export async function giveEverything({ world }: Stand, position: string): Promise<void> {
  const rights = world.registry.permissions().map((permission) => ({
    position,
    permission,
    scope: 'all' as const,
    valid_from: '2021-01-01',
    valid_to: null,
  }))
  await world.house.db
    .insertInto('organisation.seat_grant')
    .values(rights)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Addresses to come from, so that limits by address do not hide what lies behind them. */
export function manyAddresses(): () => Record<string, string> {
  let given = 0
  return () => {
    given += 1
    return { 'x-forwarded-for': `198.18.${Math.floor(given / 250) % 250}.${(given % 250) + 1}` }
  }
}

/** Sends an address as it is written, dots and all, which fetch would tidy up first. */
export async function rawGet(site: Pick<Site, 'port'>, path: string, headers: Record<string, string> = {}) {
  const lines = Object.entries({ host: '127.0.0.1', connection: 'close', ...headers })
  const text = await rawBytes(
    site,
    `GET ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  )
  return { status: Number(text.slice(9, 12)), text: text.slice(text.indexOf('\r\n\r\n') + 4) }
}

/** Writes bytes to the socket; everything that comes back until the line is closed. */
export function rawBytes(site: Pick<Site, 'port'>, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(site.port, '127.0.0.1', () => socket.write(bytes))
    let text = ''
    socket.setEncoding('utf8')
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}
