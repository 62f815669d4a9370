import { type ComponentType, useId } from 'react'
import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { ChoiceSetting, NumberSetting, TextSetting, TickSetting } from '../../../../../web/ui/Setting.tsx'
import type { Field } from '../../model/definition.ts'
import { ROW_KINDS } from '../../model/row-kinds.ts'
import { MOST_ROWS } from './kind.ts'

type RowField = NonNullable<Field['fields']>[number]
type Props = EditProps & {
  /** What each kind is called in the designer. */
  names: Record<RowField['kind'], string>
  /** The settings of a kind inside a row. */
  Inner: ComponentType<EditProps>
}

/** What each row asks, and how many rows there may be. */
export function GroupEdit({ field, onChange, locked, names, Inner }: Props) {
  const rows = field.fields ?? []
  const set = (fields: RowField[]) => onChange({ fields })
  const change = (at: number, part: Partial<Field>) =>
    set(rows.map((row, here) => (here === at ? ({ ...row, ...part } as RowField) : row)))
  return (
    <>
      <NumberSetting
        label="Ít nhất (dòng)"
        help="Để trống: 1"
        locked={locked}
        value={field.min}
        onChange={(min) => onChange({ min })}
      />
      <NumberSetting
        label="Nhiều nhất (dòng)"
        help={`Để trống: ${MOST_ROWS}`}
        locked={locked}
        value={field.max}
        onChange={(max) => onChange({ max })}
      />
      {rows.map((row, at) => (
        <RowEdit
          key={row.key}
          row={row}
          at={at}
          locked={locked}
          names={names}
          Inner={Inner}
          onChange={(part) => change(at, part)}
          onRemove={rows.length > 1 ? () => set(rows.filter((_, here) => here !== at)) : null}
        />
      ))}
      {!locked && (
        <button
          type="button"
          className="plain-button"
          onClick={() => set([...rows, { key: freshKey(rows), kind: 'text', label: { vi: '' } }])}
        >
          Thêm mục trong dòng
        </button>
      )}
    </>
  )
}

type RowProps = Pick<Props, 'locked' | 'names' | 'Inner'> & {
  row: RowField
  at: number
  onChange: (part: Partial<Field>) => void
  onRemove: (() => void) | null
}

function RowEdit({ row, at, locked, names, Inner, onChange, onRemove }: RowProps) {
  const heading = useId()
  return (
    <section className="row-setting" aria-labelledby={heading}>
      <h4 id={heading}>
        Mục {at + 1} trong dòng: {row.label.vi || 'chưa đặt tên'}
      </h4>
      <TextSetting
        label="Nhãn"
        locked={locked}
        value={row.label.vi}
        onChange={(vi) => onChange({ label: { ...row.label, vi } })}
      />
      <TextSetting
        label="Nhãn tiếng Anh"
        locked={locked}
        value={row.label.en ?? ''}
        onChange={(en) => onChange({ label: en ? { vi: row.label.vi, en } : { vi: row.label.vi } })}
      />
      <ChoiceSetting
        label="Loại"
        locked={locked}
        value={row.kind}
        options={ROW_KINDS.map((kind) => ({ value: kind, label: names[kind] }))}
        onChange={(kind) => onChange({ kind })}
      />
      <TickSetting
        label="Không bắt buộc"
        locked={locked}
        value={row.requiredIf === false}
        onChange={(optional) => onChange({ requiredIf: optional ? false : undefined })}
      />
      <Inner field={row} onChange={onChange} locked={locked} />
      {!locked && onRemove && (
        <button type="button" className="plain-button" onClick={onRemove}>
          Bỏ mục {at + 1}
        </button>
      )}
    </section>
  )
}

/** A key no other part of the row has. */
function freshKey(rows: readonly RowField[]): string {
  const taken = new Set(rows.map((row) => row.key))
  let number = rows.length + 1
  while (taken.has(`part${number}`)) number += 1
  return `part${number}`
}
