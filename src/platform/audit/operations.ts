import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Problem } from '../../kernel/problem.ts'
import { query } from '../command/declare.ts'
import { headOf, proveConsistency } from './prove.ts'

/** A signed head as it is given out; `HeadView` in prove.ts. */
export const Head = z.object({
  size: z.int(),
  /** SHA-256 in hex. */
  root: z.string(),
  at: z.string(),
  issuer: z.string(),
  /** SHA-256 of the public key (DER), in hex. */
  keyId: z.string(),
  /** Ed25519 over the head's text, in hex. */
  signature: z.string(),
  /** RFC 3161 token over the head's text, DER in base64. */
  stamp: z.string().nullable(),
  stampedBy: z.string().nullable(),
  stampedAt: z.string().nullable(),
  publicPem: z.string(),
})

const noHead = (size?: number) =>
  new Problem(
    'audit.no-head',
    404,
    size === undefined
      ? 'Nhật ký chưa được niêm phong lần nào. Việc này chạy mỗi phút; xin thử lại sau ít phút.'
      : `Không có đỉnh cây nào đã ký ở ${size} dòng. Hãy dùng đúng số dòng ghi trong tệp bằng chứng cũ.`,
    size === undefined ? [] : [{ path: 'from', message: 'Không có đỉnh cây ở số dòng này.' }],
  )

/** The newest signed head of the history of every act: to be kept by anyone who will later want proof. Errors: audit.no-head 404. */
export const auditHead = query({
  name: 'audit.head',
  route: 'GET /audit/head',
  summary: 'Đỉnh cây nhật ký mới nhất, đã ký và đóng dấu thời gian',
  input: z.strictObject({ stamped: z.literal('true').optional() }),
  output: Head,
  permission: 'public',
  async run({ input, sql }) {
    const head = await headOf(sql, input.stamped ? 'stamped' : 'newest')
    if (!head) throw noHead()
    return head
  },
})

/** That the newest head only continues the one over `from` rows: no row was changed, dropped or put between. Errors: audit.no-head 404. */
export const auditConsistency = query({
  name: 'audit.consistency',
  route: 'GET /audit/consistency',
  summary: 'Chứng minh nhật ký chỉ nối dài thêm từ một đỉnh cây cũ',
  input: z.strictObject({ from: z.coerce.number().int().min(1) }),
  output: z.object({ from: Head, head: Head, path: z.array(z.string()) }),
  permission: 'public',
  async run({ input, sql }) {
    const head = await headOf(sql, 'newest')
    const from = await headOf(sql, { size: input.from })
    if (!head) throw noHead()
    if (!from) throw noHead(input.from)
    return { from, head, path: await proveConsistency(sql, from.size, head.size) }
  },
})

/** The stand-alone program that checks evidence without trusting this system. */
export const auditVerifier = query({
  name: 'audit.verifier',
  route: 'GET /audit/verifier',
  summary: 'Chương trình kiểm chứng độc lập (chạy bằng Node, không cần mạng)',
  input: z.strictObject({}),
  output: z.any(),
  produces: ['text/javascript'],
  permission: 'public',
  async run() {
    const body = await readFile(new URL('./verifier.mjs', import.meta.url))
    return { contentType: 'text/javascript; charset=utf-8', fileName: 'kiem-chung.mjs', body }
  },
})
