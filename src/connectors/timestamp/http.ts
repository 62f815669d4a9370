import { createHash, randomBytes } from 'node:crypto'
import { Integer, OctetString } from 'asn1js'
import { AlgorithmIdentifier, MessageImprint, PKIStatus, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs'
import { readStamp } from '../../platform/audit/verifier.mjs'
import { askOutside } from '../../platform/http/outgoing.ts'
import type { Timestamper } from './port.ts'

const SHA_256 = '2.16.840.1.101.3.4.2.1'
const WAIT_MS = 10_000
const LARGEST = 64 * 1024

/** The real adapter: RFC 3161 over HTTP (section 3.4). What comes back must stamp our text, with our nonce, and be signed. */
export function httpTimestamper(url: string): Timestamper {
  return async (text) => {
    const digest = createHash('sha256').update(text).digest()
    const nonce = randomBytes(8)
    nonce[0] = nonce[0]! & 0x7f
    const request = new TimeStampReq({
      version: 1,
      messageImprint: new MessageImprint({
        hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA_256 }),
        hashedMessage: new OctetString({ valueHex: digest }),
      }),
      certReq: true,
      nonce: new Integer({ valueHex: nonce }),
    })
    const { status: answered, body } = await askOutside(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(request.toSchema().toBER()),
      // The address is TSA_URL, a setting: the authority of a province may stand on its own network.
      allowed: [url],
      withinMs: WAIT_MS,
      atMost: LARGEST,
    })
    if (answered < 200 || answered >= 300)
      throw new Error(`the time stamp authority answered ${answered} with ${body.length} bytes`)
    const response = TimeStampResp.fromBER(body)
    const { status } = response.status
    if ((status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) || !response.timeStampToken)
      throw new Error(`the time stamp authority refused: status ${status}`)
    const token = Buffer.from(response.timeStampToken.toSchema().toBER())
    const stamp = readStamp(token)
    if (!stamp.valid || stamp.digest !== 'sha256' || !stamp.imprint.equals(digest))
      throw new Error('the time stamp is not over our text, or nobody it names signed it')
    if (!nonceOf(response).equals(nonce))
      throw new Error('the time stamp answers another question: wrong nonce')
    return { token, by: stamp.authority ?? url, at: new Date(stamp.at) }
  }
}

function nonceOf(response: TimeStampResp): Buffer {
  const [, , content] = [0, 0, response.timeStampToken!.content as any]
  const octets = content.valueBlock.value[2].valueBlock.value[1].valueBlock.value[0]
  const info = TSTInfo.fromBER(octets.getValue())
  return Buffer.from(info.nonce?.valueBlock.valueHexView ?? [])
}
