import type { ReactNode } from 'react'
import { describedBy, type FrameProps, GroupFrame } from './FieldFrame.tsx'

export type Option = { value: string; label: ReactNode; help?: ReactNode }

type ChoiceProps = FrameProps & { options: Option[]; chosen: string[]; several?: boolean }

/** Radios, or tick boxes when several may be chosen. */
export function Choice({ options, chosen, several, ...frame }: ChoiceProps) {
  return (
    <GroupFrame {...frame}>
      <div className="choices">
        {options.map((option, at) => (
          <label className="choice" key={option.value}>
            <input
              type={several ? 'checkbox' : 'radio'}
              id={at === 0 ? frame.name : `${frame.name}-${option.value}`}
              name={frame.name}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            <span>
              {option.label}
              {option.help && <span className="help">{option.help}</span>}
            </span>
          </label>
        ))}
      </div>
    </GroupFrame>
  )
}

/** One box to tick: a statement the person makes. */
export function Tick({ label, value, on, ...frame }: FrameProps & { value: string; on: boolean }) {
  return (
    <div className={frame.error ? 'field refused' : 'field'}>
      {frame.error && (
        <span className="wrong" id={`${frame.name}-error`}>
          {frame.error}
        </span>
      )}
      <label className="choice">
        <input
          type="checkbox"
          id={frame.name}
          name={frame.name}
          value={value}
          defaultChecked={on}
          aria-describedby={describedBy({ ...frame, help: undefined })}
          aria-invalid={frame.error ? true : undefined}
        />
        <span>
          {label}
          {frame.help && <span className="help">{frame.help}</span>}
        </span>
      </label>
    </div>
  )
}
