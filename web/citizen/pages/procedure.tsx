import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import type { ProcedureAnswer, ProcedureView } from '../../../src/blocks/procedure/contract.ts'
import { termText } from '../../../src/blocks/procedure/model/term-text.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { Moment } from '../../ui/Values.tsx'
import { LevelHistory } from '../LevelHistory.tsx'
import { AGENCY_KIND_NAMES } from '../life-events.ts'
import { Page } from '../Page.tsx'
import { feeWords, levelWords, paperFormWords, paperNeed } from '../procedure-words.ts'
import { citizenPage, type Visit } from '../router.ts'
import { SearchBox } from '../SearchBox.tsx'
import { Information } from './information.tsx'
import { OnThePortal, portalPageOf } from './on-the-portal.tsx'

export const procedure = citizenPage('/thu-tuc/:code', async (visit) => {
  const found = await known(visit, visit.params.code ?? '')
  if (!found) return { status: 404, body: <Unknown visit={visit} /> }
  if (found.kind === 'information') return { body: <Information visit={visit} procedure={found} /> }
  const portal = await portalPageOf(visit, found.code)
  const apply = portal === null ? undefined : <OnThePortal visit={visit} procedure={found} page={portal} />
  return { body: <Procedure visit={visit} procedure={found} apply={apply} /> }
})

/** The procedure of a code; null when there is none, so that the page can say what to do instead. */
async function known(visit: Visit, code: string): Promise<ProcedureAnswer | null> {
  try {
    return await visit.ask('procedure.get', { code })
  } catch (error) {
    const status = (error as { status?: number }).status
    if (status === 404 || status === 422) return null
    throw error
  }
}

type ProcedureProps = {
  visit: Visit
  procedure: ProcedureView
  /** What stands where one applies; the real button unless told. */
  apply?: ReactNode
}

