import './administration.css'
import { useState } from 'react'
import { type LoaderFunctionArgs, useRevalidator } from 'react-router'
import type { StaffCheck } from '../../../src/blocks/identity/model/administered.ts'
import { STAFF_COLUMNS } from '../../../src/blocks/identity/model/staff-columns.ts'
import { ROLE_NAMES } from '../../../src/blocks/organisation/model/role-names.ts'
import { formatNumber } from '../../../src/kernel/vietnamese.ts'
import { requireMe } from '../session.ts'
import { Trouble, useActing, useTitle } from './acting.tsx'

export const loader = ({ request }: LoaderFunctionArgs) => requireMe(request)

type Sheet = { format: 'xlsx' | 'csv'; content: string }
const BECOMES = { new: 'lập mới', seat: 'giao vị trí', same: 'đã có, giữ nguyên', wrong: 'sai' } as const

/** Reads the sheet on the server first; only a sheet without a wrong row can be taken in. */
export function Component() {
  const acting = useActing()
  const { revalidate } = useRevalidator()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [check, setCheck] = useState<StaffCheck | null>(null)
  const [done, setDone] = useState<StaffCheck | null>(null)
  useTitle('Nhập danh sách cán bộ')

  async function choose(file: File | undefined) {
    setCheck(null)
    setDone(null)
    setSheet(null)
    if (!file) return
    const format = /\.csv$/i.test(file.name) ? 'csv' : 'xlsx'
    const chosen: Sheet = { format, content: base64(new Uint8Array(await file.arrayBuffer())) }
    const told = await acting.give<StaffCheck>('/staff/check', chosen)
    setSheet(told && chosen)
    setCheck(told)
  }
  async function bring() {
    if (!sheet) return
    const told = await acting.give<StaffCheck>('/staff', sheet)
    if (!told) return
    setDone(told)
    setCheck(null)
    void revalidate()
  }
  const wrong = check?.rows.filter((row) => row.problems.length > 0) ?? []
  const good = check?.rows.filter((row) => row.problems.length === 0) ?? []
  return (
    <section className="admin stack">
      <h1>Nhập danh sách cán bộ</h1>
      <p>
        Tệp XLSX hoặc CSV (UTF-8), dòng đầu là tên cột: {Object.values(STAFF_COLUMNS).join(', ')}. Tệp được
        đọc thử trước; còn một dòng sai thì chưa ghi dòng nào.
      </p>
      <details>
        <summary>Cột “Vai trò” nhận những giá trị nào?</summary>
        <p>{Object.values(ROLE_NAMES).join('; ')}. Nhiều vai trò thì cách nhau bằng dấu chấm phẩy.</p>
      </details>
      <label>
        Tệp danh sách{' '}
        <input
          type="file"
          accept=".xlsx,.csv"
          onChange={(event) => void choose(event.target.files?.[0])}
          disabled={acting.busy}
        />
      </label>
      <Trouble text={acting.trouble} />
      <p role="status" className={done ? 'done-box' : undefined}>
        {done &&
          `Đã nhập: ${formatNumber(done.fresh)} tài khoản mới, ${formatNumber(done.seated)} người được giao vị trí, ${formatNumber(done.same)} dòng đã có từ trước.`}
      </p>
      {check && (
        <>
          <p>
            <strong>{formatNumber(check.rows.length)} dòng:</strong> {formatNumber(check.fresh)} lập mới,{' '}
            {formatNumber(check.seated)} giao vị trí, {formatNumber(check.same)} đã có,{' '}
            <span className={check.wrong > 0 ? 'late' : undefined}>{formatNumber(check.wrong)} dòng sai</span>
            .
          </p>
          {wrong.length > 0 && (
            <>
              <h2>Dòng sai: sửa trong tệp rồi chọn lại tệp</h2>
              <table className="list">
                <thead>
                  <tr>
                    <th scope="col">Dòng</th>
                    <th scope="col">Họ tên</th>
                    <th scope="col">Cột và lý do</th>
                  </tr>
                </thead>
                <tbody>
                  {wrong.map((row) => (
                    <tr key={row.row}>
                      <td>
                        <span className="quiet">Dòng</span> {row.row}
                      </td>
                      <td data-name="Họ tên">{row.name || '–'}</td>
                      <td>
                        <ul>
                          {row.problems.map((problem) => (
                            <li key={`${problem.column} ${problem.message}`}>
                              <strong>{problem.column}:</strong> {problem.message}
                            </li>
                          ))}
                        </ul>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )}
          <div className="buttons">
            <button
              type="button"
              className="button"
              disabled={acting.busy || check.wrong > 0 || check.fresh + check.seated === 0}
              onClick={() => void bring()}
            >
              Nhập {formatNumber(check.fresh + check.seated)} người
            </button>
          </div>
          {good.length > 0 && (
            <table className="list">
              <caption className="unseen">Các dòng đọc được</caption>
              <thead>
                <tr>
                  <th scope="col">Họ tên</th>
                  <th scope="col">Dòng</th>
                  <th scope="col">Tên đăng nhập</th>
                  <th scope="col">Cơ quan</th>
                  <th scope="col">Chức danh</th>
                  <th scope="col">Sẽ</th>
                </tr>
              </thead>
              <tbody>
                {good.slice(0, 200).map((row) => (
                  <tr key={row.row}>
                    <td>{row.name}</td>
                    <td data-name="Dòng">{row.row}</td>
                    <td data-name="Tên đăng nhập">{row.userName}</td>
                    <td data-name="Cơ quan">{row.agency}</td>
                    <td data-name="Chức danh">{row.title}</td>
                    <td data-name="Sẽ">{BECOMES[row.becomes]}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </section>
  )
}

function base64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
  return btoa(parts.join(''))
}
