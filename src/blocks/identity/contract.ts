import { z } from 'zod'

export const PERMISSIONS = {
  openCitizen: 'identity.openCitizen',
  administer: 'identity.administer',
} as const

export const SignInInput = z.strictObject({
  userName: z.string().trim().min(1, 'Nhập tên đăng nhập').max(100),
  password: z.string().min(1, 'Nhập mật khẩu').max(200),
})

/** Who is signed in, in which seats, allowed what: all a surface needs to draw its menu. */
export const Me = z.object({
  account: z.string(),
  name: z.string(),
  userName: z.string(),
  kind: z.enum(['officer', 'citizen', 'company']),
  /** How sure this session is who it is: 1 said by oneself, 2 seen at a counter or the nation's level 1, 3 its level 2. */
  assurance: z.int(),
  position: z.object({ id: z.string(), title: z.string(), roles: z.array(z.string()) }).nullable(),
  agency: z.object({ code: z.string(), name: z.string() }).nullable(),
  permissions: z.array(z.string()),
  /** Policy asks for a second factor and there is none yet: all else waits. */
  mustEnrol: z.boolean(),
  /** Whose seat it is that they act from by delegation. */
  actingFor: z.string().nullable(),
  /** Seats they may act from: their own, then those lent to them, each with its holder's name. */
  seats: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      agency: z.string(),
      actingFor: z.string().nullable(),
    }),
  ),
})
export type Me = z.infer<typeof Me>

/** A new password: long rather than strange (ASVS 5.0, 6.2). */
export const NewPassword = z
  .string()
  .min(12, 'Mật khẩu cần ít nhất 12 ký tự; một câu ngắn dễ nhớ là tốt')
  .max(200, 'Mật khẩu dài nhất 200 ký tự')

export const CitizenNumber = z
  .string()
  .transform((text) => text.replace(/[\s.]/g, ''))
  .pipe(z.string().regex(/^(?!000)\d{12}$/, 'Số định danh cá nhân gồm 12 chữ số'))

const Instant = z.iso.datetime({ offset: true })

const REPRESENTATION_KINDS = ['company', 'child', 'elder', 'other'] as const
const Represented = {
  kind: z.enum(REPRESENTATION_KINDS, 'Chọn bạn đại diện cho ai'),
  /** Only these procedures; every one when absent. */
  procedures: z
    .array(z.string().regex(/^[1-9]\.\d{6}$/, 'Mã thủ tục có dạng 1.001193'))
    .min(1)
    .max(50)
    .optional(),
  from: z.iso.date('Ngày bắt đầu viết dạng 2026-09-01'),
  /** The last day. */
  to: z.iso.date('Ngày kết thúc viết dạng 2026-12-31'),
}
/** Citizen number or tax code. */
const OwnNumber = z
  .string()
  .transform((text) => text.replace(/[\s.]/g, ''))
  .pipe(z.string().regex(/^(\d{12}|\d{10}(-\d{3})?)$/, 'Nhập số định danh 12 chữ số hoặc mã số thuế'))

export const AskToRepresentInput = z.strictObject({ number: OwnNumber, ...Represented })
export const RegisterRepresentationInput = z.strictObject({
  representative: CitizenNumber,
  number: OwnNumber.optional(),
  name: z.string().trim().min(2, 'Ghi tên người hoặc tổ chức được đại diện').max(200),
  /** Content hash of the proof as uploaded. */
  proof: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  ...Represented,
})
export const RepresentationView = z.object({
  id: z.uuid(),
  kind: z.enum(REPRESENTATION_KINDS),
  representative: z.string(),
  number: z.string().nullable(),
  /** Null until accepted: a number alone tells nobody's name. */
  name: z.string().nullable(),
  procedures: z.array(z.string()).nullable(),
  from: z.iso.date(),
  to: z.iso.date(),
  state: z.enum(['asked', 'coming', 'running', 'over', 'ended']),
  atCounter: z.boolean(),
})
export type RepresentationView = z.infer<typeof RepresentationView>

/** One's own account as its page shows it. */
export const AccountView = z.object({
  account: z.string(),
  kind: z.enum(['officer', 'citizen', 'company']),
  userName: z.string(),
  name: z.string(),
  citizenNumber: z.string().nullable(),
  taxCode: z.string().nullable(),
  representedBy: z.string().nullable(),
  birthDate: z.iso.date().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  assurance: z.int(),
  provedBy: z.enum(['counter', 'nation']).nullable(),
  hasPassword: z.boolean(),
  /** The nation's providers that open this account. */
  links: z.array(z.object({ provider: z.string(), linkedAt: Instant })),
})
export type AccountView = z.infer<typeof AccountView>

export const SessionView = z.object({
  id: z.string(),
  /** Where the call comes from. */
  current: z.boolean(),
  way: z.string(),
  agent: z.string(),
  origin: z.string(),
  openedAt: Instant,
  seenAt: Instant,
  /** Partner systems signed in to under it. */
  clients: z.array(z.string()),
})
export type SessionView = z.infer<typeof SessionView>

export const ConsentView = z.object({
  id: z.string(),
  client: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
})
export type ConsentView = z.infer<typeof ConsentView>

/** What one of the nation's providers says of who signed in there. */
export type OutsidePerson = {
  issuer: string
  subject: string
  kind: 'citizen' | 'company'
  /** The person's own, or of who acts for the company. */
  citizenNumber: string | null
  name: string
  birthDate: string | null
  phone: string | null
  email: string | null
  taxCode: string | null
  companyName: string | null
  assurance: 1 | 2 | 3
}

/** What must be kept between sending somebody to the nation's provider and their coming back. */
export type OutsideAttempt = { state: string; nonce: string; verifier: string }

/** One of the nation's providers; connectors/national-identity speaks to it. */
export type NationalIdentity = {
  key: string
  /** As people know it: VNeID. */
  name: string
  begin: () => Promise<{ address: string; attempt: OutsideAttempt }>
  /** Errors: identity.nation-refused 403, identity.nation-incomplete 422, identity.nation-unavailable 503. */
  finish: (returned: URL, attempt: OutsideAttempt) => Promise<OutsidePerson>
}

/** How an installation reaches one of them. */
export type NationalSettings = {
  key: string
  name: string
  issuer: string
  clientId: string
  clientSecret: string
}
