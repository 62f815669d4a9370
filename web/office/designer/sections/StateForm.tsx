import { NATIONAL_STATUSES } from '../../../../src/blocks/procedure/model/national-statuses.ts'
import { CLOCKS, HOLDERS, PHASES, ROLES } from '../diagram/words.ts'
import { Found, NumberAt, PhraseAt, SelectAt } from '../inputs.tsx'
import { KeyAt } from '../KeyAt.tsx'
import { useDraft } from '../use-draft.ts'

export const optionsOf = (words: Record<string | number, string>, numbered = false) =>
  Object.entries(words).map(([value, name]) => ({ value, label: numbered ? `${value} – ${name}` : name }))

/** One state: its name, its national status, whose it is and how its time counts. */
export function StateForm({ at }: { at: number }) {
  const { content, findings } = useDraft()
  const path = `states.${at}`
  const states = content.definition.states ?? []
  const state = states[at]
  return (
    <>
      <Found findings={findings.filter(({ place }) => place === path)} />
      <PhraseAt path={`${path}.name`} label="Tên bước" maxLength={200} />
      <PhraseAt
        path={`${path}.citizenText`}
        label="Lời nói với người dân"
        rows={2}
        maxLength={500}
        help="Hiện khi người dân tra cứu hồ sơ đang ở bước này."
      />
      <div className="side-by-side">
        <SelectAt
          path={`${path}.status`}
          label="Mã trạng thái quốc gia"
          options={optionsOf(NATIONAL_STATUSES, true)}
          read={Number}
        />
        <SelectAt path={`${path}.phase`} label="Giai đoạn" options={optionsOf(PHASES)} />
        <SelectAt path={`${path}.clock`} label="Cách tính thời hạn" options={optionsOf(CLOCKS)} />
        <RoleAt path={`${path}.role`} />
        <SelectAt path={`${path}.holder`} label="Hồ sơ nằm ở" options={optionsOf(HOLDERS)} />
        <NumberAt
          path={`${path}.allowanceHours`}
          label="Số giờ dự kiến"
          unit="giờ làm việc"
          size="short"
          optional
        />
      </div>
      <details>
        <summary>Khóa của bước</summary>
        <KeyAt
          path={`${path}.key`}
          label="Khóa"
          help="Tên cố định để máy nhận ra bước này; các thao tác trỏ tới bước bằng khóa."
          from={state?.name?.vi ?? ''}
          taken={states.map((each) => each?.key ?? '')}
        />
      </details>
    </>
  )
}

/** Whose hands it lies in. A closed state has nobody, which is written down as such, not left out. */
function RoleAt({ path }: { path: string }) {
  const { content, change, locked, findingsAt } = useDraft()
  const [, at] = path.split('.')
  const role = content.definition.states?.[Number(at)]?.role
  const found = findingsAt(path)
  return (
    <div className="at">
      <label htmlFor={path}>Người giữ hồ sơ</label>
      <select
        id={path}
        disabled={locked(path)}
        aria-describedby={found.length > 0 ? `${path}-found` : undefined}
        value={role === null ? 'nobody' : (role ?? '')}
        onChange={(event) => change(path, event.target.value === 'nobody' ? null : event.target.value)}
      >
        {role === undefined && <option value="">Chọn…</option>}
        <option value="nobody">Không giao cho ai (đã kết thúc)</option>
        {optionsOf(ROLES).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Found findings={found} id={`${path}-found`} />
    </div>
  )
}
