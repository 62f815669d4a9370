import type { Field } from '../../../../src/blocks/procedure/model/definition.ts'
import { ConditionAt } from '../conditions/ConditionAt.tsx'
import { answersOf } from '../conditions/operands.ts'
import { Found, PhraseAt, SelectAt, TickAt } from '../inputs.tsx'
import { KeyAt } from '../KeyAt.tsx'
import { fieldKeys } from '../key.ts'
import { valueAt } from '../paths.ts'
import { useDraft } from '../use-draft.ts'
import { choicesOf, KIND_NAMES, PREFILL_NAMES } from '../words.ts'
import { KindSettings } from './KindSettings.tsx'

/** One field: what is asked, when, whether it must be answered, and what its kind adds. */
export function FieldEditor({ page, at }: { page: number; at: number }) {
  const { content, findings, locked } = useDraft()
  const path = `form.${page}.fields.${at}`
  const field = valueAt(content, path) as Field | undefined
  if (!field) return null
  const others = answersOf(content).filter((operand) => operand.path !== `answers.${field.key}`)
  return (
    <>
      <Found findings={findings.filter((each) => each.place === path)} />
      <PhraseAt path={`${path}.label`} label="Câu hỏi" maxLength={300} />
      <PhraseAt path={`${path}.help`} label="Hướng dẫn" optional rows={2} />
      <div className="side-by-side">
        <SelectAt path={`${path}.kind`} label="Kiểu trả lời" options={choicesOf(KIND_NAMES)} />
        <KeyAt
          path={`${path}.key`}
          label="Khóa"
          from={field.label?.vi ?? ''}
          taken={fieldKeys(content)}
          help="Tên máy đọc; đề xuất theo câu hỏi. Đổi khóa thì các điều kiện đổi theo."
          renames
        />
      </div>
      <KindSettings path={path} field={field} locked={locked(path)} />
      {field.kind !== 'calculated' && (
        <ConditionAt
          path={`${path}.requiredIf`}
          label="Bắt buộc trả lời"
          always="Bắt buộc"
          never="Không bắt buộc"
          when="Bắt buộc khi…"
          operands={others}
        />
      )}
      <ConditionAt
        path={`${path}.showIf`}
        label="Khi nào hỏi mục này"
        always="Luôn hỏi"
        when="Chỉ hỏi khi…"
        operands={answersOf(content, { page, field: at })}
      />
      <TickAt path={`${path}.sensitive`} label="Dữ liệu nhạy cảm: chỉ người đang giữ hồ sơ xem được" />
      <SelectAt
        path={`${path}.prefill`}
        label="Điền sẵn từ"
        none="Không điền sẵn"
        options={choicesOf(PREFILL_NAMES)}
      />
    </>
  )
}
