import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { payableDossier } from '../../dossier/index.ts'
import { Check, Code, PaymentView } from '../contract.ts'
import { paymentView } from '../read-payment.ts'

/**
 * A dossier's fees explained, how to pay them, and every payment, refund and receipt. For officers who may read it, the
 * signed-in applicant, or whoever has the receipt's secret or last four digits. Errors: dossier.not-found 404.
 */
export const getPayment = query({
  name: 'payment.get',
  route: 'GET /dossiers/{code}/payment',
  summary: 'Phí, lệ phí của một hồ sơ: giải thích, cách nộp, biên lai',
  input: z.strictObject({ code: Code, check: Check.optional() }),
  output: PaymentView,
  permission: 'public',
  audit: (input) => `read the payments of dossier ${input.code}`,
  async run(context) {
    const { input } = context
    return paymentView(context, await payableDossier(context, input.code, input.check))
  },
})
