import { describedBy, FieldFrame, type FrameProps } from './FieldFrame.tsx'

export type OptionGroup = { label: string; options: { value: string; label: string }[] }

/** A plain list to choose from; letters typed jump to the entry, on every phone it opens the system's own list. */
export function Select({
  groups,
  value,
  empty,
  ...frame
}: FrameProps & { groups: OptionGroup[]; value: string; empty: string }) {
  const options = (group: OptionGroup) =>
    group.options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label}
      </option>
    ))
  return (
    <FieldFrame {...frame}>
      <select
        id={frame.name}
        name={frame.name}
        className="input"
        defaultValue={value}
        aria-describedby={describedBy(frame)}
        aria-invalid={frame.error ? true : undefined}
      >
        <option value="">{empty}</option>
        {groups.length === 1
          ? options(groups[0]!)
          : groups.map((group) => (
              <optgroup key={group.label} label={group.label}>
                {options(group)}
              </optgroup>
            ))}
      </select>
    </FieldFrame>
  )
}
