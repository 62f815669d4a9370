import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest()
const base64url = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')

type Options = { challenge: string; user?: { id: string } }

/**
 * A passkey in software, as a phone would make and use it: ES256, its owner present and verified. `counter` may be turned
 * back, as a copy of it would.
 */
export function softwarePasskey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  const site = new URL(origin).hostname
  const device = { counter: 0, userHandle: '' }

  const client = (type: string, challenge: string) => JSON.stringify({ type, challenge, origin })
  const authenticator = (flags: number, more: Uint8Array = new Uint8Array()) => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(device.counter)
    return Buffer.concat([sha256(site), Buffer.from([flags]), counter, more])
  }
  const cose = isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]),
  )

  return {
    device,
    make({ challenge, user }: Options) {
      device.userHandle = user?.id ?? ''
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      // Present, verified, with a new credential.
      const data = authenticator(0x45, Buffer.concat([Buffer.alloc(16), length, id, cose]))
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(data)],
      ])
      return {
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client('webauthn.create', challenge)),
          attestationObject: base64url(isoCBOR.encode(attestation as never)),
        },
      }
    },
    show({ challenge }: Options, from = origin) {
      device.counter += 1
      const data = authenticator(0x05)
      const said = JSON.stringify({ type: 'webauthn.get', challenge, origin: from })
      const signature = sign('sha256', Buffer.concat([data, sha256(said)]), privateKey)
      return {
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(said),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle: device.userHandle,
        },
      }
    },
  }
}
