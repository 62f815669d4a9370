import { useState } from 'react'
import type { EditionRow } from '../../../../src/blocks/procedure/contract.ts'
import { formatDate } from '../../../../src/kernel/vietnamese.ts'
import { localDay } from '../../../ui/figures.ts'
import { act, sentence } from '../../api.ts'

type Props = { procedure: string; editions: EditionRow[]; mayRetire: boolean; onChanged: () => Promise<void> }

/** Every edition of the procedure with its days; one that holds can be ended on a day. */
export function Editions({ procedure, editions, mayRetire, onChanged }: Props) {
  const [retiring, setRetiring] = useState<number | null>(null)
  if (editions.length === 0) return <p className="quiet">Thủ tục chưa có phiên bản nào.</p>
  return (
    <>
      <table className="flow-table numbers">
        <caption className="unseen">Các phiên bản của thủ tục {procedure}</caption>
        <thead>
          <tr>
            <th scope="col">Phiên bản</th>
            <th scope="col">Tình trạng</th>
            <th scope="col">Áp dụng</th>
            <th scope="col" className="extra">
              Quyết định
            </th>
            <th scope="col" className="extra">
              Người ban hành
            </th>
            {mayRetire && (
              <th scope="col">
                <span className="unseen">Ngừng áp dụng</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {editions.map((edition) => (
            <tr key={edition.number}>
              <th scope="row">{edition.number}</th>
              <td>{standing(edition)}</td>
              <td>
                từ {formatDate(edition.validFrom)}
                {edition.validTo && ` đến trước ${formatDate(edition.validTo)}`}
              </td>
              <td className="extra">{decisionOf(edition)}</td>
              <td className="extra">{edition.publishedBy ?? '–'}</td>
              {mayRetire && (
                <td>
                  {edition.status === 'published' && (
                    <button
                      type="button"
                      className="plain-button"
                      aria-expanded={retiring === edition.number}
                      onClick={() => setRetiring(retiring === edition.number ? null : edition.number)}
                    >
                      Ngừng áp dụng<span className="unseen"> phiên bản {edition.number}</span>
                    </button>
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {retiring !== null && (
        <RetireForm
          key={retiring}
          procedure={procedure}
          number={retiring}
          onDone={async () => {
            setRetiring(null)
            await onChanged()
          }}
        />
      )}
    </>
  )
}

function standing({ status, inForce }: EditionRow): string {
  if (inForce) return status === 'retired' ? 'Đang áp dụng, đã định ngày ngừng' : 'Đang áp dụng'
  if (status === 'draft') return 'Chưa ban hành'
  return status === 'retired' ? 'Đã ngừng áp dụng' : 'Đã ban hành'
}

const decisionOf = ({ decision }: EditionRow): string =>
  decision ? `${decision.number}${decision.date ? `, ngày ${formatDate(decision.date)}` : ''}` : '–'

type RetireProps = { procedure: string; number: number; onDone: () => Promise<void> }

function RetireForm({ procedure, number, onDone }: RetireProps) {
  const [from, setFrom] = useState(localDay(new Date()))
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  async function retire(): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await act(
        `/procedures/${procedure}/editions/${number}/retirement`,
        { from, reason },
        `retire.${procedure}.${number}`,
      )
      await onDone()
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      className="stack note"
      aria-label={`Ngừng áp dụng phiên bản ${number}`}
      onSubmit={(event) => {
        event.preventDefault()
        void retire()
      }}
    >
      <p>
        Từ ngày này không nhận hồ sơ mới theo phiên bản {number}; hồ sơ đang giải quyết vẫn theo phiên bản này
        đến khi xong.
      </p>
      <div className="side-by-side">
        <div className="at">
          <label htmlFor="retire-from">Ngừng từ ngày</label>
          <input
            id="retire-from"
            type="date"
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </div>
        <div className="at">
          <label htmlFor="retire-reason">Lý do ngừng áp dụng</label>
          <textarea
            id="retire-reason"
            rows={2}
            required
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      </div>
      {problem && (
        <p className="error-box" role="alert">
          {problem}
        </p>
      )}
      <p>
        <button type="submit" className="button danger" disabled={busy}>
          Ngừng áp dụng phiên bản {number}
        </button>
      </p>
    </form>
  )
}
