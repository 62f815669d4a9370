import { type ReactNode, useId, useState } from 'react'

type SettingProps = { label: string; help?: string; locked: boolean }

function Frame({
  id,
  label,
  help,
  children,
}: {
  id: string
  label: string
  help?: string
  children: ReactNode
}) {
  return (
    <div className="field setting">
      <label htmlFor={id}>{label}</label>
      {help && (
        <span className="help" id={`${id}-help`}>
          {help}
        </span>
      )}
      {children}
    </div>
  )
}

/** A number that may be left open; what is not a number stays on the screen and is not handed on. */
export function NumberSetting({
  label,
  help,
  locked,
  value,
  onChange,
}: SettingProps & { value: number | undefined; onChange: (value: number | undefined) => void }) {
  const id = useId()
  const [typed, setTyped] = useState(value === undefined ? '' : String(value))
  const shown = reading(typed) === value ? typed : value === undefined ? '' : String(value)
  const wrong = Number.isNaN(reading(typed) ?? 0)
  return (
    <Frame id={id} label={label} help={help}>
      <input
        id={id}
        className="input short"
        inputMode="decimal"
        disabled={locked}
        value={wrong ? typed : shown}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          const next = reading(event.currentTarget.value)
          if (!Number.isNaN(next ?? 0)) onChange(next)
        }}
      />
    </Frame>
  )
}

function reading(text: string): number | undefined {
  const tight = text.replace(/\s/g, '').replace(',', '.')
  return tight === '' ? undefined : Number(tight)
}

export function TextSetting({
  label,
  help,
  locked,
  value,
  rows,
  onChange,
}: SettingProps & { value: string; rows?: number; onChange: (value: string) => void }) {
  const id = useId()
  const shared = {
    id,
    className: 'input',
    disabled: locked,
    value,
    spellCheck: false,
    'aria-describedby': help ? `${id}-help` : undefined,
  }
  return (
    <Frame id={id} label={label} help={help}>
      {rows ? (
        <textarea {...shared} rows={rows} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <input {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
    </Frame>
  )
}

export function ChoiceSetting<T extends string>({
  label,
  help,
  locked,
  value,
  options,
  onChange,
}: SettingProps & {
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
}) {
  const id = useId()
  return (
    <Frame id={id} label={label} help={help}>
      <select
        id={id}
        className="input"
        disabled={locked}
        value={value}
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(event) => onChange(event.currentTarget.value as T)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

export function TickSetting({
  label,
  locked,
  value,
  onChange,
}: SettingProps & { value: boolean; onChange: (value: boolean) => void }) {
  return (
    <label className="choice setting">
      <input
        type="checkbox"
        checked={value}
        disabled={locked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  )
}
