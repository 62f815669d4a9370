import { randomBytes } from 'node:crypto'
import { type Kysely, sql as raw } from 'kysely'
import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { invalid, Problem } from '../../../kernel/problem.ts'
import type { Actor } from '../../../platform/command/actor.ts'
import { command, query } from '../../../platform/command/declare.ts'
import { PERMISSION_NAMES } from '../../organisation/model/role-names.ts'
import { PERMISSIONS } from '../contract.ts'
import { PartnerView } from '../model/administered.ts'
import { partnerSecret } from '../oidc/at-rest.ts'
import { PERSON_SCOPES } from '../oidc/clients.ts'
import type { IdentityTables } from '../tables.ts'

type PartnerRow = IdentityTables['identity.client']
const PartnerId = z
  .string('Ghi mã hệ thống.')
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{2,59}$/, 'Mã hệ thống dài 3 đến 60 ký tự: chữ thường không dấu, số, gạch nối.')
const Addresses = z.array(z.string().trim().max(500)).max(20, 'Nhiều nhất 20 địa chỉ.')
const Facts = {
  name: z.string('Ghi tên hệ thống.').trim().min(3, 'Ghi tên hệ thống, ít nhất 3 ký tự.').max(200),
  scopes: z.array(z.string().max(100)).max(50).min(1, 'Chọn ít nhất một phạm vi dữ liệu.'),
  redirectUris: Addresses.min(1, 'Ghi ít nhất một địa chỉ nhận lại.'),
  postLogoutUris: Addresses.default([]),
  backchannelLogoutUri: z.string().trim().max(500).nullable().default(null),
}
const Secret = z.object({ id: z.string(), secret: z.string() })
/** What a citizen may lend a partner besides the facts of who they are. */
const LENT = new Set(['dossier.submit', ...Object.keys(PERMISSION_NAMES), ...PERSON_SCOPES])

/** Partner systems that people sign in to through us. */
export const findPartners = query({
  name: 'identity.findPartners',
  route: 'GET /partners',
  summary: 'Các hệ thống đối tác đăng nhập qua hệ thống của tỉnh',
  input: z.strictObject({}),
  output: z.object({ items: z.array(PartnerView) }),
  permission: PERMISSIONS.administer,
  async run({ sql }) {
    const rows = await (sql as Kysely<IdentityTables>)
      .selectFrom('identity.client')
      .selectAll()
      .orderBy('closed_at', (order) => order.desc().nullsFirst())
      .orderBy('id')
      .execute()
    return { items: rows.map(partnerView) }
  },
})

