import type { ReactNode } from 'react'
import { address, type Visit } from '../router.ts'

type Props = {
  visit: Visit
  title: string
  /** Above the title, small: whose hall it is. */
  place: string
  /** The island this page works better with. */
  island?: string
  /** A screen on the wall has no links. */
  wall?: boolean
  children: ReactNode
}

/** A page of the waiting hall: a machine or a screen, large and alone, with nothing that leads elsewhere. */
export function HallPage({ visit, title, place, island, wall, children }: Props) {
  const { lang, t, assets, request } = visit
  const other = lang === 'vi' ? 'en' : 'vi'
  const script = island && assets[`islands/${island}.ts`]
  return (
    <html lang={lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0b5d4b" />
        <meta name="referrer" content="same-origin" />
        <title>{`${title} – ${place}`}</title>
        <link rel="stylesheet" href={assets['citizen.css']} />
        <link rel="stylesheet" href={assets['hall.css']} />
        {script && <script type="module" src={script} />}
      </head>
      <body className={wall ? 'hall wall' : 'hall'}>
        <header>
          <p lang="vi">{place}</p>
          {!wall && (
            <a
              className="switch"
              href={address(other, request.path, request.method === 'GET' ? request.query : {})}
              lang={other}
              hrefLang={other}
            >
              {other === 'en' ? 'English' : 'Tiếng Việt'}
            </a>
          )}
        </header>
        <main id="noi-dung">
          <h1>{title}</h1>
          {children}
        </main>
        {visit.port.province.demo && (
          <footer>
            <p>{t('Bản trình diễn, không có giá trị pháp lý.', 'Demonstration, without legal value.')}</p>
          </footer>
        )}
      </body>
    </html>
  )
}
