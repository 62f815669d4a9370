import { z } from 'zod'
import { CarrierEvent, CarrierRefused, ParcelNumber } from '../../blocks/dossier/model/parcel.ts'
import { askOutside } from '../../platform/http/outgoing.ts'
import type { Carrier, CarrierLine } from './port.ts'

const Created = z.object({ number: ParcelNumber })
const Followed = z.object({ events: z.array(CarrierEvent).max(200) })

/**
 * The carrier by the protocol of PROTOCOL.md. `line` is read at every call: a changed setting needs no restart. Errors:
 * CarrierRefused for what it will never take, OutgoingRefused or an Error naming the status for what it may take later.
 */
export function postCarrier(line: () => Promise<CarrierLine>): Carrier {
  async function ask(method: 'GET' | 'POST', path: string, body?: (client: string) => object) {
    const { address, client, secret } = await line()
    const answer = await askOutside(new URL(path, address), {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body(client)) }),
      allowed: [new URL(address).origin],
    })
    const told = read(answer.body)
    if (answer.status < 300) return told
    const reason = typeof told.reason === 'string' ? told.reason.slice(0, 300) : `mã ${answer.status}`
    if (answer.status === 422 || answer.status === 409) throw new CarrierRefused(reason)
    throw new Error(`bưu chính chưa trả lời được (${answer.status})`)
  }
  return {
    async create(consignment) {
      return Created.parse(await ask('POST', '/v1/consignments', (client) => ({ client, ...consignment })))
    },
    async eventsOf(number) {
      return Followed.parse(await ask('GET', `/v1/consignments/${encodeURIComponent(number)}`)).events
    },
    async handOver(reference, numbers) {
      await ask('POST', '/v1/handovers', (client) => ({ client, reference, numbers }))
    },
    async cancel(number) {
      await ask('POST', `/v1/consignments/${encodeURIComponent(number)}/cancel`).catch((error) => {
        // Already on its way there: its events will say so.
        if (!(error instanceof CarrierRefused)) throw error
      })
    },
  }
}

function read(body: Buffer): Record<string, unknown> {
  try {
    const told = JSON.parse(body.toString('utf8'))
    return typeof told === 'object' && told !== null ? told : {}
  } catch {
    return {}
  }
}