/** Registers a partner system; its secret is shown this once and kept sealed. Errors: identity.partner-exists 409, request.invalid naming a field. */
export const registerPartner = command({
  name: 'identity.registerPartner',
  route: 'POST /partners',
  summary: 'Đăng ký một hệ thống đối tác; mật khẩu hệ thống chỉ hiện một lần',
  input: z.strictObject({ id: PartnerId, ...Facts }),
  output: Secret,
  permission: PERMISSIONS.administer,
  factor: 'fresh',
  answers: 201,
  shownOnce: true,
  audit: (input) => `registered partner system ${input.id}`,
  async run({ input, actor, sql, vault, now }) {
    requireProvince(actor)
    requireFacts(input)
    const secret = randomBytes(32).toString('base64url')
    const made = await (sql as Kysely<IdentityTables>)
      .insertInto('identity.client')
      .values({
        id: input.id,
        ...columnsOf(input),
        secret: vault.seal(partnerSecret(input.id), secret),
        agency: null,
        created_at: now,
        closed_at: null,
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made || input.id === 'tan-trao') {
      const text = `Mã hệ thống “${input.id}” đã được dùng. Hãy chọn mã khác.`
      throw new Problem('identity.partner-exists', 409, text, [{ path: 'id', message: text }])
    }
    return { id: input.id, secret }
  },
})

/** Changes what a partner may learn and where people are sent back to. Errors: identity.no-partner 404, request.invalid naming a field. */
export const changePartner = command({
  name: 'identity.changePartner',
  route: 'POST /partners/{id}',
  summary: 'Sửa tên, phạm vi, địa chỉ của hệ thống đối tác',
  input: z.strictObject({ id: PartnerId, ...Facts }),
  output: PartnerView,
  permission: PERMISSIONS.administer,
  factor: 'fresh',
  audit: (input) => `changed partner system ${input.id}`,
  async run({ input, actor, sql }) {
    requireProvince(actor)
    requireFacts(input)
    return partnerView(await update(sql, input.id, columnsOf(input)))
  },
})

/** A new secret from now on; the old one opens nothing any more. Errors: identity.no-partner 404. */
export const rotatePartnerSecret = command({
  name: 'identity.rotatePartnerSecret',
  route: 'POST /partners/{id}/secret',
  summary: 'Đổi mật khẩu của hệ thống đối tác; chỉ hiện một lần',
  input: z.strictObject({ id: PartnerId }),
  output: Secret,
  permission: PERMISSIONS.administer,
  factor: 'fresh',
  shownOnce: true,
  audit: (input) => `rotated the secret of partner system ${input.id}`,
  async run({ input, actor, sql, vault }) {
    requireProvince(actor)
    const secret = randomBytes(32).toString('base64url')
    await update(sql, input.id, { secret: vault.seal(partnerSecret(input.id), secret) })
    return { id: input.id, secret }
  },
})

/** Shuts a partner out, with all it was lent, or lets it in again. Errors: identity.no-partner 404. */
export const enablePartner = command({
  name: 'identity.enablePartner',
  route: 'POST /partners/{id}/enabled',
  summary: 'Ngừng hoặc cho phép lại một hệ thống đối tác',
  input: z.strictObject({ id: PartnerId, enabled: z.boolean() }),
  output: PartnerView,
  permission: PERMISSIONS.administer,
  audit: (input) => `${input.enabled ? 'enabled' : 'disabled'} partner system ${input.id}`,
  forgets: ['identity.token'],
  async run({ input, actor, sql, now }) {
    requireProvince(actor)
    const row = await update(sql, input.id, { closed_at: input.enabled ? null : now })
    if (!input.enabled)
      await raw`
        delete from identity.oidc_record where payload ->> 'clientId' = ${input.id} and model <> 'Session'`.execute(
        sql,
      )
    return partnerView(row)
  },
})

async function update(trx: Kysely<any>, id: string, changes: Partial<PartnerRow>): Promise<PartnerRow> {
  const row = await (trx as Kysely<IdentityTables>)
    .updateTable('identity.client')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!row)
    throw new Problem('identity.no-partner', 404, `Không có hệ thống đối tác “${id}”. Hãy tải lại danh sách.`)
  return row
}

/** A partner reaches people of every agency: whose administration does not, registers none. */
function requireProvince(actor: Actor): void {
  if (!actor.grants.some((grant) => grant.permission === PERMISSIONS.administer && grant.scope === 'all'))
    throw new Problem('identity.province-only', 403, 'Việc này dành cho người quản trị toàn tỉnh.')
}

type Asked = z.output<z.ZodObject<typeof Facts>>

const columnsOf = (input: Asked) => ({
  name: input.name,
  scopes: input.scopes,
  redirect_uris: input.redirectUris,
  post_logout_uris: input.postLogoutUris,
  backchannel_logout_uri: input.backchannelLogoutUri,
})

function requireFacts({ scopes, redirectUris, postLogoutUris, backchannelLogoutUri }: Asked): void {
  for (const [at, scope] of scopes.entries())
    if (!LENT.has(scope)) throw invalid(`scopes.${at}`, `Không có phạm vi “${scope}”.`)
  for (const [at, address] of redirectUris.entries()) requireAddress(`redirectUris.${at}`, address)
  for (const [at, address] of postLogoutUris.entries()) requireAddress(`postLogoutUris.${at}`, address)
  if (backchannelLogoutUri !== null) requireAddress('backchannelLogoutUri', backchannelLogoutUri)
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Exactly this address, over TLS; plain http only on the machine itself. */
function requireAddress(path: string, address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))
  if (!url || !safe || url.hash || url.username || address.includes('*'))
    throw invalid(
      path,
      `Địa chỉ “${address.slice(0, 100)}” phải bắt đầu bằng https://, đầy đủ, không có dấu # hay dấu *.`,
    )
}

function partnerView(row: PartnerRow): PartnerView {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    redirectUris: row.redirect_uris,
    postLogoutUris: row.post_logout_uris,
    backchannelLogoutUri: row.backchannel_logout_uri,
    registeredAt: formatInstant(row.created_at.getTime()),
    closedAt: row.closed_at && formatInstant(row.closed_at.getTime()),
  }
}
