import { formatNumber } from '../../../../src/kernel/vietnamese.ts'
import type { Flow } from '../diagram/flow.ts'
import { ROLES } from '../diagram/words.ts'
import { useDeciding } from './Variants.tsx'

/** As typed: numbers stay text until they are sent. */
export type Typed = {
  agency: string
  perDay: string
  days: string
  seed: string
  staff: Record<string, string>
  minutes: Record<string, string>
  waitDays: Record<string, string>
}
export const FRESH: Typed = {
  agency: '',
  perDay: '10',
  days: '60',
  seed: '1',
  staff: {},
  minutes: {},
  waitDays: {},
}

const NO_HANDS = new Set(['applicant', 'system'])

const numberOf = (text: string): number => Number(text.trim().replaceAll('.', '').replace(',', '.'))
const numbersOf = (texts: Record<string, string>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => text.trim() !== '')
      .map(([key, text]) => [key, numberOf(text)]),
  )

/** What the server is asked; what was left empty is left to its own defaults, which it tells. */
export const toScenario = (typed: Typed, flow: Flow) => ({
  ...(typed.agency ? { agency: typed.agency } : {}),
  perDay: numberOf(typed.perDay),
  days: numberOf(typed.days),
  seed: typed.seed,
  // Without an agency there are no seats to count: one person for each role, as the form says.
  staff: {
    ...(typed.agency ? {} : Object.fromEntries(rolesOf(flow).map((role) => [role, 1]))),
    ...numbersOf(typed.staff),
  },
  effortMinutes: numbersOf(typed.minutes),
  waitDays: numbersOf(typed.waitDays),
})

const openStates = (flow: Flow) => flow.states.filter(({ phase }) => phase !== 'closed')
const workedStates = (flow: Flow) =>
  openStates(flow).filter(({ role }) => role !== null && !NO_HANDS.has(role))
const rolesOf = (flow: Flow) => [...new Set(workedStates(flow).map(({ role }) => role!))]

type Props = {
  flow: Flow
  typed: Typed
  errors: Record<string, string>
  busy: boolean
  onChange: (change: (before: Typed) => Typed) => void
  onRun: () => void
}

export function WorkloadForm({ flow, typed, errors, busy, onChange, onRun }: Props) {
  const { agencies } = useDeciding()
  const set = (part: Partial<Typed>) => onChange((before) => ({ ...before, ...part }))
  const worked = workedStates(flow)
  const waited = openStates(flow).filter(({ role }) => role !== null && NO_HANDS.has(role))
  const roles = rolesOf(flow)
  const amount = (
    list: 'staff' | 'minutes' | 'waitDays',
    key: string,
    label: string,
    placeholder: string,
    path: string,
  ) => (
    <Amount
      key={key}
      id={`simulate-${list}-${key}`}
      label={label}
      placeholder={placeholder}
      value={typed[list][key] ?? ''}
      error={errors[`${path}.${key}`]}
      onChange={(text) => onChange((before) => ({ ...before, [list]: { ...before[list], [key]: text } }))}
    />
  )
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onRun()
      }}
    >
      <div className="side-by-side">
        <div className="at">
          <label htmlFor="simulate-agency">Cơ quan</label>
          <select
            id="simulate-agency"
            value={typed.agency}
            onChange={(event) => set({ agency: event.target.value })}
          >
            <option value="">Không theo cơ quan nào</option>
            {agencies.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <Amount
          id="simulate-perDay"
          label="Hồ sơ mỗi ngày làm việc"
          value={typed.perDay}
          error={errors.perDay}
          onChange={(perDay) => set({ perDay })}
        />
        <Amount
          id="simulate-days"
          label="Số ngày làm việc xem xét"
          value={typed.days}
          error={errors.days}
          onChange={(days) => set({ days })}
        />
      </div>
      <fieldset className="effects">
        <legend>Số người theo vai trò</legend>
        <p className="quiet">
          {typed.agency
            ? 'Bỏ trống thì lấy theo số vị trí của cơ quan.'
            : 'Bỏ trống thì tính một người; chọn cơ quan để lấy theo số vị trí thật.'}
        </p>
        <div className="side-by-side">
          {roles.map((role) => amount('staff', role, ROLES[role], '', 'staff'))}
        </div>
      </fieldset>
      <details>
        <summary>Phút làm việc cho một hồ sơ ở từng bước</summary>
        <p className="quiet">Thời gian người làm thật sự bỏ ra, không kể lúc hồ sơ nằm chờ.</p>
        <div className="side-by-side">
          {worked.map(({ key, name, hours }) =>
            amount(
              'minutes',
              key,
              name,
              hours === null ? '' : `dự kiến ${formatNumber(hours)} giờ`,
              'effortMinutes',
            ),
          )}
        </div>
      </details>
      {waited.length > 0 && (
        <details>
          <summary>Số ngày chờ người dân hoặc hệ thống khác</summary>
          <div className="side-by-side">
            {waited.map(({ key, name }) => amount('waitDays', key, name, '', 'waitDays'))}
          </div>
        </details>
      )}
      <details>
        <summary>Lặp lại được</summary>
        <div className="at">
          <label htmlFor="simulate-seed">Hạt giống</label>
          <input
            id="simulate-seed"
            maxLength={64}
            value={typed.seed}
            onChange={(event) => set({ seed: event.target.value })}
          />
          <span className="help quiet">Cùng hạt giống và cùng số liệu thì cho cùng kết quả.</span>
        </div>
      </details>
      <p>
        <button type="submit" className="button" disabled={busy}>
          {busy ? 'Đang chạy thử…' : 'Chạy mô phỏng'}
        </button>
      </p>
    </form>
  )
}

type AmountProps = {
  id: string
  label: string
  value: string
  placeholder?: string
  error?: string | undefined
  onChange: (text: string) => void
}

function Amount({ id, label, value, placeholder, error, onChange }: AmountProps) {
  return (
    <div className="at">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="decimal"
        className="short"
        placeholder={placeholder}
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {error && (
        <span className="field-error" id={`${id}-error`}>
          {error}
        </span>
      )}
    </div>
  )
}
