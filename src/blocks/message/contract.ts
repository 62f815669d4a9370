import { z } from 'zod'
import { CHANNELS, FORMS, LANGS, STATES } from './model/channels.ts'

/** All that others may know of notices: what they are of, by which ways they go, shapes. */
export const PERMISSIONS = { administer: 'notice.administer' } as const

export const Channel = z.enum(CHANNELS)
export type Channel = z.infer<typeof Channel>
export const Lang = z.enum(LANGS)
export type Lang = z.infer<typeof Lang>
export const Form = z.enum(FORMS)
export type Form = z.infer<typeof Form>
export const formOf = (channel: Channel): Form => (channel === 'email' ? 'email' : 'short')

export const DeliveryState = z.enum(STATES)

const Instant = z.iso.datetime({ offset: true })
const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Giờ có dạng 21:00')

export const PreferenceView = z.object({
  channels: z.array(Channel),
  lang: Lang,
  quietEmail: z.boolean(),
})
export type PreferenceView = z.infer<typeof PreferenceView>
export const PreferenceInput = z.strictObject({
  /** None: told on the tracking page only. */
  channels: z.array(Channel).max(3),
  lang: Lang.default('vi'),
  quietEmail: z.boolean().default(false),
})

export const TemplateView = z.object({
  kind: z.string(),
  form: Form,
  lang: Lang,
  title: z.string(),
  body: z.string(),
  /** As the release ships it; false once an official changed it. */
  shipped: z.boolean(),
})
export type TemplateView = z.infer<typeof TemplateView>
export const KindView = z.object({
  kind: z.string(),
  name: z.string(),
  placeholders: z.array(z.object({ key: z.string(), name: z.string() })),
  templates: z.array(TemplateView),
})
export type KindView = z.infer<typeof KindView>
export const TemplateInput = z.strictObject({
  kind: z.string().max(40),
  form: Form,
  lang: Lang,
  title: z.string().trim().max(200, 'Tiêu đề dài nhất 200 ký tự').default(''),
  body: z.string().trim().min(1, 'Ghi nội dung').max(4000, 'Nội dung dài nhất 4.000 ký tự'),
})

export const DeliveryView = z.object({
  id: z.uuid(),
  kind: z.string(),
  kindName: z.string(),
  subject: z.string(),
  channel: Channel,
  /** Half hidden: enough to recognise, too little to learn. */
  address: z.string(),
  state: DeliveryState,
  tries: z.int(),
  reason: z.string().nullable(),
  createdAt: Instant,
  /** When it is tried next, while it waits. */
  dueAt: Instant.nullable(),
  sentAt: Instant.nullable(),
})
export type DeliveryView = z.infer<typeof DeliveryView>

export const ChannelView = z.object({
  channel: Channel,
  enabled: z.boolean(),
  address: z.string().nullable(),
  sender: z.string().nullable(),
  hasSecret: z.boolean(),
})
export type ChannelView = z.infer<typeof ChannelView>
export const QuietHours = z.strictObject({ starts: LocalTime, ends: LocalTime })
export const SettingsView = z.object({ quietHours: QuietHours, channels: z.array(ChannelView) })
export type SettingsView = z.infer<typeof SettingsView>
export const ChannelInput = z.strictObject({
  channel: Channel,
  enabled: z.boolean(),
  address: z.url('Địa chỉ có dạng https://…').max(300).nullish(),
  sender: z.string().trim().max(40).nullish(),
  /** Left out: the one kept before stays. */
  secret: z.string().min(16, 'Khóa dài ít nhất 16 ký tự').max(300).optional(),
})

/** What a provider of SMS or Zalo reports of one message. */
export const ReportInput = z.strictObject({
  channel: z.enum(['sms', 'zalo']),
  event: z.strictObject({
    reference: z.string().max(100),
    state: z.enum(['delivered', 'undeliverable']),
    reason: z.string().max(300).optional(),
  }),
  sentAt: Instant,
  signature: z.string().max(100),
})

/** How short messages leave the house; the connector is composed in from above. */
export type ShortMessages = {
  /**
   * Hands a message on. The same `reference` again is the same message. Throws Undeliverable when trying again is of no
   * use, any other Error when it is.
   */
  send: (message: ShortMessage) => Promise<void>
  /** What became of it, for those whose report was lost; null while it is on its way or unknown there. */
  stateOf: (channel: 'sms' | 'zalo', reference: string) => Promise<Reported | null>
}
export type ShortMessage = { channel: 'sms' | 'zalo'; to: string; text: string; reference: string }
export type Reported = { state: 'delivered' | 'undeliverable'; reason?: string | undefined }

/** The other side will never take it: the address is wrong, the words are refused. */
export class Undeliverable extends Error {}

/** `id` names a letter for the servers on its way: the same letter tried again bears the same. */
export type LetterHead = { id?: string; from?: string | null }
/** Sends a letter. Throws Undeliverable when its address will never take it, any other Error when it may later. */
export type SendMail = (to: string, subject: string, text: string, head?: LetterHead) => Promise<void>
