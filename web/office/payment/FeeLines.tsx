import type { PaymentView } from '../../../src/blocks/payment/contract.ts'
import { formatMoney } from '../../../src/kernel/vietnamese.ts'

/** Each fee with its kind, and behind it how the amount comes about. */
export function FeeLines({ payment }: { payment: PaymentView }) {
  return (
    <ul className="fee-lines">
      {payment.lines.map((line) => (
        <li key={line.key}>
          {line.name} · {line.kind}:{' '}
          <strong>{line.known ? formatMoney(line.amount) : 'chưa tính được'}</strong>
          <details>
            <summary>Cách tính, căn cứ</summary>
            <p>{line.explanation}</p>
            {line.inputs.map((each) => (
              <p key={each.name}>
                {each.name}: {each.value}
              </p>
            ))}
            {line.formula && (
              <p>
                Công thức: <code>{line.formula}</code>
              </p>
            )}
            <p>Căn cứ: {line.legalBasis}</p>
          </details>
        </li>
      ))}
    </ul>
  )
}
