import { Page } from '../Page.tsx'
import type { PageAnswer, Visit } from '../router.ts'

export type Trouble = { status: number; message: string }

/** What is thrown with a status and a code is a sentence for the visitor; anything else is our own fault. */
export function troubleOf(error: unknown): Trouble | null {
  const { status, code, message } = error as { status?: unknown; code?: unknown; message?: unknown }
  if (typeof status !== 'number' || typeof code !== 'string' || typeof message !== 'string') return null
  return { status, message }
}

export function notFoundPage(visit: Visit): PageAnswer {
  const { t, href } = visit
  return {
    status: 404,
    body: (
      <Page visit={visit} title={t('Không có trang này', 'Page not found')}>
        <h1>{t('Không có trang này', 'Page not found')}</h1>
        <p>
          {t(
            'Địa chỉ có thể gõ thiếu hoặc trang đã chuyển. Bạn có thể:',
            'The address may be incomplete, or the page has moved. You can:',
          )}
        </p>
        <ul>
          <li>
            <a href={href('/thu-tuc')}>{t('tìm thủ tục', 'find a procedure')}</a>
          </li>
          <li>
            <a href={href('/tra-cuu')}>{t('tra cứu hồ sơ', 'track a dossier')}</a>
          </li>
          <li>
            <a href={href('/')}>{t('về trang chủ', 'go to the home page')}</a>
          </li>
        </ul>
      </Page>
    ),
  }
}

/** Something failed. What was typed is carried in the page, so that one press sends it again. */
export function troublePage(visit: Visit, trouble: Trouble): PageAnswer {
  const { t, href, lang, request } = visit
  const heading =
    trouble.status === 404
      ? t('Không tìm thấy', 'Not found')
      : trouble.status >= 500
        ? t('Hệ thống đang tạm gián đoạn', 'The system is interrupted')
        : t('Chưa làm được', 'This could not be done')
  const typed = Object.entries(request.form).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each) => ({ name, value: each })),
  )
  const retry = request.method === 'POST' && trouble.status !== 404
  return {
    status: trouble.status,
    body: (
      <Page visit={visit} title={heading}>
        <h1>{heading}</h1>
        <p lang={lang === 'en' ? 'vi' : undefined}>{trouble.message}</p>
        {retry && (
          <form method="post" action={href(request.path, request.query)} className="stack">
            <p>
              {t(
                'Những gì bạn vừa gõ vẫn được giữ trong trang này. Đợi một lát rồi bấm gửi lại (tệp đính kèm cần chọn lại).',
                'What you typed is kept in this page. Wait a moment, then send again (files must be chosen again).',
              )}
            </p>
            {typed.map(({ name, value }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: names repeat and the list never changes
              <input key={at} type="hidden" name={name} value={value} />
            ))}
            <Typed visit={visit} typed={typed} />
            <p>
              <button className="button" type="submit">
                {t('Gửi lại', 'Send again')}
              </button>
            </p>
          </form>
        )}
        <p>
          <a href={href('/')}>{t('Về trang chủ', 'Home page')}</a>
        </p>
      </Page>
    ),
  }
}

/** What was typed, readable, for those who would rather copy it. */
function Typed({ visit, typed }: { visit: Visit; typed: { name: string; value: string }[] }) {
  const readable = typed.filter(
    ({ name, value }) => value && /^(answers|applicant)\.|^(note|reason)$/.test(name),
  )
  if (readable.length === 0) return null
  return (
    <details>
      <summary>{visit.t('Xem những gì đã gõ', 'See what you typed')}</summary>
      <ul>
        {readable.map(({ name, value }) => (
          <li key={`${name} ${value}`} className="as-typed">
            {value}
          </li>
        ))}
      </ul>
    </details>
  )
}
