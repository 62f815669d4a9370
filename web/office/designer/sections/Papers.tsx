import type { DocumentRequirement } from '../../../../src/blocks/procedure/model/definition.ts'
import { FORM_NAMES } from '../../words.ts'
import { ConditionAt } from '../conditions/ConditionAt.tsx'
import { answersOf } from '../conditions/operands.ts'
import { Found, Locked, NumberAt, PhraseAt, SelectAt, TickAt } from '../inputs.tsx'
import { KeyAt } from '../KeyAt.tsx'
import { proposedKey } from '../key.ts'
import { valueAt } from '../paths.ts'
import { Rows } from '../Rows.tsx'
import { useDraft } from '../use-draft.ts'
import { choicesOf } from '../words.ts'

type Paper = DocumentRequirement

const DIRECTION_NAMES = {
  in: 'Người dân nộp',
  internal: 'Nội bộ, cơ quan tự lập',
  out: 'Kết quả trả người dân',
}
const TEMPLATE_NAMES = { result: 'Mẫu kết quả', refusal: 'Mẫu thông báo từ chối' }

/** The checklist of papers: what is handed in, what is made inside, what is given back. */
export function Component() {
  const { content, findings } = useDraft()
  const papers = (content.definition.documents ?? []) as Paper[]
  const keys = papers.map((paper) => paper.key)
  const make = (direction: Paper['direction']): Paper => ({
    key: '',
    name: { vi: '' },
    direction,
    form: direction === 'in' ? 'copy' : 'electronic',
    copies: 1,
    digitise: direction === 'in',
    ...(direction === 'out' && { template: 'result' as const }),
  })
  return (
    <div className="stack">
      <h2>Giấy tờ</h2>
      <p className="quiet">
        Thành phần hồ sơ người dân nộp và giấy tờ cơ quan lập ra. Giữ Alt và bấm mũi tên lên, xuống để đổi thứ
        tự.
      </p>
      <Locked path="documents" />
      <Found findings={findings.filter((each) => each.place === 'documents')} />
      <Rows<Paper>
        path="documents"
        noun="giấy tờ"
        name={(paper) => paper.name?.vi || 'Giấy tờ chưa có tên'}
        summary={summaryOf}
        copy={(paper) => ({ ...paper, key: proposedKey(paper.name?.vi ?? '', keys, 'giayTo') })}
        edit={(at) => <PaperEditor at={at} keys={keys} />}
        empty="Chưa có giấy tờ nào. Thủ tục không cần giấy tờ thì để trống."
        foot={(add) => (
          <div className="buttons add-row">
            <button type="button" className="plain-button" onClick={() => add(make('in'))}>
              Thêm giấy tờ người dân nộp
            </button>
            <button type="button" className="plain-button" onClick={() => add(make('internal'))}>
              Thêm giấy tờ nội bộ
            </button>
            <button type="button" className="plain-button" onClick={() => add(make('out'))}>
              Thêm kết quả
            </button>
          </div>
        )}
      />
    </div>
  )
}

function summaryOf(paper: Paper): string {
  const need =
    paper.requiredIf === undefined ? null : paper.requiredIf === false ? 'không bắt buộc' : 'có điều kiện'
  if (paper.direction !== 'in') return DIRECTION_NAMES[paper.direction] ?? ''
  const words = [`${paper.copies ?? 1} ${(FORM_NAMES[paper.form] ?? '').toLowerCase()}`, need]
  return words.filter(Boolean).join(' · ')
}

function PaperEditor({ at, keys }: { at: number; keys: string[] }) {
  const { content, findings } = useDraft()
  const path = `documents.${at}`
  const paper = valueAt(content, path) as Paper | undefined
  if (!paper) return null
  const incoming = paper.direction === 'in'
  return (
    <>
      <Found findings={findings.filter((each) => each.place === path)} />
      <PhraseAt path={`${path}.name`} label="Tên giấy tờ" maxLength={500} />
      <div className="side-by-side">
        <SelectAt path={`${path}.direction`} label="Loại" options={choicesOf(DIRECTION_NAMES)} />
        <SelectAt path={`${path}.form`} label="Hình thức" options={choicesOf(FORM_NAMES)} />
        <NumberAt path={`${path}.copies`} label="Số bản" size="short" />
      </div>
      {incoming && (
        <>
          <ConditionAt
            path={`${path}.requiredIf`}
            label="Phải nộp"
            always="Luôn phải nộp"
            never="Nếu có"
            when="Chỉ phải nộp khi…"
            operands={answersOf(content)}
          />
          <PhraseAt path={`${path}.help`} label="Hướng dẫn" optional rows={2} />
          <TickAt path={`${path}.digitise`} off={false} label="Số hóa khi tiếp nhận bản giấy" />
          <TickAt
            path={`${path}.reuse`}
            label="Dùng lại được từ kho dữ liệu của người dân"
            help="Bản đã số hóa, còn giá trị thì không phải nộp lại."
          />
        </>
      )}
      {paper.direction === 'out' && (
        <SelectAt
          path={`${path}.template`}
          label="Mẫu văn bản"
          none="Không theo mẫu"
          options={choicesOf(TEMPLATE_NAMES)}
        />
      )}
      <KeyAt
        path={`${path}.key`}
        label="Khóa"
        from={paper.name?.vi ?? ''}
        taken={keys}
        help="Tên máy đọc, đề xuất theo tên giấy tờ."
      />
    </>
  )
}
