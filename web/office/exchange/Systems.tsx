import { useState } from 'react'
import type { SystemView } from '../../../src/blocks/message/model/exchange.ts'
import { formatNumber } from '../../../src/kernel/vietnamese.ts'
import { moment } from '../words.ts'
import { SystemForm } from './SystemForm.tsx'
import { LINE_NAMES } from './words.ts'

type Props = { systems: SystemView[]; changes: boolean; onChanged: () => void }

/** One row a line: does it answer, since when not, and how much waits on it. */
export function Systems({ systems, changes, onChanged }: Props) {
  const [editing, setEditing] = useState<SystemView | 'new' | null>(null)
  return (
    <>
      {changes && (
        <div className="buttons">
          <button type="button" className="plain-button" onClick={() => setEditing('new')}>
            Thêm kết nối
          </button>
        </div>
      )}
      {systems.length === 0 ? (
        <p className="empty">Chưa kết nối hệ thống nào. Bắt đầu từ “Thêm kết nối”.</p>
      ) : (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">Hệ thống</th>
              <th scope="col">Đường truyền</th>
              <th scope="col">Đang chờ</th>
              <th scope="col">Lỗi</th>
              <th scope="col">
                <span className="unseen">Thao tác</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {systems.map((each) => (
              <tr key={each.key}>
                <td>
                  {each.name}
                  <span className="beneath quiet">
                    {each.address}
                    {each.procedures.length > 0 && ` · thủ tục ${each.procedures.join(', ')}`}
                  </span>
                </td>
                <td data-name="Đường truyền">
                  <Line system={each} />
                </td>
                <td data-name="Đang chờ" className="number">
                  {formatNumber(each.waiting)}
                  {each.oldestWaiting && (
                    <span className="beneath quiet">từ {moment(each.oldestWaiting)}</span>
                  )}
                </td>
                <td data-name="Lỗi" className={each.failed > 0 ? 'number late' : 'number'}>
                  {formatNumber(each.failed)}
                </td>
                <td>
                  {changes && (
                    <button
                      type="button"
                      className="plain-button"
                      aria-label={`Sửa kết nối: ${each.name}`}
                      onClick={() => setEditing(each)}
                    >
                      Sửa
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <SystemForm
        editing={editing}
        onClose={(saved) => {
          setEditing(null)
          if (saved) onChanged()
        }}
      />
    </>
  )
}

function Line({ system: { line, okAt, downSince, error } }: { system: SystemView }) {
  return (
    <>
      <span className={line === 'down' ? 'late' : undefined}>{LINE_NAMES[line]}</span>
      {line === 'down' && downSince && <span className="quiet"> từ {moment(downSince)}</span>}
      {line === 'up' && okAt && <span className="quiet">, lần cuối {moment(okAt)}</span>}
      {line === 'down' && error && <span className="beneath">{error}</span>}
    </>
  )
}
