import { Link } from 'react-router'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'

type Joint = NonNullable<DossierView['joint']>

const STANDINGS: Record<Joint['parts'][number]['standing'], string> = {
  pending: 'chưa mở',
  open: 'đang giải quyết',
  waits: 'chờ người nộp bổ sung',
  granted: 'đã có kết quả',
  refused: 'không được giải quyết',
  skipped: 'không mở, vì phần trước không được giải quyết',
}

/** A joint dossier's parts with their agencies; of a part, the whole it belongs to. */
export function JointPanel({ joint }: { joint: DossierView['joint'] }) {
  if (!joint) return null
  return (
    <section>
      <h2>Hồ sơ liên thông</h2>
      {joint.parent && (
        <p>
          Là một phần của hồ sơ <Link to={`/ho-so/${joint.parent}`}>{joint.parent}</Link>. Người dân theo một
          mã và một ngày hẹn của hồ sơ đó.
        </p>
      )}
      {joint.parts.length > 0 && (
        <ul className="prints">
          {joint.parts.map((part) => (
            <li key={part.key}>
              <strong>{part.name}</strong>: {STANDINGS[part.standing]}
              {part.state && part.standing === 'open' && ` (${part.state})`} · {part.agency.name}
              {part.code && (
                <>
                  {' · '}
                  <Link to={`/ho-so/${part.code}`}>{part.code}</Link>
                </>
              )}
              {part.standing === 'pending' && part.after.length > 0 && (
                <span className="quiet"> · mở khi phần trước có kết quả</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
