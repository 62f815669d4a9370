import type { Field } from '../../src/blocks/procedure/model/definition.ts'
import type { EditProps } from './field-props.ts'

type Option = NonNullable<Field['options']>[number]

/** The options a person chooses from: each its wording in both languages; the value stays when the wording changes. */
export function OptionsSetting({ field, onChange, locked }: EditProps) {
  const options = field.options ?? []
  const set = (next: Option[]) => onChange({ options: next })
  const change = (at: number, part: Partial<Option>) =>
    set(options.map((option, here) => (here === at ? { ...option, ...part } : option)))
  const move = (at: number, by: number) => {
    const next = [...options]
    const [taken] = next.splice(at, 1)
    if (taken) next.splice(at + by, 0, taken)
    set(next)
  }
  return (
    <fieldset className="field setting options-setting">
      <legend>Các lựa chọn</legend>
      {options.map((option, at) => (
        <div key={option.value} className="option-line">
          <input
            className="input"
            aria-label={`Lựa chọn ${at + 1}, tiếng Việt`}
            value={option.label?.vi ?? ''}
            disabled={locked}
            onChange={(event) => change(at, { label: { ...option.label, vi: event.currentTarget.value } })}
          />
          <input
            className="input"
            aria-label={`Lựa chọn ${at + 1}, tiếng Anh`}
            placeholder="Tiếng Anh"
            value={option.label?.en ?? ''}
            disabled={locked}
            onChange={(event) => {
              const en = event.currentTarget.value
              const vi = option.label?.vi ?? ''
              change(at, { label: en ? { vi, en } : { vi } })
            }}
          />
          {!locked && (
            <span className="option-buttons">
              <button
                type="button"
                className="plain-button"
                disabled={at === 0}
                aria-label={`Đưa lựa chọn ${at + 1} lên`}
                onClick={() => move(at, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                className="plain-button"
                disabled={at === options.length - 1}
                aria-label={`Đưa lựa chọn ${at + 1} xuống`}
                onClick={() => move(at, 1)}
              >
                ↓
              </button>
              <button
                type="button"
                className="plain-button"
                aria-label={`Bỏ lựa chọn ${at + 1}`}
                onClick={() => set(options.filter((_, here) => here !== at))}
              >
                Bỏ
              </button>
            </span>
          )}
        </div>
      ))}
      {!locked && (
        <button
          type="button"
          className="plain-button"
          onClick={() => set([...options, { value: freshValue(options), label: { vi: '' } }])}
        >
          Thêm lựa chọn
        </button>
      )}
    </fieldset>
  )
}

/** A value no other option has, so that answers given before stay true. */
function freshValue(options: readonly Option[]): string {
  const taken = new Set(options.map((option) => option.value))
  let number = options.length + 1
  while (taken.has(`option${number}`)) number += 1
  return `option${number}`
}
