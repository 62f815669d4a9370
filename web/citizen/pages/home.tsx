import { LIFE_EVENTS } from '../life-events.ts'
import { Page } from '../Page.tsx'
import { citizenPage } from '../router.ts'
import { SearchBox } from '../SearchBox.tsx'
import { CodeForm } from '../track/CodeForm.tsx'

export const home = citizenPage('/', async (visit) => {
  const { t, href, port } = visit
  return {
    body: (
      <Page visit={visit} title={t(`Trang chủ ${port.province.name}`, `${port.province.nameEn}, home`)}>
        <SearchBox visit={visit} heading />
        <section aria-labelledby="events">
          <h2 id="events">{t('Theo việc trong đời sống', 'By what happens in life')}</h2>
          <ul className="events">
            {Object.entries(LIFE_EVENTS).map(([key, name]) => (
              <li key={key}>
                <a href={href('/thu-tuc', { viec: key })}>{t(name.vi, name.en ?? name.vi)}</a>
              </li>
            ))}
          </ul>
          <p>
            <a href={href('/thu-tuc')}>{t('Xem tất cả thủ tục', 'See all procedures')}</a>
          </p>
        </section>
        <section aria-labelledby="track">
          <h2 id="track">{t('Tra cứu hồ sơ', 'Track a dossier')}</h2>
          <CodeForm visit={visit} code="" />
        </section>
      </Page>
    ),
  }
})
