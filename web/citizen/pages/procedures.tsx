import type { ProcedureRow } from '../../../src/blocks/procedure/contract.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { Select } from '../../ui/Select.tsx'
import { agencyGroups } from '../agencies.ts'
import { LIFE_EVENTS } from '../life-events.ts'
import { Page } from '../Page.tsx'
import { informationWords, levelWords } from '../procedure-words.ts'
import { citizenPage, type Visit } from '../router.ts'
import { SearchBox } from '../SearchBox.tsx'

type Filter = { q: string; field: string; agency: string; event: string }

export const procedures = citizenPage('/thu-tuc', async (visit) => {
  const { t, query } = visit
  const filter: Filter = {
    q: (query.q ?? '').trim().slice(0, 200),
    field: query.linhvuc ?? '',
    agency: query.coquan ?? '',
    event: query.viec ?? '',
  }
  const [found, agencies] = await Promise.all([
    visit.ask('procedure.find', { ...asked(filter), limit: 50, ...(query.tiep && { cursor: query.tiep }) }),
    visit.ask('organisation.find', { limit: 500 }),
  ])
  const rows: ProcedureRow[] = found.items
  const event = LIFE_EVENTS[filter.event]
  const heading = filter.q
    ? t(`Kết quả tìm “${filter.q}”`, `Results for “${filter.q}”`)
    : event
      ? t(event.vi, event.en ?? event.vi)
      : t('Thủ tục hành chính', 'Procedures')
  return {
    body: (
      <Page visit={visit} title={heading}>
        <SearchBox visit={visit} q={filter.q} />
        <h1>{heading}</h1>
        <Filters visit={visit} filter={filter} fields={found.fields} agencies={agencies.items} />
        {rows.length === 0 ? (
          <Nothing visit={visit} filter={filter} />
        ) : (
          <>
            <p className="quiet">{t(`${found.total} thủ tục`, `${found.total} procedure(s)`)}</p>
            <ul className="results">
              {rows.map((row) => (
                <Row key={row.code} visit={visit} row={row} />
              ))}
            </ul>
            {found.nextCursor && (
              <p>
                <a href={visit.href('/thu-tuc', { ...query, tiep: found.nextCursor })}>
                  {t('Xem tiếp', 'More')}
                </a>
              </p>
            )}
          </>
        )}
      </Page>
    ),
  }
})

function asked(filter: Filter) {
  return {
    ...(filter.q && { q: filter.q }),
    ...(filter.field && { field: filter.field }),
    ...(filter.agency && { agency: filter.agency }),
    ...(filter.event && { lifeEvent: filter.event }),
  }
}

function Row({ visit, row }: { visit: Visit; row: ProcedureRow }) {
  const { href, lang, t } = visit
  return (
    <li>
      <h2>
        <a href={href(`/thu-tuc/${row.code}`)}>
          <Phrase text={row.title} lang={lang} />
        </a>
      </h2>
      <p className="quiet">
        <Phrase text={row.term} lang={lang} /> ·{' '}
        {row.offered ? levelWords(row.onlineLevel, t) : informationWords(t)} ·{' '}
        <Phrase text={{ vi: row.field }} lang={lang} />
      </p>
    </li>
  )
}

type FiltersProps = {
  visit: Visit
  filter: Filter
  fields: string[]
  agencies: { code: string; name: string; kind: string }[]
}

function Filters({ visit, filter, fields, agencies }: FiltersProps) {
  const { t, href, lang } = visit
  const events = Object.entries(LIFE_EVENTS).map(([value, name]) => ({
    value,
    label: t(name.vi, name.en ?? name.vi),
  }))
  const options = fields.map((field) => ({ value: field, label: field }))
  return (
    <details className="filters" open={Boolean(filter.field || filter.agency)}>
      <summary>{t('Lọc theo lĩnh vực, cơ quan, việc', 'Filter by field, agency, life event')}</summary>
      <form action={href('/thu-tuc')} method="get" className="stack">
        {filter.q && <input type="hidden" name="q" value={filter.q} />}
        <Select
          name="linhvuc"
          label={t('Lĩnh vực', 'Field')}
          value={filter.field}
          empty={t('Mọi lĩnh vực', 'All fields')}
          groups={[{ label: '', options }]}
          lang={lang}
        />
        <Select
          name="coquan"
          label={t('Cơ quan giải quyết', 'Agency')}
          value={filter.agency}
          empty={t('Mọi cơ quan', 'All agencies')}
          groups={agencyGroups(agencies, t)}
          lang={lang}
        />
        <Select
          name="viec"
          label={t('Việc trong đời sống', 'Life event')}
          value={filter.event}
          empty={t('Mọi việc', 'All')}
          groups={[{ label: '', options: events }]}
          lang={lang}
        />
        <p>
          <button className="button second" type="submit">
            {t('Lọc', 'Filter')}
          </button>
        </p>
      </form>
    </details>
  )
}

/** An empty list says what to do next. */
function Nothing({ visit, filter }: { visit: Visit; filter: Filter }) {
  const { t, href, port } = visit
  return (
    <div className="note stack">
      <p>
        {filter.q
          ? t(`Không có thủ tục nào khớp với “${filter.q}”.`, `No procedure matches “${filter.q}”.`)
          : t('Không có thủ tục nào trong mục này.', 'There is no procedure here.')}
      </p>
      <ul>
        <li>
          {t(
            'Thử ít chữ hơn, hoặc gọi tên giấy tờ bạn cần: “khai sinh”, “giấy phép lái xe”, “hộ kinh doanh”.',
            'Try fewer words, or name the paper you need in Vietnamese: “khai sinh”, “giay phep lai xe”.',
          )}
        </li>
        <li>
          <a href={href('/thu-tuc')}>{t('Xem tất cả thủ tục', 'See all procedures')}</a>
        </li>
        <li>
          {t('Hoặc gọi ', 'Or call ')}
          <a href={`tel:${port.province.hotline.replace(/[^\d+]/g, '')}`}>{port.province.hotline}</a>
          {t(' để được hướng dẫn.', ' for help.')}
        </li>
      </ul>
    </div>
  )
}
