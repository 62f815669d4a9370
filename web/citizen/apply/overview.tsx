import { randomUUID } from 'node:crypto'
import type { ProcedureAnswer } from '../../../src/blocks/procedure/contract.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { Moment } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { portalPageOf } from '../pages/on-the-portal.tsx'
import { citizenPage } from '../router.ts'
import { absolute } from './absolute.ts'
import { openApplication } from './application.ts'

/** `POST /thu-tuc/<code>/nop`: opens a draft under its own secret link, no account asked. */
export const startPage = citizenPage('/thu-tuc/:code/nop', async (visit) => {
  const { code } = visit.params
  if (visit.request.method === 'GET') return { goTo: visit.href(`/thu-tuc/${code}`) }
  const procedure: ProcedureAnswer = await visit.ask('procedure.get', { code })
  // Under the regime of 2025 that page tells where to file instead.
  const elsewhere = procedure.kind !== 'edition' || (await portalPageOf(visit, procedure.code)) !== null
  if (elsewhere) return { goTo: visit.href(`/thu-tuc/${code}`) }
  const [first] = procedure.agencies
  const only = first && procedure.agencies.length === 1 ? { agency: first.code } : {}
  const opened = await visit.act(
    'dossier.openDraft',
    { procedure: code, ...only },
    visit.field('_key') || randomUUID(),
  )
  const next = procedure.agencies.length > 1 ? 'co-quan' : 'nguoi-nop'
  return { goTo: visit.href(`/nop/${opened.token}/${next}`) }
})

/** What is done and what is left: where one lands when coming back by the private link. */
export const overviewPage = citizenPage('/nop/:token', async (visit) => {
  const application = await openApplication(visit)
  const { token, draft, steps, procedure } = application
  const { t, href, lang, query } = visit
  if (draft.submitted) return { goTo: href(`/nop/${token}/xong`) }
  if (draft.newer) return { goTo: href(`/nop/${token}/cap-nhat`) }
  const next = steps.find((step) => step.errors.length > 0) ?? steps[steps.length - 1]!
  return {
    body: (
      <Page visit={visit} title={t('Hồ sơ đang khai', 'Your application')}>
        <h1>
          <Phrase text={procedure.definition.title} lang={lang} />
        </h1>
        {query.moi === '1' && (
          <p className="note" role="status">
            {t(
              'Đã chuyển sang phiên bản mới của thủ tục. Những gì còn phải khai ghi “còn thiếu” dưới đây.',
              'Taken over to the new edition. What is left to fill in says “to be completed” below.',
            )}
          </p>
        )}
        <ol className="parts">
          {steps.map((step) => (
            <li key={step.path}>
              <a href={href(`/nop/${token}/${step.path}`)}>{step.title}</a>{' '}
              {step.path !== 'kiem-tra' &&
                (step.errors.length === 0 ? (
                  <span className="fine">{t('✓ đã xong', '✓ done')}</span>
                ) : (
                  <span className="quiet">{t('còn thiếu', 'to be completed')}</span>
                ))}
            </li>
          ))}
        </ol>
        <p>
          <a className="button" href={href(`/nop/${token}/${next.path}`)}>
            {t('Tiếp tục', 'Continue')}
          </a>
        </p>
        <p className="quiet">
          {t('Bản nháp được giữ đến ', 'Kept until ')}
          <Moment at={draft.expiresAt} lang={lang} />.
        </p>
      </Page>
    ),
  }
})

/** "Save and come back later": the private link, and how long it lives. */
export const laterPage = citizenPage('/nop/:token/luu', async (visit) => {
  const { token, draft } = await openApplication(visit)
  const { t, href, lang } = visit
  const path = href(`/nop/${token}`)
  return {
    body: (
      <Page visit={visit} title={t('Đã lưu', 'Saved')}>
        <h1>{t('Đã lưu. Bạn có thể quay lại sau', 'Saved. You can come back later')}</h1>
        <p>
          {t(
            'Giữ lại đường dẫn riêng dưới đây: đánh dấu trang, hoặc sao chép vào tin nhắn gửi cho chính mình.',
            'Keep the private link below: bookmark it, or copy it into a message to yourself.',
          )}
        </p>
        <p className="note">
          <a href={path} className="token">
            {absolute(visit, path)}
          </a>
        </p>
        <p>
          {t('Đường dẫn dùng được đến ', 'The link works until ')}
          <Moment at={draft.expiresAt} lang={lang} />
          {t(
            '. Ai có đường dẫn này cũng xem được những gì bạn đã khai, nên đừng gửi cho người lạ.',
            '. Anyone who has it can see your answers, so do not give it to strangers.',
          )}
        </p>
        <p>
          <a className="button" href={path}>
            {t('Tiếp tục khai', 'Continue now')}
          </a>
        </p>
      </Page>
    ),
  }
})
