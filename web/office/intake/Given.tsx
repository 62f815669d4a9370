import { useEffect, useRef } from 'react'
import { Link } from 'react-router'
import { formatDay, formatTime } from '../../../src/kernel/vietnamese.ts'
import { useKeys } from '../keys.ts'
import type { Issued } from './parts.ts'

type Props = { receipt: Issued; applicant: string; onNext: () => void }

/** The code is given: print Mẫu 01, then the next person. */
export function Given({ receipt, applicant, onNext }: Props) {
  const print = useRef<HTMLAnchorElement>(null)
  useEffect(() => print.current?.focus(), [])
  useKeys({ n: onNext })
  return (
    <section className="given" role="status">
      <h1>Đã tiếp nhận hồ sơ của {applicant}</h1>
      <p className="given-code">{receipt.code}</p>
      {receipt.firstDueAt && (
        <p>
          Hẹn trả: <strong>{`${formatTime(receipt.firstDueAt)}, ${formatDay(receipt.firstDueAt)}`}</strong>
        </p>
      )}
      <p className="buttons">
        <a
          ref={print}
          className="button"
          href={`/api/dossiers/${receipt.code}/receipt`}
          target="_blank"
          rel="noreferrer"
        >
          In Mẫu 01
        </a>
        <button type="button" className="button second" onClick={onNext}>
          Hồ sơ tiếp theo (n)
        </button>
        <Link to={`/ho-so/${receipt.code}`}>Mở hồ sơ</Link>
      </p>
    </section>
  )
}
