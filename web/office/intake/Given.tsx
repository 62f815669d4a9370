import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { formatDay, formatTime } from '../../../src/kernel/vietnamese.ts'
import { useMe } from '../frame/Frame.tsx'
import { useKeys } from '../keys.ts'
import type { Intake, Issued } from './parts.ts'
import { useProcedure } from './procedure.ts'
import { lastingAnswers, noteUsual } from './usual.ts'

type Props = { receipt: Issued; intake: Intake; onNext: () => void }

/** The code is given: print Mẫu 01, then the next person. */
export function Given({ receipt, intake, onNext }: Props) {
  const { account } = useMe()
  const procedure = useProcedure(intake.procedure?.code, () => undefined)
  const [saved, setSaved] = useState(false)
  const print = useRef<HTMLAnchorElement>(null)
  useEffect(() => print.current?.focus(), [])
  useKeys({ n: onNext })
  return (
    <section className="given" role="status">
      <h1>Đã tiếp nhận hồ sơ của {intake.applicant.name}</h1>
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
        {procedure && (
          <button
            type="button"
            className="plain-button"
            disabled={saved}
            onClick={() => {
              const { code, definition } = procedure
              const typed = lastingAnswers(procedure, intake)
              noteUsual(account, {
                code,
                name: definition.title.vi,
                agency: intake.agency,
                typed,
                favourite: true,
              })
              setSaved(true)
            }}
          >
            {saved ? 'Đã lưu mẫu nhanh' : 'Lưu làm mẫu nhanh'}
          </button>
        )}
      </p>
    </section>
  )
}
