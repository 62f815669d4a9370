import { z } from 'zod'

/** What the screens and other blocks may know of messages between systems. */
export const EXCHANGE = { read: 'exchange.read', change: 'exchange.change' } as const

export const SystemKey = z
  .string()
  .regex(/^[a-z]+(-[a-z]+)*$/, 'Mã hệ thống viết chữ thường không dấu, ví dụ national-portal.')
  .max(60)

/** The one that citizens file on; every other system decides procedures itself. */
export const NATIONAL_PORTAL = 'national-portal'

const Instant = z.iso.datetime({ offset: true })

export const DIRECTIONS = ['out', 'in'] as const
/** `failed` stands aside until a person looks; `dropped` was let go by one, with a reason. */
export const MESSAGE_STATES = ['waiting', 'sent', 'done', 'failed', 'dropped'] as const

export const MessageView = z.object({
  id: z.uuid(),
  direction: z.enum(DIRECTIONS),
  system: z.object({ key: z.string(), name: z.string() }),
  /** The dossier's code; of an arrived message what the sender calls it, until it has become one. */
  subject: z.string(),
  kind: z.string(),
  state: z.enum(MESSAGE_STATES),
  attempts: z.int(),
  madeAt: Instant,
  doneAt: Instant.nullable(),
  nextAt: Instant.nullable(),
  /** Why it failed, last time. */
  error: z.string().nullable(),
  /** Why a person let it go. */
  reason: z.string().nullable(),
})
export type MessageView = z.infer<typeof MessageView>

export const SystemView = z.object({
  key: z.string(),
  name: z.string(),
  address: z.string(),
  clientId: z.string(),
  enabled: z.boolean(),
  procedures: z.array(z.string()),
  since: Instant,
  /** `quiet`: never asked yet. */
  line: z.enum(['up', 'down', 'quiet', 'off']),
  okAt: Instant.nullable(),
  downSince: Instant.nullable(),
  error: z.string().nullable(),
  waiting: z.int(),
  failed: z.int(),
  oldestWaiting: Instant.nullable(),
})
export type SystemView = z.infer<typeof SystemView>

export const SetSystemInput = z.strictObject({
  key: SystemKey,
  name: z.string().trim().min(3, 'Ghi tên hệ thống, ít nhất 3 ký tự.').max(200),
  address: z
    .url({ protocol: /^https?$/, error: 'Địa chỉ viết đầy đủ, ví dụ https://api.example.vn/ket-noi.' })
    .max(500),
  clientId: z.string().trim().min(1, 'Ghi mã được cấp.').max(200),
  /** Kept as it is when absent. */
  secret: z.string().min(8, 'Mật khẩu kết nối dài ít nhất 8 ký tự.').max(500).optional(),
  enabled: z.boolean().default(true),
  procedures: z
    .array(z.string().regex(/^[1-9]\.\d{6}$/, 'Mã thủ tục có dạng 1.004222.'))
    .max(500)
    .default([]),
})
export type SetSystemInput = z.infer<typeof SetSystemInput>
