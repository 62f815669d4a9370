import { z } from 'zod'

/** How a second factor was shown. */
export const FACTOR_KINDS = ['passkey', 'totp', 'recovery'] as const
export type FactorKind = (typeof FACTOR_KINDS)[number]

const Instant = z.iso.datetime({ offset: true })

/** What the browser's passkey API answered, as JSON; the library checks what is inside. */
export const PasskeyResponse = z.looseObject({ id: z.string().max(1400), type: z.literal('public-key') })
export type PasskeyResponse = z.infer<typeof PasskeyResponse>

const Challenged = z.string().min(20, 'Thiếu mã của lần hỏi khóa truy cập').max(100)
/** Six digits, however somebody groups them. */
export const TotpCode = z
  .string()
  .max(20)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Mã gồm 6 chữ số trong ứng dụng xác thực'))
const RecoveryCode = z.string().trim().min(1, 'Nhập một mã dự phòng').max(40)

/** A second factor as it is shown: at sign-in, and again before something weighty. */
export const FactorAnswer = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('totp'), code: TotpCode }),
  z.strictObject({ way: z.literal('recovery'), code: RecoveryCode }),
  z.strictObject({ way: z.literal('passkey'), token: Challenged, response: PasskeyResponse }),
])
export type FactorAnswer = z.infer<typeof FactorAnswer>

export const PasskeyAnswer = z.strictObject({ token: Challenged, response: PasskeyResponse })

/** Asks the browser for a passkey: `token` comes back with its answer, within five minutes and once. */
export const PasskeyQuestion = z.object({ token: z.string(), options: z.looseObject({}) })
export type PasskeyQuestion = z.infer<typeof PasskeyQuestion>

/** After the password: which second factors may be shown; `token` names this sign-in for ten minutes. */
export const SecondAsked = z.object({ token: z.string(), ways: z.array(z.enum(FACTOR_KINDS)) })
export type SecondAsked = z.infer<typeof SecondAsked>

/** One's own second factors. */
export const FactorsView = z.object({
  passkeys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Kept by a provider on several devices. */
      backedUp: z.boolean(),
      addedAt: Instant,
      usedAt: Instant.nullable(),
      /** Its counter went back once; it no longer opens anything. */
      suspended: z.boolean(),
    }),
  ),
  totp: z.object({ addedAt: Instant, usedAt: Instant.nullable() }).nullable(),
  recoveryCodesLeft: z.int(),
  /** Policy asks this account for one. */
  required: z.boolean(),
  /** Passkeys need a name for the site: they do not work at a bare address of numbers. */
  passkeysWork: z.boolean(),
})
export type FactorsView = z.infer<typeof FactorsView>

/** A factor was added: with the first, ten recovery codes, shown this once. `proof` raises the session at once. */
export const FactorAdded = z.object({ proof: z.string(), recoveryCodes: z.array(z.string()).nullable() })
export type FactorAdded = z.infer<typeof FactorAdded>

/** Roles that must have a second factor from that day on; none asks nobody. */
export const PolicyView = z.object({ roles: z.array(z.string()), since: z.iso.date().nullable() })
export type PolicyView = z.infer<typeof PolicyView>
