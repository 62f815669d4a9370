import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { payableDossier } from '../../dossier/index.ts'
import { makeCharge } from '../charges.ts'
import { Check, Code, PaymentView } from '../contract.ts'
import { paymentView } from '../read-payment.ts'

/**
 * Asks for a dossier's fees: each line explained from the fee table of the edition in force when it was received, phí and
 * lệ phí apart, with what went into a formula, any waiver and its reason, and the legal basis. Asked again it answers the
 * same. For officers who may read it, the signed-in applicant, or whoever has the receipt's secret or last four digits.
 * Errors: dossier.not-found 404, payment.no-fee 409, payment.not-known 409.
 */
export const charge = command({
  name: 'payment.charge',
  route: 'POST /dossiers/{code}/charge',
  summary: 'Lập khoản phí, lệ phí phải nộp của một hồ sơ, kèm giải thích từng khoản',
  input: z.strictObject({ code: Code, check: Check.optional() }),
  output: PaymentView,
  permission: 'public',
  audit: (input) => `charged dossier ${input.code}`,
  async run(context) {
    const { input } = context
    const dossier = await payableDossier(context, input.code, input.check)
    await makeCharge(context, dossier)
    return paymentView(context, dossier)
  },
})
