import type { PaymentView } from '../../../src/blocks/payment/contract.ts'
import { Vietnamese } from '../../ui/Phrase.tsx'
import { money } from '../../ui/Values.tsx'
import type { Visit } from '../router.ts'

/** Each fee with how its amount comes about and the law it rests on; phí and lệ phí apart, then the sum. */
export function Explained({ visit, payment }: { visit: Visit; payment: PaymentView }) {
  const { t, lang } = visit
  return (
    <section aria-labelledby="fees">
      <h2 id="fees">{t('Từng khoản', 'Each fee')}</h2>
      <ul className="fees">
        {payment.lines.map((line) => (
          <li key={line.key}>
            <p>
              <Vietnamese>{line.name}</Vietnamese>
              {' – '}
              {line.kind === 'phí' ? t('phí', 'fee (phí)') : t('lệ phí', 'duty (lệ phí)')}
              {': '}
              <strong>{line.known ? money(line.amount, lang) : t('chưa tính được', 'not known yet')}</strong>
            </p>
            <details>
              <summary>{t('Vì sao số tiền này?', 'Why this amount?')}</summary>
              <p lang="vi">{line.explanation}</p>
              {line.inputs.length > 0 && (
                <ul lang="vi">
                  {line.inputs.map((each) => (
                    <li key={each.name}>
                      {each.name}: {each.value}
                    </li>
                  ))}
                </ul>
              )}
              {line.formula && (
                <p>
                  {t('Công thức: ', 'Formula: ')}
                  <code>{line.formula}</code>
                </p>
              )}
              <p>
                {t('Căn cứ: ', 'Legal basis: ')}
                <Vietnamese>{line.legalBasis}</Vietnamese>
              </p>
            </details>
          </li>
        ))}
      </ul>
      {payment.fees > 0 && payment.duties > 0 && (
        <p>
          {t('Cộng phí: ', 'Fees: ')}
          {money(payment.fees, lang)}. {t('Cộng lệ phí: ', 'Duties: ')}
          {money(payment.duties, lang)}.
        </p>
      )}
    </section>
  )
}
