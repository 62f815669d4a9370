import type { ReactNode } from 'react'
import { Emblem } from './Emblem.tsx'
import { address, type Visit } from './router.ts'

/** Asked for at once, not only when the style sheet has been read. */
const FONTS = ['be-vietnam-pro-latin-400-normal.woff2', 'be-vietnam-pro-vietnamese-400-normal.woff2']

type PageProps = {
  visit: Visit
  title: string
  /** The id of the form on the page: switching language then sends and keeps what was typed. */
  form?: string
  /** Where the other language is, when it is not this address. */
  otherLanguage?: string
  /** A page of signing in: it does not offer to. */
  signingIn?: boolean
  children: ReactNode
}

/** The frame of every citizen page: the province in the header, the page, the product's name only in the footer. */
export function Page({ visit, title, form, otherLanguage, signingIn, children }: PageProps) {
  const { t, href, lang, port } = visit
  const face = port.province
  const system = t(face.system, face.systemEn)
  return (
    <html lang={lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0b5d4b" />
        <meta name="referrer" content="same-origin" />
        <title>{`${title} – ${system}`}</title>
        {FONTS.map((name) => visit.assets[name]).map(
          (font) =>
            font && (
              <link
                key={font}
                rel="preload"
                href={font}
                as="font"
                type="font/woff2"
                crossOrigin="anonymous"
              />
            ),
        )}
        <link rel="stylesheet" href={visit.assets['citizen.css']} />
      </head>
      <body>
        <a className="skip unseen" href="#noi-dung">
          {t('Tới nội dung chính', 'Skip to main content')}
        </a>
        <header className="top">
          <div className="width">
            <a className="name" href={href('/')}>
              <Emblem />
              <span>
                <span className="system">{system}</span>
                <span className="owner">{t(face.owner, face.ownerEn)}</span>
              </span>
            </a>
            <LanguageSwitch visit={visit} form={form} at={otherLanguage} />
            <nav aria-label={t('Chính', 'Main')}>
              <a href={href('/thu-tuc')}>{t('Thủ tục', 'Procedures')}</a>
              <a href={href('/tra-cuu')}>{t('Tra cứu hồ sơ', 'Track a dossier')}</a>
              <a href={href('/huong-dan')}>{t('Hướng dẫn', 'Help')}</a>
              <a href={href('/phan-anh')}>{t('Phản ánh', 'Feedback')}</a>
              {!signingIn && <Who visit={visit} />}
            </nav>
          </div>
        </header>
        <main id="noi-dung" className="width" tabIndex={-1}>
          {children}
        </main>
        <footer className="bottom">
          <div className="width">
            {face.demo && (
              <p>
                {t(
                  'Bản trình diễn: mọi người và hồ sơ ở đây đều hư cấu, không có giá trị pháp lý.',
                  'Demonstration: all people and dossiers here are fictitious and have no legal value.',
                )}
              </p>
            )}
            <p>
              {t('Cơ quan chủ quản: ', 'Owned by: ')}
              {t(face.owner, face.ownerEn)}. {t('Đường dây nóng: ', 'Hotline: ')}
              <a href={`tel:${face.hotline.replace(/[^\d+]/g, '')}`}>{face.hotline}</a>
            </p>
            <p className="quiet">{t('Chạy trên phần mềm Tân Trào', 'Runs on Tân Trào')}</p>
          </div>
        </footer>
      </body>
    </html>
  )
}

/** Pages one wants to come back to after signing in; a draft's secret address stays out of other addresses. */
const COME_BACK = /^\/(thu-tuc|tra-cuu)(\/|$)/

/** Who is signed in, or the way to. */
function Who({ visit }: { visit: Visit }) {
  const { t, href, port, request } = visit
  if (port.me)
    return (
      <a href={href('/tai-khoan')} className="who">
        <span className="unseen">{t('Tài khoản: ', 'Account: ')}</span>
        {port.me.name}
      </a>
    )
  const back = COME_BACK.test(request.path) ? href(request.path) : undefined
  return (
    <a href={href('/dang-nhap', { ve: back })} className="who">
      {t('Đăng nhập', 'Sign in')}
    </a>
  )
}

/** A link to this same page in the other language; on a form, a button that saves first, so nothing typed is lost.
 * Enter in a field presses the form's first button in the page: a twin of "continue" stands before this one. */
function LanguageSwitch({
  visit,
  form,
  at,
}: {
  visit: Visit
  form?: string | undefined
  at?: string | undefined
}) {
  const other = visit.lang === 'vi' ? 'en' : 'vi'
  const name = other === 'en' ? 'English' : 'Tiếng Việt'
  const short = other === 'en' ? 'EN' : 'VI'
  const { request } = visit
  const shown = (
    <>
      <span aria-hidden="true">{short}</span>
      <span className="unseen">{name}</span>
    </>
  )
  if (form) {
    return (
      <span>
        <button
          className="unseen"
          type="submit"
          form={form}
          name="go"
          value="next"
          tabIndex={-1}
          aria-hidden="true"
        />
        <button className="switch" type="submit" form={form} name="go" value="language" lang={other}>
          {shown}
        </button>
      </span>
    )
  }
  const query = request.method === 'GET' ? request.query : {}
  return (
    <a className="switch" href={at ?? address(other, request.path, query)} lang={other} hrefLang={other}>
      {shown}
    </a>
  )
}
