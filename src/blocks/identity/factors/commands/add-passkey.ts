import { z } from 'zod'
import { command } from '../../../../platform/command/declare.ts'
import { FactorAdded, PasskeyAnswer, PasskeyQuestion } from '../../model/factors.ts'
import { addPasskeyOf, askNewPasskey as ask } from '../passkey.ts'
import { factorAdded, selfOf } from '../self.ts'

/** Asks one's own device to make a passkey. Errors: identity.no-passkeys-here 409. */
export const askNewPasskey = command({
  name: 'identity.askNewPasskey',
  route: 'POST /account/passkeys/question',
  summary: 'Hỏi thiết bị tạo khóa truy cập mới',
  input: z.strictObject({}),
  output: PasskeyQuestion,
  permission: 'signed-in',
  factor: 'enrol',
  audit: () => 'began to add a passkey',
  async run(context) {
    return ask(context.sql, context.publicUrl, await selfOf(context), context.now)
  },
})

/**
 * Adds the passkey that the device made. Errors: request.invalid 422 naming `response`, identity.question-over 410,
 * identity.passkey-known 409.
 */
export const addPasskey = command({
  name: 'identity.addPasskey',
  route: 'POST /account/passkeys',
  summary: 'Thêm khóa truy cập vào tài khoản của bạn',
  input: PasskeyAnswer.extend({
    name: z.string().trim().min(1, 'Đặt tên để nhận ra khóa này').max(60, 'Tên dài nhất 60 ký tự'),
  }),
  output: FactorAdded,
  answers: 201,
  permission: 'signed-in',
  factor: 'enrol',
  shownOnce: true,
  audit: () => 'added a passkey to own account',
  forgets: ['identity.session'],
  async run(context) {
    const { input, sql, now, publicUrl } = context
    const self = await selfOf(context)
    await addPasskeyOf(sql, publicUrl, self.id, input, now)
    return factorAdded(context, self, 'passkey', `Khóa truy cập “${input.name}”`)
  },
})
