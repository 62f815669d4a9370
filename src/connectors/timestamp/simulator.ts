import { createHash, randomBytes, webcrypto } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { fileURLToPath } from 'node:url'
import * as asn1 from 'asn1js'
import {
  Accuracy,
  AlgorithmIdentifier,
  Attribute,
  AttributeTypeAndValue,
  BasicConstraints,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  Extension,
  ExtKeyUsage,
  IssuerAndSerialNumber,
  PKIStatusInfo,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs'
import { endWithParent } from '../beside.ts'

/**
 * Stands for a time stamp authority outside the province (Ban Cơ yếu Chính phủ's, a company's): RFC 3161 over HTTP, in a
 * process of its own. Its certificate is its own root, made at start, so nobody can mistake it for a real one.
 */
const ID_TST_INFO = '1.2.840.113549.1.9.16.1.4'
const POLICY = '1.3.6.1.4.1.99999.1.1'
const LARGEST = 16 * 1024

type Authority = { certificate: Certificate; key: webcrypto.CryptoKey }

export async function makeAuthority(now: Date): Promise<Authority> {
  const pair = await webcrypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: Uint8Array.of(1, 0, 1),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  )
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1.Integer({ valueHex: serial() })
  const name = () => [
    named('2.5.4.6', new asn1.PrintableString({ value: 'VN' })),
    named('2.5.4.3', new asn1.Utf8String({ value: 'Máy thử cấp dấu thời gian (không có giá trị pháp lý)' })),
  ]
  certificate.issuer.typesAndValues = name()
  certificate.subject.typesAndValues = name()
  certificate.notBefore.value = new Date(now.getTime() - 86_400_000)
  certificate.notAfter.value = new Date(now.getTime() + 3650 * 86_400_000)
  certificate.extensions = [
    extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema()),
    extension('2.5.29.15', true, new asn1.BitString({ valueHex: Uint8Array.of(0xc0).buffer, unusedBits: 6 })),
    // RFC 3161, 2.3: time stamping and nothing else, marked critical.
    extension('2.5.29.37', true, new ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] }).toSchema()),
  ]
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey as never)
  await certificate.sign(pair.privateKey as never, 'SHA-256')
  return { certificate, key: pair.privateKey }
}

const serial = () => Uint8Array.from([1, ...randomBytes(7)]).buffer
const named = (type: string, value: asn1.PrintableString | asn1.Utf8String) =>
  new AttributeTypeAndValue({ type, value })
const extension = (extnID: string, critical: boolean, schema: asn1.BaseBlock) =>
  new Extension({ extnID, critical, extnValue: schema.toBER() })

/** One answer to one question (DER in, DER out); a question that cannot be read is rejected, as the standard says. */
export async function answer(authority: Authority, question: Buffer, now: Date): Promise<Buffer> {
  let request: TimeStampReq
  try {
    request = TimeStampReq.fromBER(Uint8Array.from(question))
  } catch {
    return Buffer.from(new TimeStampResp({ status: new PKIStatusInfo({ status: 2 }) }).toSchema().toBER())
  }
  const info = new TSTInfo({
    version: 1,
    policy: POLICY,
    messageImprint: request.messageImprint,
    serialNumber: new asn1.Integer({ valueHex: serial() }),
    genTime: now,
    accuracy: new Accuracy({ seconds: 1 }),
    ...(request.nonce && { nonce: request.nonce }),
  })
  const token = await signed(authority, Buffer.from(info.toSchema().toBER()), now)
  const response = new TimeStampResp({ status: new PKIStatusInfo({ status: 0 }), timeStampToken: token })
  return Buffer.from(response.toSchema().toBER())
}

async function signed({ certificate, key }: Authority, info: Buffer, now: Date): Promise<ContentInfo> {
  const sha = (data: Uint8Array) => createHash('sha256').update(data).digest()
  const certificateHash = sha(Buffer.from(certificate.toSchema().toBER()))
  // Given to the constructor, the octets would be cut into BER pieces; the standard wants DER.
  const content = new EncapsulatedContentInfo({ eContentType: ID_TST_INFO })
  content.eContent = new asn1.OctetString({ valueHex: info })
  const data = new SignedData({
    version: 3,
    encapContentInfo: content,
    certificates: [certificate],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({
          issuer: certificate.issuer,
          serialNumber: certificate.serialNumber,
        }),
        signedAttrs: new SignedAndUnsignedAttributes({
          type: 0,
          attributes: [
            new Attribute({
              type: '1.2.840.113549.1.9.3',
              values: [new asn1.ObjectIdentifier({ value: ID_TST_INFO })],
            }),
            new Attribute({ type: '1.2.840.113549.1.9.5', values: [new asn1.UTCTime({ valueDate: now })] }),
            new Attribute({
              type: '1.2.840.113549.1.9.4',
              values: [new asn1.OctetString({ valueHex: sha(info) })],
            }),
            // ESS signing-certificate-v2 (RFC 5816): SHA-256 is its default algorithm, so it is left out.
            new Attribute({
              type: '1.2.840.113549.1.9.16.2.47',
              values: [sequence(sequence(sequence(new asn1.OctetString({ valueHex: certificateHash }))))],
            }),
          ],
        }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: '2.16.840.1.101.3.4.2.1' }),
      }),
    ],
  })
  await data.sign(key as never, 0, 'SHA-256')
  return new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: data.toSchema(true) })
}

const sequence = (inner: asn1.BaseBlock) => new asn1.Sequence({ value: [inner as never] })

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > LARGEST) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks)
}

/** Listens on loopback; port 0 takes a free one. Answers the address and how to stop. */
export async function startSimulator(port: number): Promise<{ url: string; stop: () => Promise<void> }> {
  const authority = await makeAuthority(new Date())
  const server = createServer(async (request, response) => {
    const question = request.method === 'POST' ? await bodyOf(request) : null
    if (!question) return void response.writeHead(400).end()
    const reply = await answer(authority, question, new Date())
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(reply)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const { port: taken } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${taken}/`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startSimulator(Number(process.argv[2] ?? 0))
  process.stdout.write(`${url}\n`)
  endWithParent(() => process.exit(0))
}
