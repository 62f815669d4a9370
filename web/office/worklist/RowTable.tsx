import { Link } from 'react-router'
import type { DossierRow } from '../../../src/blocks/dossier/contract.ts'
import { moment } from '../words.ts'
import { TimeLeft } from './TimeLeft.tsx'

type Props = {
  rows: DossierRow[]
  name: string
  /** Codes selected for assignment; null where nothing is selected. */
  picked: string[] | null
  onToggle: (code: string) => void
  onAll: (codes: string[]) => void
}

export function RowTable({ rows, name, picked, onToggle, onAll }: Props) {
  const all = picked !== null && rows.every((row) => picked.includes(row.code))
  return (
    <div className="table-scroll">
      <table className="rows">
        <caption className="unseen">{name}</caption>
        <thead>
          <tr>
            {picked && (
              <th scope="col" className="pick">
                <input
                  type="checkbox"
                  aria-label="Chọn tất cả"
                  checked={all}
                  onChange={() => onAll(all ? [] : rows.map((row) => row.code))}
                />
              </th>
            )}
            <th scope="col">Mã hồ sơ</th>
            <th scope="col">Thủ tục</th>
            <th scope="col">Người nộp</th>
            <th scope="col">Bước</th>
            <th scope="col">Còn lại</th>
            <th scope="col">Người xử lý</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={picked?.includes(row.code) ? 'picked' : ''}>
              {picked && (
                <td className="pick">
                  <input
                    type="checkbox"
                    aria-label={`Chọn ${row.code}`}
                    checked={picked.includes(row.code)}
                    onChange={() => onToggle(row.code)}
                  />
                </td>
              )}
              <th scope="row">
                <Link to={`/ho-so/${row.code}`} data-row>
                  {row.code}
                </Link>
              </th>
              <td className="wide" data-label="Thủ tục">
                {row.procedure.name}
              </td>
              <td data-label="Người nộp">
                {row.applicantName ?? <span className="quiet">đã xóa theo hạn lưu</span>}
              </td>
              <td data-label="Bước">{row.state.name}</td>
              <td data-label="Còn lại" className="left">
                <TimeLeft row={row} />
                {row.risk && (
                  <span className="soon">
                    <br />
                    dễ trễ: {row.risk.why}
                  </span>
                )}
                {row.consultation?.dueAt && (
                  <span className={row.consultation.late ? 'late' : 'quiet'}>
                    <br />
                    {row.consultation.late ? 'quá hạn lấy ý kiến ' : 'ý kiến đến '}
                    {moment(row.consultation.dueAt)}
                  </span>
                )}
              </td>
              <td data-label="Người xử lý">{row.assignee?.name ?? <span className="quiet">chưa có</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
