import { z } from 'zod'
import { invalid } from '../../../kernel/problem.ts'
import { formatMoney } from '../../../kernel/vietnamese.ts'
import { command } from '../../../platform/command/declare.ts'
import { MoveOutput } from '../../dossier/contract.ts'
import { payableDossier, settle } from '../../dossier/index.ts'
import { makeCharge } from '../charges.ts'
import { Code, PaymentView, PERMISSIONS } from '../contract.ts'
import { requireDesk } from '../reach.ts'
import { paymentView } from '../read-payment.ts'
import { alreadyPaid, takePayment } from '../take-payment.ts'

const Reference = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z./-]{3,40}$/, 'Số giao dịch gồm 3 đến 40 chữ số, chữ cái')

/**
 * The cashier has the money: counted, receipted, and the dossier told, all in one transaction; one that stood waiting for
 * payment goes on and its clock with it. `book` writes the receipt on the next slip of a printed book instead.
 * Errors: dossier.not-found 404, payment.wrong-amount 422 naming both sums, payment.nothing-due 409,
 * payment.already-paid 409, payment.reference-used 409, payment.no-account 409, payment.book-not-held 403,
 * payment.book-used-up 409.
 */
export const confirm = command({
  name: 'payment.confirm',
  route: 'POST /dossiers/{code}/payments',
  summary: 'Xác nhận đã thu tiền mặt hoặc đã nhận chuyển khoản, cấp biên lai',
  input: z.strictObject({
    code: Code,
    method: z.enum(['cash', 'transfer']),
    /** 0 for a dossier that waits though all its fees are waived. */
    amount: z.int().nonnegative('Số tiền là số nguyên đồng'),
    /** The bank's number of a transfer. */
    reference: Reference.optional(),
    /** A printed book of the cashier's, when the electronic receipt cannot be used. */
    book: z.uuid().optional(),
  }),
  /** `moved`: where the dossier went on to, when it had been waiting. */
  output: PaymentView.extend({ moved: MoveOutput.nullable() }),
  permission: PERMISSIONS.collect,
  answers: 201,
  audit: (input) => `took ${input.amount} dong for dossier ${input.code} by ${input.method}`,
  async run(context) {
    const { input } = context
    const { method, amount } = input
    if (method === 'transfer' && !input.reference)
      throw invalid('reference', 'Ghi số giao dịch của ngân hàng để đối soát được khoản chuyển này.')
    const dossier = await payableDossier(context, input.code, undefined, PERMISSIONS.collect)
    await requireDesk(context, dossier.desk, PERMISSIONS.collect)
    const due = await makeCharge(context, dossier)
    if (due.status === 'paid') throw alreadyPaid(dossier.code)
    if (due.status === 'waived' && !(dossier.waits && amount === 0))
      throw invalid(
        'amount',
        'Hồ sơ này được miễn toàn bộ phí, lệ phí nên không thu tiền.',
        'payment.nothing-due',
      )
    if (amount !== due.total)
      throw invalid(
        'amount',
        `Phải thu đúng ${formatMoney(due.total)}, không phải ${formatMoney(amount)}. Kiểm tra lại số tiền đã nhận.`,
        'payment.wrong-amount',
      )
    const reference = method === 'transfer' ? input.reference! : null
    const { moved } =
      due.status === 'waived'
        ? { moved: await settle(context, dossier.code, 0) }
        : await takePayment(context, dossier, due, { method, reference, book: input.book })
    return { ...(await paymentView(context, { ...dossier, waits: false })), moved }
  },
})
