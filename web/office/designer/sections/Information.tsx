import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { DraftView } from '../../../../src/blocks/procedure/contract.ts'
import { ask } from '../../api.ts'
import { Found, LinesAt, PhraseAt, SelectAt, TextAt, TickAt, TicksAt } from '../inputs.tsx'
import { placeLink } from '../places.ts'
import { useDraft } from '../use-draft.ts'
import { choicesOf } from '../words.ts'
import { CompetentAgencies } from './CompetentAgencies.tsx'

const LIFE_EVENT_NAMES = {
  birth: 'Có con',
  marriage: 'Kết hôn',
  death: 'Người thân qua đời',
  land: 'Đất đai',
  home: 'Xây nhà, nhà ở',
  business: 'Kinh doanh',
  work: 'Việc làm',
  driving: 'Lái xe',
  papers: 'Giấy tờ, chứng thực',
  support: 'Trợ giúp xã hội',
}
const LEVEL_NAMES = {
  full: 'Dịch vụ công trực tuyến toàn trình',
  partial: 'Dịch vụ công trực tuyến một phần',
  information: 'Cung cấp thông tin trực tuyến (nộp tại Bộ phận Một cửa)',
}

/** What the procedure is, whom it is for, who decides it and by what law. */
export function Component() {
  const { draft, content, findings } = useDraft()
  const fields = useKnownFields()
  return (
    <div className="stack">
      <h2>Thông tin chung</h2>
      <Flags draft={draft} />
      <PhraseAt path="title" label="Tên thủ tục" rows={2} maxLength={500} />
      <TextAt path="field" label="Lĩnh vực" list="known-fields" maxLength={200} empty="" />
      <datalist id="known-fields">
        {fields.map((field) => (
          <option key={field} value={field} />
        ))}
      </datalist>
      <PhraseAt path="whatYouGet" label="Người dân nhận được gì" rows={2} />
      <PhraseAt path="whoMayAsk" label="Ai được làm" rows={2} />
      <LinesAt
        path="keywords"
        label="Từ người dân hay dùng để tìm"
        help="Mỗi dòng một cụm từ, ví dụ: mở quán."
        rows={3}
      />
      <TicksAt path="lifeEvents" label="Sự kiện trong đời" options={choicesOf(LIFE_EVENT_NAMES)} />

      <h3>Cơ quan giải quyết</h3>
      <CompetentAgencies />

      <h3>Căn cứ pháp lý</h3>
      <Found findings={findings.filter(({ place }) => place === 'law')} missing={!content.definition.law} />
      <div className="side-by-side">
        <TextAt path="law.decision" label="Quyết định công bố" maxLength={300} empty="" />
        <TextAt path="law.decisionDate" label="Ngày quyết định" type="date" optional />
      </div>
      <LinesAt path="law.basis" label="Văn bản làm căn cứ" help="Mỗi dòng một văn bản." rows={4} />
      <SelectAt path="law.onlineLevel" label="Mức độ trực tuyến" options={choicesOf(LEVEL_NAMES)} />
      <SelectAt
        path="law.level2022"
        label="Mức độ theo Nghị định 43/2011 (số liệu đến 2022)"
        none="Không xếp"
        options={['2', '3', '4'].map((value) => ({ value, label: `Mức độ ${value}` }))}
        read={Number}
      />
      <TickAt
        path="law.confidential"
        off={false}
        label="Thủ tục kín"
        help="Tra cứu công khai không hiện cơ quan giải quyết."
      />
      <SelectAt
        path="law.systemOfRecord"
        label="Hệ thống giải quyết"
        absent="own"
        options={[
          { value: 'own', label: 'Hệ thống này' },
          { value: 'national', label: 'Hệ thống quốc gia, chuyên ngành' },
        ]}
      />
      {content.definition.law?.systemOfRecord === 'national' && (
        <PhraseAt path="law.systemName" label="Tên hệ thống" />
      )}
    </div>
  )
}

/** What an import could not decide for itself. */
function Flags({ draft }: { draft: DraftView }) {
  if (draft.flags.length === 0) return null
  return (
    <div className="soon-box" role="note">
      <p>
        <strong>Cần cán bộ quyết định:</strong>
      </p>
      <ul>
        {draft.flags.map((flag) => (
          <li key={`${flag.path} ${flag.message}`}>
            {flag.message}{' '}
            <Link to={placeLink(flag.path)}>
              Mở chỗ này<span className="unseen">: {flag.message}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Fields already in use, so that one field is not written in two ways. */
function useKnownFields(): string[] {
  const [fields, setFields] = useState<string[]>([])
  useEffect(() => {
    const stop = new AbortController()
    ask<{ fields: string[] }>('/procedures', { limit: 1 }, stop.signal)
      .then((answer) => setFields(answer.fields))
      // Without the list the field is typed by hand.
      .catch(() => {})
    return () => stop.abort()
  }, [])
  return fields
}
