#!/usr/bin/env node
// Kiểm chứng lịch sử một hồ sơ, độc lập với hệ thống đã cấp nó. Chỉ cần Node 18 trở lên, không cần mạng, không cần gói nào.
//   node verifier.mjs bang-chung.json            kiểm tra một tệp bằng chứng
//   node verifier.mjs bang-chung.json cu.json    và rằng lịch sử chỉ nối dài thêm từ tệp bằng chứng cũ hơn
// Stands alone on purpose: it shares no code with the system whose word it doubts.
import { createHash, createPublicKey, verify, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}
const leafHash = (record) => sha256(Buffer.of(0), record)
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right)
const bytes = (hex) => Buffer.from(hex, 'hex')

/** JSON with keys in order and nothing undefined. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each ?? null)).join(',')}]`
  if (value && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
      .join(',')}}`
  return JSON.stringify(value) ?? 'null'
}

/** RFC 9162, 2.1.3.2: the root that a leaf and its path lead to; null when the path has the wrong length. */
export function rootFromInclusion(leaf, index, size, path) {
  if (index < 0 || index >= size) return null
  let [fn, sn, root] = [index, size - 1, leaf]
  for (const part of path) {
    if (sn === 0) return null
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(part, root)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else root = nodeHash(root, part)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 ? root : null
}

/** RFC 9162, 2.1.4.2: does the tree (size, root) begin with the tree (before, beforeRoot)? */
export function isConsistent(before, beforeRoot, size, root, path) {
  if (before > size || before <= 0) return false
  if (before === size) return path.length === 0 && beforeRoot.equals(root)
  const proof = Number.isInteger(Math.log2(before)) ? [beforeRoot, ...path] : [...path]
  if (proof.length === 0) return false
  let [fn, sn] = [before - 1, size - 1]
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  let [older, newer] = [proof[0], proof[0]]
  for (const part of proof.slice(1)) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      older = nodeHash(part, older)
      newer = nodeHash(part, newer)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else newer = nodeHash(newer, part)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && older.equals(beforeRoot) && newer.equals(root)
}

export function headText(head) {
  return ['tan-trao-audit-head/1', head.issuer, head.size, head.root, head.at, ''].join('\n')
}

/** One DER element: its tag, content, whole bytes and children. */
function der(data, at = 0) {
  const tag = data[at]
  let length = data[at + 1]
  let start = at + 2
  if (length > 127) {
    const count = length & 127
    length = data.subarray(start, start + count).reduce((sum, byte) => sum * 256 + byte, 0)
    start += count
  }
  const end = start + length
  if (end > data.length) throw new Error('dấu thời gian bị cắt')
  const content = data.subarray(start, end)
  return { tag, content, whole: data.subarray(at, end), end }
}
const childrenOf = (element) => {
  const children = []
  for (let at = 0; at < element.content.length; ) {
    const child = der(element.content, at)
    children.push(child)
    at = child.end
  }
  return children
}
/** An octet string's bytes; some authorities send it in pieces. */
const octetsOf = (element) =>
  element.tag === 0x24 ? Buffer.concat(childrenOf(element).map(octetsOf)) : element.content
const oidOf = (element) => element.content.toString('hex')
const DIGESTS = {
  '608648016503040201': 'sha256',
  '608648016503040202': 'sha384',
  '608648016503040203': 'sha512',
}
const MESSAGE_DIGEST = '2a864886f70d010904'

/** Opens an RFC 3161 token: what it stamps, when, and whether the certificate inside it signed it. */
export function readStamp(token) {
  const [, explicit] = childrenOf(der(token))
  const signed = childrenOf(childrenOf(explicit)[0])
  const [, wrapped] = childrenOf(signed[2])
  const info = octetsOf(childrenOf(wrapped)[0])
  const fields = childrenOf(der(info))
  const [algorithm, imprint] = childrenOf(fields[2])
  const genTime = fields[4].content.toString('latin1')
  const certificates = signed.filter((each) => each.tag === 0xa0).flatMap(childrenOf)
  const signer = childrenOf(childrenOf(signed.at(-1))[0])
  const attributes = signer.find((each) => each.tag === 0xa0)
  const digestName = DIGESTS[oidOf(childrenOf(signer[2])[0])]
  const stated = childrenOf(attributes)
    .map(childrenOf)
    .find(([oid]) => oidOf(oid) === MESSAGE_DIGEST)
  const agrees = childrenOf(stated[1])[0].content.equals(createHash(digestName).update(info).digest())
  const signedBytes = Buffer.concat([Buffer.of(0x31), attributes.whole.subarray(1)])
  const signature = signer.slice(signer.indexOf(attributes) + 2)[0].content
  const by = certificates
    .map((each) => new X509Certificate(each.whole))
    .find((certificate) => verify(digestName, signedBytes, certificate.publicKey, signature))
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(genTime)
  return {
    digest: DIGESTS[oidOf(childrenOf(algorithm)[0])],
    imprint: imprint.content,
    at: `${y}-${mo}-${d}T${h}:${mi}:${s}Z`,
    valid: agrees && by !== undefined,
    authority: by?.subject.replaceAll('\n', ', ') ?? null,
  }
}

/** Rows are sealed each minute; what is younger than this may still wait. */
const SEALED_WITHIN_MS = 600_000

/** Everything that is wrong with an evidence file, and what was found right; `older` is an earlier file or head. */
export function examine(evidence, older) {
  const wrong = []
  const right = []
  const say = (holds, good, bad) => (holds ? right.push(good) : wrong.push(bad))
  const { head, moves = [], rows = [] } = evidence
  const root = bytes(head.root)
  const key = createPublicKey(head.publicPem)
  const print = sha256(key.export({ type: 'spki', format: 'der' })).toString('hex')
  say(
    print === head.keyId && verify(null, Buffer.from(headText(head)), key, bytes(head.signature)),
    `Đỉnh cây ${head.size} dòng ký ngày ${head.at} bởi khóa ${print}; hãy so khóa này với khóa tỉnh công bố.`,
    'Chữ ký của đỉnh cây không đúng.',
  )
  if (head.stamp) {
    try {
      const stamp = readStamp(Buffer.from(head.stamp, 'base64'))
      const expected = createHash(stamp.digest).update(headText(head)).digest()
      say(
        stamp.valid && stamp.imprint.equals(expected),
        `Dấu thời gian ${stamp.at} của ${stamp.authority} đúng với đỉnh cây này.`,
        'Dấu thời gian không đúng với đỉnh cây này.',
      )
    } catch (error) {
      wrong.push(`Dấu thời gian không đọc được: ${error.message}`)
    }
  }
  const bound = new Set()
  for (const row of rows) {
    const reached = rootFromInclusion(
      leafHash(canonical(row.record)),
      row.index,
      head.size,
      row.path.map(bytes),
    )
    const holds = reached?.equals(root) === true
    if (holds) for (const digest of row.record.digests) bound.add(digest)
    say(
      holds,
      `Dòng nhật ký ${row.record.id} (${row.record.operation}, ${row.record.at}) nằm trong cây ở vị trí ${row.index}.`,
      `Dòng nhật ký ${row.record.id} đã bị sửa hoặc không thuộc cây này.`,
    )
  }
  for (const [at, move] of moves.entries()) {
    const { record, content } = move
    if (record.seq !== at) wrong.push(`Thiếu bước số ${at} của hồ sơ.`)
    const digest = sha256(canonical(record)).toString('hex')
    if (!bound.has(digest) && Date.parse(record.at) > Date.parse(head.at) - SEALED_WITHIN_MS) {
      right.push(
        `Bước ${record.seq} (${record.move}) vừa ghi, chưa tới lượt niêm phong; hãy lấy bằng chứng mới sau ít phút.`,
      )
      continue
    }
    say(
      bound.has(digest),
      `Bước ${record.seq} (${record.move}, ${record.at}) đúng như khi được ghi.`,
      `Bước ${record.seq} (${record.move}) đã bị sửa sau khi ghi.`,
    )
    if (!content) continue
    const expected = sha256(bytes(content.salt), canonical(content.value)).toString('hex')
    say(
      expected === record.answersHash,
      `Nội dung kèm bước ${record.seq} đúng như khi được ghi.`,
      `Nội dung kèm bước ${record.seq} đã bị sửa.`,
    )
  }
  const before = older?.head ?? older
  if (before) {
    const proof = evidence.consistency
    say(
      proof?.from === before.size &&
        isConsistent(before.size, bytes(before.root), head.size, root, proof.path.map(bytes)),
      `Cây chỉ nối dài từ ${before.size} lên ${head.size} dòng; không dòng cũ nào bị sửa, bỏ hay chen.`,
      `Không chứng minh được cây này nối tiếp cây cũ ${before.size} dòng.`,
    )
  }
  return { wrong, right }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [file, olderFile] = process.argv.slice(2)
  if (!file) {
    console.error('Cách dùng: node verifier.mjs bang-chung.json [bang-chung-cu.json]')
    process.exit(2)
  }
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'))
  const { wrong, right } = examine(read(file), olderFile ? read(olderFile) : undefined)
  for (const line of right) console.log(`✓ ${line}`)
  for (const line of wrong) console.log(`✗ ${line}`)
  console.log(
    wrong.length === 0 ? 'KẾT LUẬN: lịch sử nguyên vẹn.' : `KẾT LUẬN: ${wrong.length} chỗ KHÔNG đúng.`,
  )
  process.exit(wrong.length === 0 ? 0 : 1)
}
