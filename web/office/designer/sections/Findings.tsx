import './flow.css'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Finding } from '../../../../src/blocks/procedure/contract.ts'
import { PARTS, partOf, placeLink } from '../places.ts'
import { useDraft } from '../use-draft.ts'

/** All the check found, by section; each opens its place. */
export function Component() {
  const { findings, reload, draft } = useDraft()
  const [asking, setAsking] = useState(false)
  async function again(): Promise<void> {
    setAsking(true)
    await reload().catch(() => undefined)
    setAsking(false)
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  return (
    <div className="stack">
      <h2>Kiểm tra trước khi ban hành</h2>
      <div className="buttons">
        <p role="status">{asking ? 'Đang kiểm tra…' : verdict(errors, warnings)}</p>
        <button type="button" className="plain-button" onClick={() => void again()}>
          Kiểm tra lại
        </button>
      </div>
      {draft.flags.length > 0 && (
        <section>
          <h3>Cần người có thẩm quyền quyết định</h3>
          <ul className="finding-list">
            {draft.flags.map(({ path, message }) => (
              <li key={`${path} ${message}`}>
                {message} <Link to={placeLink(path)}>Mở chỗ này</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      <FindingList findings={findings} />
    </div>
  )
}

function verdict(errors: number, warnings: number): string {
  if (errors > 0) return `Còn ${errors} lỗi phải sửa trước khi trình và ${warnings} lưu ý.`
  return warnings > 0
    ? `Không còn lỗi. Có ${warnings} lưu ý nên xem.`
    : 'Không còn lỗi và không có lưu ý nào.'
}

export function FindingList({ findings }: { findings: Finding[] }) {
  const groups = [...PARTS.map(({ key, name }) => ({ key, name })), { key: '', name: 'Chỗ khác' }]
  return groups.map(({ key, name }) => {
    const own = findings.filter(({ place }) => (partOf(place)?.key ?? '') === key)
    if (own.length === 0) return null
    const first = (finding: Finding) => (finding.severity === 'error' ? 0 : 1)
    return (
      <section key={key} aria-label={name}>
        <h3>{name}</h3>
        <ul className="finding-list">
          {own
            .toSorted((a, b) => first(a) - first(b))
            .map((finding) => (
              <li key={`${finding.code} ${finding.place}`}>
                <strong className={finding.severity === 'error' ? 'late' : 'soon'}>
                  {finding.severity === 'error' ? 'Lỗi' : 'Lưu ý'}
                </strong>{' '}
                {finding.message} {finding.todo}{' '}
                <Link to={placeLink(finding.place)}>
                  Mở chỗ này<span className="unseen">: {finding.message}</span>
                </Link>
              </li>
            ))}
        </ul>
      </section>
    )
  })
}
