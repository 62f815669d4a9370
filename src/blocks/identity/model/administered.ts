import { z } from 'zod'

const Instant = z.iso.datetime({ offset: true })

/** An officer's account as its administrator sees it. */
export const AdministeredAccount = z.object({
  account: z.string(),
  userName: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
  /** False until they have set one by their link. */
  hasPassword: z.boolean(),
  /** Seats held today. */
  seats: z.array(
    z.object({ position: z.string(), title: z.string(), agency: z.string(), agencyName: z.string() }),
  ),
  /** Open sessions now. */
  sessions: z.int(),
})
export type AdministeredAccount = z.infer<typeof AdministeredAccount>

export const AdministeredSession = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  userName: z.string(),
  /** The one the administrator asks from. */
  current: z.boolean(),
  way: z.string(),
  agent: z.string(),
  origin: z.string(),
  openedAt: Instant,
  seenAt: Instant,
})
export type AdministeredSession = z.infer<typeof AdministeredSession>

export const PartnerView = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  redirectUris: z.array(z.string()),
  postLogoutUris: z.array(z.string()),
  backchannelLogoutUri: z.string().nullable(),
  registeredAt: Instant,
  closedAt: Instant.nullable(),
})
export type PartnerView = z.infer<typeof PartnerView>

export const SigningKeyView = z.object({
  kid: z.string(),
  madeAt: Instant,
  /** Verifies until then; null while it signs. */
  until: Instant.nullable(),
})
export type SigningKeyView = z.infer<typeof SigningKeyView>

/** A link to set the password by, shown once. */
export const OneTimeLink = z.object({
  account: z.string(),
  link: z.string(),
  expiresAt: Instant,
  /** It was also sent to the account's e-mail. */
  mailed: z.boolean(),
})
export type OneTimeLink = z.infer<typeof OneTimeLink>

/** One row of the sheet: `row` is its number there; what becomes of it; and what is wrong with it. */
export const StaffRowView = z.object({
  row: z.int(),
  name: z.string(),
  userName: z.string(),
  agency: z.string(),
  title: z.string(),
  /** `new`: account and seat are made; `seat`: a known account gets the seat; `same`: nothing changes. */
  becomes: z.enum(['new', 'seat', 'same', 'wrong']),
  problems: z.array(z.object({ column: z.string(), message: z.string() })),
})
export type StaffRowView = z.infer<typeof StaffRowView>

export const StaffCheck = z.object({
  rows: z.array(StaffRowView),
  fresh: z.int(),
  seated: z.int(),
  same: z.int(),
  wrong: z.int(),
})
export type StaffCheck = z.infer<typeof StaffCheck>

/** A sheet sent to be read: XLSX, or CSV in UTF-8; its bytes in base64. */
export const StaffSheet = z.strictObject({
  format: z.enum(['xlsx', 'csv'], 'Chọn tệp XLSX hoặc CSV.'),
  content: z
    .base64('Nội dung tệp phải ở dạng base64.')
    .min(1, 'Chọn tệp danh sách cán bộ.')
    .max(3_000_000, 'Tệp lớn quá 2 MB; hãy chia danh sách thành nhiều tệp.'),
})

/** An official mailbox as its administrator sees it. */
export const MailboxView = z.object({
  address: z.string(),
  position: z.string(),
  title: z.string(),
  agencyName: z.string(),
  holder: z.string().nullable(),
  openedAt: z.iso.datetime({ offset: true }),
  suspendedAt: z.iso.datetime({ offset: true }).nullable(),
  /** Its holder has made a password, so that a mail program can sign in. */
  ready: z.boolean(),
})
export type MailboxView = z.infer<typeof MailboxView>

export const OwnMailbox = z.object({
  address: z.string(),
  suspended: z.boolean(),
  passwordMadeAt: z.iso.datetime({ offset: true }).nullable(),
})
export type OwnMailbox = z.infer<typeof OwnMailbox>
