import './flow.css'
import { useEffect, useState } from 'react'
import type { AgencyView } from '../../../../src/blocks/organisation/contract.ts'
import type { DraftVariant } from '../../../../src/blocks/procedure/contract.ts'
import { formatMoney } from '../../../../src/kernel/vietnamese.ts'
import { ask, sentence } from '../../api.ts'
import { UNITS } from '../diagram/words.ts'
import { Found, NumberAt, SelectAt, TextAt, TicksAt } from '../inputs.tsx'
import { Rows } from '../Rows.tsx'
import { useDraft } from '../use-draft.ts'

/** What single agencies make lighter. A variant can only take away: there is nothing here to add by. */
export function Component() {
  const { content, findings } = useDraft()
  const { agencies, all, problem } = useDeciding()
  const nameOf = (code: string | undefined) =>
    all.find((agency) => agency.code === code)?.name ?? (code || 'Chưa chọn cơ quan')
  const taken = content.variants.map((variant) => variant.agency)
  return (
    <div className="stack">
      <h2>Quy định riêng của cơ quan</h2>
      <p className="quiet">
        Một cơ quan chỉ được giảm nhẹ cho người dân so với thủ tục chung: bớt giấy tờ, rút ngắn thời hạn, hạ
        mức thu theo nghị quyết (Nghị định 63/2010/NĐ-CP).
      </p>
      {problem && (
        <p className="error-box" role="alert">
          {problem}
        </p>
      )}
      <Found findings={findings.filter(({ place }) => place === 'variants')} />
      <Rows<DraftVariant>
        path="variants"
        noun="quy định riêng"
        name={(variant) => nameOf(variant.agency)}
        summary={(variant) => summaryOf(variant)}
        copy={(variant) => ({ ...variant, agency: '' })}
        edit={(at) => <VariantForm at={at} agencies={agencies} />}
        empty="Mọi cơ quan đang làm theo thủ tục chung."
        foot={(add) => (
          <p>
            <button
              type="button"
              className="plain-button"
              onClick={() => {
                const agency = agencies.find(({ code }) => !taken.includes(code))?.code ?? ''
                add({ agency, removeDocuments: [], fees: [] })
              }}
            >
              Thêm quy định riêng
            </button>
          </p>
        )}
      />
    </div>
  )
}

function summaryOf(variant: DraftVariant): string {
  const removed = variant.removeDocuments?.length ?? 0
  const lowered = variant.fees?.length ?? 0
  const parts = [
    ...(removed > 0 ? [`bớt ${removed} giấy tờ`] : []),
    ...(variant.term === undefined ? [] : [`thời hạn ${variant.term}`]),
    ...(lowered > 0 ? [`hạ ${lowered} khoản thu`] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : 'chưa giảm gì'
}

function VariantForm({ at, agencies }: { at: number; agencies: AgencyView[] }) {
  const { content, findings } = useDraft()
  const path = `variants.${at}`
  const { documents = [], clock } = content.definition
  const papers = documents
    .filter((paper) => paper?.direction === 'in')
    .map((paper) => ({ value: paper?.key ?? '', label: paper?.name?.vi || paper?.key || '' }))
  return (
    <>
      <Found findings={findings.filter(({ place }) => place === path)} />
      <SelectAt
        path={`${path}.agency`}
        label="Cơ quan"
        options={agencies.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {papers.length > 0 ? (
        <TicksAt path={`${path}.removeDocuments`} label="Giấy tờ người dân không phải nộp" options={papers} />
      ) : (
        <p className="quiet">Thủ tục chung không đòi giấy tờ nào nên không có gì để bớt.</p>
      )}
      {typeof clock?.term === 'number' && clock.unit && clock.unit !== 'sameDay' ? (
        <NumberAt
          path={`${path}.term`}
          label="Thời hạn rút ngắn còn"
          unit={UNITS[clock.unit]}
          size="short"
          optional
          help={`Thủ tục chung: ${clock.term} ${UNITS[clock.unit]}. Chỉ được ngắn hơn.`}
        />
      ) : (
        <p className="quiet">Thủ tục chung không có thời hạn theo số ngày nên không có gì để rút ngắn.</p>
      )}
      <LowerFees at={at} />
    </>
  )
}

/** One row per fee of the procedure: lowered or not; each lowering names the resolution that lowers it. */
function LowerFees({ at }: { at: number }) {
  const { content, change, locked } = useDraft()
  const path = `variants.${at}.fees`
  const lowered = content.variants[at]?.fees ?? []
  const fees = content.definition.fees ?? []
  if (fees.length === 0) return <p className="quiet">Thủ tục không thu phí, lệ phí.</p>
  return (
    <fieldset className="effects">
      <legend>Phí, lệ phí được hạ</legend>
      {fees.map((fee, index) => {
        const row = lowered.findIndex((each) => each?.key === fee?.key)
        const name = fee?.name?.vi || fee?.key || ''
        const whole = fee?.amount === undefined ? 'tính theo công thức' : formatMoney(fee.amount)
        return (
          <div className="effect" key={fee?.key || index}>
            <label className="choice">
              <input
                type="checkbox"
                disabled={locked(path)}
                checked={row >= 0}
                onChange={(event) =>
                  change(
                    path,
                    event.target.checked
                      ? [...lowered, { key: fee?.key ?? '', resolution: '' }]
                      : lowered.toSpliced(row, 1),
                  )
                }
              />
              <span>
                Hạ “{name}” <span className="quiet">(chung: {whole})</span>
              </span>
            </label>
            {row >= 0 && (
              <div className="side-by-side">
                <NumberAt path={`${path}.${row}.amount`} label={`Mức thu của “${name}”`} unit="đồng" />
                <TextAt
                  path={`${path}.${row}.resolution`}
                  label={`Nghị quyết hạ “${name}”`}
                  help="Số, ngày, cơ quan ban hành."
                  maxLength={300}
                  empty=""
                />
              </div>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** The agencies that may decide this procedure, as the draft says it: they alone can have a variant. */
export function useDeciding(): { agencies: AgencyView[]; all: AgencyView[]; problem: string | null } {
  const { content } = useDraft()
  const [all, setAll] = useState<AgencyView[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    ask<{ items: AgencyView[] }>('/agencies', { limit: 500 }, stop.signal)
      .then(({ items }) => setAll(items))
      .catch((error) => stop.signal.aborted || setProblem(sentence(error)))
    return () => stop.abort()
  }, [])
  const { kinds, agencies: codes } = content.competent
  const agencies = all.filter(({ kind, code }) => kinds.includes(kind) || codes.includes(code))
  return { agencies, all, problem }
}
