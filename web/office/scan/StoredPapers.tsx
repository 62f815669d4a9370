import { useState } from 'react'
import type { KeptPaperView } from '../../../src/blocks/document/model/kept-paper.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { sentence } from '../api.ts'
import { findStored } from './api.ts'

type Props = { title: string; citizenNumber: string; onReuse: (paper: KeptPaperView) => void }

/** What the applicant's own store already holds of this kind: asked for by a press, because each look is written down. */
export function StoredPapers({ title, citizenNumber, onReuse }: Props) {
  const [found, setFound] = useState<KeptPaperView[] | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  async function look() {
    setSaid(null)
    try {
      setFound(await findStored(citizenNumber, title))
    } catch (error) {
      setSaid(sentence(error))
    }
  }
  if (!/^\d{12}$/.test(citizenNumber))
    return <p className="quiet">Nhập số căn cước của người nộp để tìm giấy đã số hóa trong kho của họ.</p>
  return (
    <div className="scan-stored">
      <button type="button" className="plain-button" onClick={() => void look()}>
        Tìm giấy đã số hóa
      </button>
      {said && <p className="wrong">{said}</p>}
      {found?.length === 0 && (
        <p role="status">Kho của người này chưa có loại giấy đó. Hãy số hóa bản giấy.</p>
      )}
      {found && found.length > 0 && (
        <ul>
          {found.map((paper) => (
            <li key={paper.id}>
              <a href={`/api/papers/${paper.id}/file`} target="_blank" rel="noreferrer">
                {paper.title}
              </a>{' '}
              <span className="quiet">{about(paper)}</span>{' '}
              {paper.valid ? (
                <button type="button" className="button second" onClick={() => onReuse(paper)}>
                  Dùng lại giấy đã số hóa
                  <span className="unseen"> {paper.title}</span>
                </button>
              ) : (
                <span className="late">hết giá trị</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function about({ number, issuedOn, issuer, validUntil, acceptedAt, acceptedBy }: KeptPaperView): string {
  const parts = [
    number && `số ${number}`,
    issuedOn && `cấp ${formatDate(issuedOn)}`,
    issuer,
    validUntil ? `đến ${formatDate(validUntil)}` : 'không thời hạn',
    `số hóa ${formatDate(acceptedAt)} tại ${acceptedBy.agency}`,
  ]
  return parts.filter(Boolean).join(' · ')
}
