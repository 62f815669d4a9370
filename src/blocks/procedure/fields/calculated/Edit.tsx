import type { EditProps } from '../../../../../web/ui/field-props.ts'
import { ChoiceSetting, TextSetting } from '../../../../../web/ui/Setting.tsx'
import { feelProblem } from '../../model/feel.ts'

const RESULTS = [
  { value: 'number', label: 'Số' },
  { value: 'money', label: 'Số tiền (đồng)' },
  { value: 'date', label: 'Ngày' },
  { value: 'text', label: 'Chữ, hoặc Có/Không' },
] as const

/** The formula and how its value reads. */
export function CalculatedEdit({ field, onChange, locked }: EditProps) {
  const formula = field.formula ?? ''
  const problem = formula === '' ? null : feelProblem(formula)
  return (
    <>
      <TextSetting
        label="Công thức (FEEL)"
        help="Từ các mục đứng trước, ví dụ answers.soBan * 8000 hoặc sum(answers.thuaDat.dienTich)"
        locked={locked}
        value={formula}
        rows={3}
        onChange={(next) => onChange({ formula: next === '' ? undefined : next })}
      />
      {problem && (
        <p className="wrong" role="status">
          {problem}
        </p>
      )}
      <ChoiceSetting
        label="Hiện kết quả là"
        locked={locked}
        value={field.result ?? 'number'}
        options={RESULTS}
        onChange={(result) => onChange({ result })}
      />
    </>
  )
}
