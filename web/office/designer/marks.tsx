import type { Finding } from '../../../src/blocks/procedure/contract.ts'
import { lockedByCatalogue, mayBeReduced, useDraft } from './use-draft.ts'

export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (typeof value === 'object' && value !== null && (value as { vi?: string }).vi === '')

/** What is not written yet is told without alarm; what is written and wrong gets the red edge. */
export const isWrong = (value: unknown, found: Finding[]): true | undefined =>
  (!isEmpty(value) && found.some((each) => each.severity === 'error')) || undefined

/** What the check says of one place; `missing`: nothing is written there yet. */
export function Found({ findings, id, missing }: { findings: Finding[]; id?: string; missing?: boolean }) {
  if (findings.length === 0) return null
  return (
    <ul className="found" id={id}>
      {findings.map((finding) => (
        <li
          key={`${finding.code} ${finding.place}`}
          className={missing ? 'quiet' : finding.severity === 'error' ? 'late' : 'soon'}
        >
          {finding.severity !== 'error' ? 'Lưu ý: ' : missing ? 'Còn thiếu: ' : 'Lỗi: '}
          {finding.message} {finding.todo}
        </li>
      ))}
    </ul>
  )
}

/** The sentence why a whole part cannot be changed here; nothing when it can. */
export function Locked({ path }: { path: string }) {
  const { draft } = useDraft()
  if (!lockedByCatalogue(draft, path)) return null
  return (
    <p className="locked-note">
      <strong>Đã khóa.</strong> Phần này theo Cơ sở dữ liệu quốc gia về thủ tục hành chính, tỉnh không sửa.
      Khi quyết định công bố thay đổi, nội dung đổi theo lần nhập danh mục sau.
    </p>
  )
}

/** The same beside one input, in few words. */
export function LockedInput({ path }: { path: string }) {
  const { draft } = useDraft()
  if (!lockedByCatalogue(draft, path)) return null
  return (
    <span className="help quiet">
      {mayBeReduced(path)
        ? 'Danh mục quốc gia quy định; tỉnh chỉ được giảm.'
        : 'Đã khóa: danh mục quốc gia quy định, tỉnh không sửa.'}
    </span>
  )
}
