import { z } from 'zod'
import { limit } from '../../../../platform/access/limit.ts'
import { command } from '../../../../platform/command/declare.ts'
import { PasskeyQuestion } from '../../model/factors.ts'
import { askPasskey as ask } from '../passkey.ts'

const PER_ORIGIN = { most: 60, seconds: 300 }

/** A question that any passkey of this site may answer. Errors: identity.no-passkeys-here 409, request.too-many 429. */
export const askPasskey = command({
  name: 'identity.askPasskey',
  route: 'POST /passkeys/question',
  summary: 'Hỏi khóa truy cập để đăng nhập hoặc xác thực lại',
  input: z.strictObject({}),
  output: PasskeyQuestion,
  permission: 'public',
  audit: () => 'asked for a passkey',
  async run({ actor, sql, db, now, publicUrl }) {
    await limit(db, `passkey:${actor.origin}`, now, PER_ORIGIN.most, PER_ORIGIN.seconds)
    return ask(sql, publicUrl, now)
  },
})
