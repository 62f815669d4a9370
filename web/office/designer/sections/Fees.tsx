import { useId, useState } from 'react'
import type { Fee, State } from '../../../../src/blocks/procedure/model/definition.ts'
import { formatMoney } from '../../../../src/kernel/vietnamese.ts'
import { ConditionAt } from '../conditions/ConditionAt.tsx'
import { answersOf, textProblem } from '../conditions/operands.ts'
import { Found, Locked, NumberAt, PhraseAt, SelectAt, TextAt } from '../inputs.tsx'
import { KeyAt } from '../KeyAt.tsx'
import { proposedKey } from '../key.ts'
import { valueAt, withValue } from '../paths.ts'
import { Rows } from '../Rows.tsx'
import { lockedByCatalogue, useDraft } from '../use-draft.ts'

/** What is to be paid, how much, who is spared it, by what law, and before which step. */
export function Component() {
  const { content, findings } = useDraft()
  const keys = ((content.definition.fees ?? []) as Fee[]).map((fee) => fee.key)
  return (
    <div className="stack">
      <h2>Phí, lệ phí</h2>
      <Locked path="fees" />
      <Found findings={findings.filter((each) => each.place === 'fees')} />
      <Rows<Fee>
        path="fees"
        noun="khoản thu"
        name={(fee) => fee.name?.vi || 'Khoản thu chưa có tên'}
        summary={summaryOf}
        copy={(fee) => ({ ...fee, key: proposedKey(fee.name?.vi ?? '', keys, 'phi') })}
        edit={(at) => <FeeEditor at={at} keys={keys} />}
        empty="Chưa có khoản thu nào: trang của người dân ghi “Không thu phí, lệ phí”."
        foot={(add) => (
          <p className="add-row">
            <button
              type="button"
              className="plain-button"
              onClick={() =>
                add({
                  key: '',
                  name: { vi: '' },
                  kind: 'lệ phí',
                  amount: 0,
                  legalBasis: '',
                })
              }
            >
              Thêm khoản thu
            </button>
          </p>
        )}
      />
    </div>
  )
}

function summaryOf(fee: Fee): string {
  const amount = fee.formula !== undefined ? 'theo công thức' : formatMoney(fee.amount ?? 0)
  return `${fee.kind} · ${amount}${fee.waivedIf ? ' · có miễn' : ''}`
}

function FeeEditor({ at, keys }: { at: number; keys: string[] }) {
  const { content, findings } = useDraft()
  const path = `fees.${at}`
  const fee = valueAt(content, path) as Fee | undefined
  if (!fee) return null
  const states = (content.definition.states ?? []) as State[]
  return (
    <>
      <Found findings={findings.filter((each) => each.place === path)} />
      <PhraseAt path={`${path}.name`} label="Tên khoản thu" maxLength={300} />
      <SelectAt
        path={`${path}.kind`}
        label="Loại"
        options={[
          { value: 'lệ phí', label: 'Lệ phí' },
          { value: 'phí', label: 'Phí' },
        ]}
      />
      <Amount path={path} fee={fee} />
      <ConditionAt
        path={`${path}.waivedIf`}
        label="Miễn"
        always="Không miễn"
        when="Miễn khi…"
        operands={answersOf(content)}
      />
      {fee.waivedIf !== undefined && (
        <PhraseAt path={`${path}.waiver`} label="Ai được miễn (lời cho người dân đọc)" optional rows={2} />
      )}
      <TextAt
        path={`${path}.legalBasis`}
        label="Căn cứ pháp lý"
        help="Số, ngày của nghị quyết hoặc thông tư quy định mức thu."
        maxLength={500}
        empty=""
      />
      <SelectAt
        path={`${path}.payableBefore`}
        label="Phải nộp trước bước"
        none="Khi nhận kết quả"
        options={states.map((state) => ({ value: state.key, label: state.name?.vi || state.key }))}
      />
      <KeyAt
        path={`${path}.key`}
        label="Khóa"
        from={fee.name?.vi ?? ''}
        taken={keys}
        help="Tên máy đọc, đề xuất theo tên khoản thu."
      />
    </>
  )
}

/** Either a sum or a formula, never both. */
function Amount({ path, fee }: { path: string; fee: Fee }) {
  const { draft, content, change, locked, findingsAt } = useDraft()
  const id = useId()
  const [byFormula, setByFormula] = useState(fee.formula !== undefined)
  const choose = (formula: boolean) => {
    setByFormula(formula)
    const { amount: _, formula: __, ...rest } = fee
    // The text is empty until typed: the draft then holds neither, and the check asks for one.
    change('', withValue(content, path, formula ? rest : { ...rest, amount: 0 }))
  }
  const operands = answersOf(content)
  const text = fee.formula ?? ''
  const problem = text === '' ? null : textProblem(text, operands, ['copies'])
  // Lowering a sum is the province's; turning it into a formula would not be.
  const closed = locked(`${path}.amount`) || lockedByCatalogue(draft, `${path}.amount`)
  return (
    <fieldset className="at">
      <legend>Mức thu</legend>
      <div className="buttons">
        <label className="choice">
          <input
            type="radio"
            name={id}
            checked={!byFormula}
            disabled={closed}
            onChange={() => choose(false)}
          />
          <span>Số tiền cố định</span>
        </label>
        <label className="choice">
          <input type="radio" name={id} checked={byFormula} disabled={closed} onChange={() => choose(true)} />
          <span>Công thức</span>
        </label>
      </div>
      {byFormula ? (
        <div className="at">
          <label htmlFor={`${path}.formula`}>Công thức FEEL, ra số đồng</label>
          <span className="help quiet" id={`${path}.formula-help`}>
            Ví dụ: <code>if copies &gt; 1 then 5000 + (copies - 1) * 2000 else 5000</code>
            {operands.length > 0 && <> hoặc answers.{operands[0]!.path.replace('answers.', '')} …</>}
          </span>
          <textarea
            id={`${path}.formula`}
            className="feel-text"
            rows={2}
            spellCheck={false}
            readOnly={closed}
            maxLength={2000}
            value={text}
            aria-invalid={problem ? true : undefined}
            aria-describedby={`${path}.formula-help ${id}-problem`}
            onChange={(event) =>
              change(`${path}.formula`, event.target.value.replaceAll('\n', ' ') || undefined)
            }
          />
          <p id={`${id}-problem`} className="late" role="status">
            {problem}
          </p>
          <Found findings={findingsAt(`${path}.formula`)} />
        </div>
      ) : (
        <NumberAt path={`${path}.amount`} label="Số tiền" unit="đồng" />
      )}
    </fieldset>
  )
}
