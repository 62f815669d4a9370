import './flow.css'
import type { DraftDefinition } from '../../../../src/blocks/procedure/contract.ts'
import { Found, NumberAt, PhraseAt, SelectAt, TickAt } from '../inputs.tsx'
import { KeyAt } from '../KeyAt.tsx'
import { proposedKey } from '../key.ts'
import { Rows } from '../Rows.tsx'
import { useDraft } from '../use-draft.ts'

type Outcome = NonNullable<NonNullable<DraftDefinition['outcomes']>[number]>

const TEMPLATES = [
  { value: 'result', label: 'Mẫu kết quả giải quyết' },
  { value: 'refusal', label: 'Mẫu thông báo không giải quyết' },
]

/** How a dossier may end: what the citizen gets, by which template, and how long the answers are kept. */
export function Component() {
  const { content, findings } = useDraft()
  const outcomes = content.definition.outcomes ?? []
  return (
    <div className="stack">
      <h2>Kết quả giải quyết</h2>
      <p className="quiet">
        Mỗi kết quả là một cách hồ sơ được giải quyết. Thao tác trình và ký ở phần Các bước chỉ ra kết quả
        nào.
      </p>
      <Found findings={findings.filter(({ place }) => place === 'outcomes')} />
      <Rows<Outcome>
        path="outcomes"
        noun="kết quả"
        name={(outcome) => outcome.name?.vi || 'Kết quả chưa đặt tên'}
        summary={(outcome) => (outcome.favourable ? 'Thuận cho người dân' : 'Không thuận cho người dân')}
        copy={(outcome) => ({
          ...outcome,
          key: proposedKey(
            outcome.name?.vi ?? '',
            outcomes.map((each) => each?.key ?? ''),
            'ketQua',
          ),
        })}
        edit={(at) => <OutcomeForm at={at} />}
        empty="Chưa có kết quả nào. Thường có hai: được giải quyết và không được giải quyết."
        foot={(add) => (
          <p>
            <button
              type="button"
              className="plain-button"
              onClick={() => add({ key: '', name: { vi: '' }, favourable: true, retentionYears: 10 })}
            >
              Thêm kết quả
            </button>
          </p>
        )}
      />
    </div>
  )
}

function OutcomeForm({ at }: { at: number }) {
  const { content, findings } = useDraft()
  const path = `outcomes.${at}`
  const outcomes = content.definition.outcomes ?? []
  const outcome = outcomes[at]
  const documents = content.definition.documents ?? []
  const papers = documents
    .filter((paper) => paper?.direction === 'out')
    .map((paper) => ({ value: paper?.key ?? '', label: paper?.name?.vi || paper?.key || '' }))
  const paper = documents.findIndex((each) => each?.key === outcome?.document && each?.direction === 'out')
  return (
    <>
      <Found findings={findings.filter(({ place }) => place === path)} />
      <PhraseAt path={`${path}.name`} label="Tên kết quả" maxLength={200} />
      <TickAt path={`${path}.favourable`} label="Thuận cho người dân" off={false} />
      <div className="side-by-side">
        <SelectAt
          path={`${path}.document`}
          label="Giấy tờ trả cho người dân"
          none="Không có giấy tờ"
          options={papers}
          help={papers.length === 0 ? 'Thêm giấy tờ “trả cho người dân” ở phần Giấy tờ trước.' : undefined}
        />
        {paper >= 0 && (
          <SelectAt
            path={`documents.${paper}.template`}
            label="Lập theo mẫu"
            none="Không lập từ mẫu (tải tệp lên)"
            options={TEMPLATES}
          />
        )}
        <NumberAt
          path={`${path}.retentionYears`}
          label="Lưu nội dung kê khai"
          unit="năm sau khi kết thúc"
          size="short"
          help="Hết thời gian này nội dung kê khai được xóa; lịch sử và số liệu vẫn còn."
        />
      </div>
      <details>
        <summary>Khóa của kết quả</summary>
        <KeyAt
          path={`${path}.key`}
          label="Khóa"
          help="Tên cố định để máy nhận ra kết quả này."
          from={outcome?.name?.vi ?? ''}
          taken={outcomes.map((each) => each?.key ?? '')}
        />
      </details>
    </>
  )
}
