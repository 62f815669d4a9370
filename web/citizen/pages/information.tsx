import type { InformationView } from '../../../src/blocks/procedure/contract.ts'
import { day } from '../../ui/Values.tsx'
import { LevelHistory } from '../LevelHistory.tsx'
import { Page } from '../Page.tsx'
import { informationWords } from '../procedure-words.ts'
import type { Visit } from '../router.ts'

type Props = { visit: Visit; procedure: InformationView }

/** A procedure told of in the national catalogue only: everything to prepare, and where to go; nothing to hand in here. */
export function Information({ visit, procedure }: Props) {
  const { t } = visit
  const { law } = procedure
  return (
    <Page visit={visit} title={procedure.title.vi}>
      <article className="procedure">
        <h1 lang="vi">{procedure.title.vi}</h1>
        <p className="quiet">
          {t('Mã thủ tục ', 'Procedure code ')}
          <span className="number">{procedure.code}</span> · {informationWords(t)}
        </p>
        <p className="note">
          {t(
            'Thủ tục này chưa nộp được trên hệ thống của tỉnh. Dưới đây là nội dung công bố toàn quốc; xin nộp tại Bộ phận Một cửa của cơ quan giải quyết.',
            'This procedure cannot be handed in through this system yet. Below is what is published nationwide, in Vietnamese; please hand in at the one-stop desk of the deciding agency.',
          )}
        </p>
        <Told title={t('Bạn nhận được gì', 'What you get')} text={procedure.whatYouGet} />
        <Told title={t('Ai được làm', 'Who may ask')} text={procedure.whoMayAsk} />
        <h2>{t('Giấy tờ cần có', 'Papers you need')}</h2>
        <Papers visit={visit} procedure={procedure} />
        <h2>{t('Phí, lệ phí và thời hạn', 'Fees and term')}</h2>
        <Ways visit={visit} procedure={procedure} />
        <h2>{t('Nơi giải quyết', 'Where')}</h2>
        <p lang="vi">{[procedure.agency, procedure.level].filter(Boolean).join(' · ')}</p>
        <Told title={t('Yêu cầu, điều kiện', 'Conditions')} text={procedure.conditions} />
        <LevelHistory visit={visit} periods={procedure.onlineLevels} />
        {(law.decision || law.basis.length > 0) && (
          <>
            <h2>{t('Căn cứ pháp lý', 'Law')}</h2>
            <ul className="law" lang="vi">
              {[...new Set(law.basis)].map((basis) => (
                <li key={basis}>{basis}</li>
              ))}
              {law.decision && <li>Công bố theo {law.decision}</li>}
            </ul>
          </>
        )}
        <p className="quiet">
          {t('Cập nhật từ danh mục quốc gia ngày ', 'Taken from the national catalogue on ')}
          {day(procedure.importedAt, visit.lang)}
        </p>
      </article>
    </Page>
  )
}

function Told({ title, text }: { title: string; text: string | null }) {
  if (!text) return null
  return (
    <>
      <h2>{title}</h2>
      <p lang="vi" className="as-typed">
        {text}
      </p>
    </>
  )
}

/** Papers under the headings the catalogue gives them, in its order. */
function Papers({ visit, procedure }: Props) {
  const { t } = visit
  const { papers } = procedure
  if (papers.length === 0)
    return <p>{t('Danh mục không ghi giấy tờ phải nộp.', 'The catalogue lists no papers.')}</p>
  const groups = [...new Set(papers.map((paper) => paper.group))]
  return groups.map((group) => (
    <div key={group ?? ''} lang="vi">
      {group && <h3>{group}</h3>}
      <ul className="papers">
        {papers
          .filter((paper) => paper.group === group)
          .map((paper, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once on the server; two papers may bear one name.
            <li key={index}>
              {paper.name} <span className="quiet">{countWords(paper)}</span>
            </li>
          ))}
      </ul>
    </div>
  ))
}

function countWords({ originals, copies }: { originals: number; copies: number }): string {
  const said = [originals > 0 ? `${originals} bản chính` : '', copies > 0 ? `${copies} bản sao` : '']
  const words = said.filter(Boolean).join(', ')
  return words ? `(${words})` : ''
}

function Ways({ visit, procedure }: Props) {
  const { t } = visit
  const { ways, term, fee } = procedure
  const names: Record<string, string> = {
    truc_tiep: t('Nộp trực tiếp', 'At the desk'),
    truc_tuyen: t('Nộp trực tuyến', 'Online'),
    buu_chinh: t('Qua bưu chính', 'By post'),
  }
  const unsaid = t('không ghi', 'not given')
  if (ways.length === 0)
    return (
      <p lang="vi">
        {t('Thời hạn: ', 'Term: ')}
        <strong>{term ?? unsaid}</strong>. {t('Phí: ', 'Fee: ')}
        <strong>{fee ?? unsaid}</strong>.
      </p>
    )
  return (
    <ul>
      {ways.map((way) => (
        <li key={`${way.channel} ${way.term} ${way.fee} ${way.note}`}>
          {names[way.channel] ?? way.channel}: <strong lang="vi">{way.term ?? term ?? unsaid}</strong>;{' '}
          {t('phí', 'fee')} <span lang="vi">{way.fee ?? unsaid}</span>
          {way.note && (
            <span className="help quiet" lang="vi">
              {way.note}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