export function Procedure({ visit, procedure, apply }: ProcedureProps) {
  const { t, lang, href } = visit
  const { definition } = procedure
  const term = termText(definition.clock)
  const papers = definition.documents.filter((paper) => paper.direction === 'in')
  return (
    <Page visit={visit} title={t(definition.title.vi, definition.title.en ?? definition.title.vi)}>
      <article className="procedure">
        <h1>
          <Phrase text={definition.title} lang={lang} />
        </h1>
        <p className="quiet">
          {t('Mã thủ tục ', 'Procedure code ')}
          <span className="number">{procedure.code}</span> · {levelWords(definition.law.onlineLevel, t)}
        </p>

        <h2>{t('Bạn nhận được gì', 'What you get')}</h2>
        <p>
          <Phrase text={definition.whatYouGet} lang={lang} />
        </p>

        <h2>{t('Ai được làm', 'Who may ask')}</h2>
        <p>
          <Phrase text={definition.whoMayAsk} lang={lang} />
        </p>

        <h2>{t('Giấy tờ cần có', 'Papers you need')}</h2>
        {papers.length === 0 ? (
          <p>{t('Không cần giấy tờ nào, chỉ khai tờ khai.', 'No papers, only the form.')}</p>
        ) : (
          <ul className="papers">
            {papers.map((paper) => (
              <li key={paper.key}>
                <Phrase text={paper.name} lang={lang} />{' '}
                <span className="quiet">
                  (
                  {[`${paper.copies} ${paperFormWords(paper.form, t)}`, paperNeed(paper, t)]
                    .filter(Boolean)
                    .join('; ')}
                  )
                </span>
                {paper.help && (
                  <span className="help quiet">
                    <Phrase text={paper.help} lang={lang} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}

        <h2>{t('Phí, lệ phí', 'Fees')}</h2>
        <Fees visit={visit} procedure={procedure} />

        <h2>{t('Bao lâu', 'How long')}</h2>
        <p>
          <strong>{t(term.vi, term.en)}</strong>
          {procedure.dueIfReceivedNow && (
            <>
              {t('; nếu được tiếp nhận hôm nay: ', '; if accepted today: ')}
              <Moment at={procedure.dueIfReceivedNow} lang={lang} />
            </>
          )}
        </p>

        <h2>{t('Nơi giải quyết', 'Where')}</h2>
        <Where visit={visit} agencies={procedure.agencies} />

        {apply ?? <Apply visit={visit} procedure={procedure} />}
        <p>
          <a href={href('/dat-lich', { 'thu-tuc': procedure.code })}>
            {t('Đặt lịch hẹn đến nộp trực tiếp', 'Book an appointment at a desk')}
          </a>
        </p>

        <LevelHistory visit={visit} periods={procedure.onlineLevels} />

        <h2>{t('Căn cứ pháp lý', 'Law')}</h2>
        <ul className="law">
          {definition.law.basis.map((basis) => (
            <li key={basis} lang="vi">
              {basis}
            </li>
          ))}
          <li lang="vi">Công bố theo {definition.law.decision}</li>
        </ul>
      </article>
    </Page>
  )
}

function Fees({ visit, procedure }: { visit: Visit; procedure: ProcedureView }) {
  const { t, lang } = visit
  const { fees } = procedure.definition
  if (fees.length === 0) return <p>{t('Không thu phí, lệ phí.', 'No fee.')}</p>
  return (
    <ul>
      {fees.map((fee) => (
        <li key={fee.key}>
          <Phrase text={fee.name} lang={lang} />: <strong className="number">{feeWords(fee, visit)}</strong>
          {fee.waiver && (
            <span className="help quiet">
              {t('Được miễn: ', 'Waived: ')}
              <Phrase text={fee.waiver} lang={lang} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Up to a handful of agencies by name; a hundred communes as a list to open. */
function Where({ visit, agencies }: { visit: Visit; agencies: ProcedureView['agencies'] }) {
  const { t } = visit
  const list = (
    <ul lang="vi">
      {agencies.map((agency) => (
        <li key={agency.code}>{agency.name}</li>
      ))}
    </ul>
  )
  const anyDesk = (
    <p>
      {t(
        'Nộp được ở bất kỳ Bộ phận Một cửa nào trong tỉnh, trực tuyến hoặc qua bưu chính.',
        'Hand in at any one-stop desk of the province, online or by post.',
      )}
    </p>
  )
  if (agencies.length <= 6)
    return (
      <>
        {list}
        {anyDesk}
      </>
    )
  const kinds = [...new Set(agencies.map((agency) => agency.kind))]
    .map((kind) => AGENCY_KIND_NAMES[kind])
    .filter((name) => name !== undefined)
    .map((name) => t(name.vi, name.en ?? name.vi))
    .join(', ')
  return (
    <>
      <details>
        <summary>{`${kinds} (${t(`${agencies.length} nơi`, `${agencies.length} places`)})`}</summary>
        {list}
      </details>
      {anyDesk}
    </>
  )
}

function Apply({ visit, procedure }: { visit: Visit; procedure: ProcedureView }) {
  const { t, href } = visit
  if (procedure.definition.law.onlineLevel === 'information' || procedure.agencies.length === 0)
    return (
      <p className="note">
        {t(
          'Thủ tục này nộp tại Bộ phận Một cửa hoặc qua bưu chính.',
          'This procedure is handed in at a one-stop desk or by post.',
        )}
      </p>
    )
  return (
    <form method="post" action={href(`/thu-tuc/${procedure.code}/nop`)} className="apply">
      <input type="hidden" name="_key" value={randomUUID()} />
      <button className="button big" type="submit">
        {t('Nộp trực tuyến', 'Apply online')}
      </button>
      <p className="quiet">
        {t(
          'Không cần tài khoản. Đang làm dở có thể lưu lại, quay lại trong 30 ngày.',
          'No account needed. You can save and come back within 30 days.',
        )}
      </p>
    </form>
  )
}

function Unknown({ visit }: { visit: Visit }) {
  const { t, href } = visit
  return (
    <Page visit={visit} title={t('Không có thủ tục này', 'No such procedure')}>
      <h1>{t('Không có thủ tục mang mã này', 'There is no procedure with this code')}</h1>
      <p>
        {t(
          'Mã thủ tục có dạng 1.001193. Thủ tục có thể đã được thay thế; hãy tìm theo tên.',
          'A procedure code looks like 1.001193. It may have been replaced; please search by name.',
        )}
      </p>
      <SearchBox visit={visit} />
      <p>
        <a href={href('/thu-tuc')}>{t('Xem tất cả thủ tục', 'See all procedures')}</a>
      </p>
    </Page>
  )
}
