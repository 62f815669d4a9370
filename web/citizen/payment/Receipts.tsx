import type { PaymentView } from '../../../src/blocks/payment/contract.ts'
import { Vietnamese } from '../../ui/Phrase.tsx'
import { Moment, money } from '../../ui/Values.tsx'
import type { Visit } from '../router.ts'

type Props = { visit: Visit; payment: PaymentView; check: string }

/** Every receipt, those out of force too, and the money given back. */
export function Receipts({ visit, payment, check }: Props) {
  const { t, lang } = visit
  const query = check ? `?check=${encodeURIComponent(check)}` : ''
  const extra = payment.payments.filter((each) => each.standing === 'surplus')
  const back = payment.payments.filter((each) => each.refund)
  if (payment.receipts.length + extra.length + back.length === 0) return null
  return (
    <section aria-labelledby="receipts">
      <h2 id="receipts">{t('Biên lai', 'Receipts')}</h2>
      <ul className="messages">
        {payment.receipts.map((each) => (
          <li key={each.id}>
            {each.symbol} {t('số', 'no.')} <span className="number">{each.number}</span>,{' '}
            {money(each.content.total, lang)}
            {each.status === 'cancelled' && t(' – đã hủy', ' – cancelled')}
            {each.status === 'replaced' && t(' – đã thay thế', ' – replaced')}
            {each.replaces && (
              <>
                {t('. Thay thế biên lai ', '. In place of ')}
                {each.replaces}
              </>
            )}
            <span className="help quiet">
              <Moment at={each.issuedAt} lang={lang} />
            </span>
            <span className="actions">
              <a href={`/api/receipts/${each.id}${query}`}>
                {t(`Bản in ${each.number} (PDF)`, `Print ${each.number} (PDF)`)}
              </a>
              {each.kind === 'electronic' && (
                <a href={`/api/receipts/${each.id}/xml${query}`}>
                  {t(`Bản ký số ${each.number} (XML)`, `Signed ${each.number} (XML)`)}
                </a>
              )}
            </span>
          </li>
        ))}
      </ul>
      {extra
        .filter((each) => !each.refund)
        .map((each) => (
          <p className="note" key={each.id}>
            {t(
              `Bạn còn ${money(each.amount, lang)} nộp thừa hoặc không đúng số tiền. Nơi thu sẽ hoàn trả.`,
              `${money(each.amount, lang)} came besides what was due and will be given back.`,
            )}
          </p>
        ))}
      {back.map((each) => (
        <p key={each.id}>
          {each.refund!.status === 'done'
            ? t('Đã hoàn trả ', 'Given back: ')
            : t('Đang hoàn trả ', 'Being given back: ')}
          {money(each.amount, lang)}. {t('Lý do: ', 'Reason: ')}
          <Vietnamese>{each.refund!.reason}</Vietnamese>
        </p>
      ))}
    </section>
  )
}
