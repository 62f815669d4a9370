import { randomUUID } from 'node:crypto'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { Page } from '../Page.tsx'
import { citizenPage } from '../router.ts'
import { openApplication } from './application.ts'

/** The procedure changed since this application was begun: what is different, and one button to go on under the new edition. */
export const newerPage = citizenPage('/nop/:token/cap-nhat', async (visit) => {
  const application = await openApplication(visit)
  const { token, draft, procedure } = application
  const { t, href, lang } = visit
  const { newer } = draft
  if (!newer) return { goTo: href(`/nop/${token}`) }
  if (visit.request.method === 'POST') {
    const seen = Number(visit.field('edition'))
    try {
      const input = { token, version: draft.version, ...(seen >= 1 ? { edition: seen } : {}) }
      await visit.act('dossier.rebaseDraft', input, visit.field('_key') || randomUUID())
      return { goTo: href(`/nop/${token}`, { moi: '1' }) }
    } catch (error) {
      // Changed again since it was shown: show what it is now.
      if ((error as { code?: string }).code !== 'draft.changed-elsewhere') throw error
      return { goTo: href(`/nop/${token}/cap-nhat`) }
    }
  }
  return {
    body: (
      <Page visit={visit} title={t('Thủ tục đã thay đổi', 'The procedure has changed')}>
        <p className="quiet">
          <Phrase text={procedure.definition.title} lang={lang} />
        </p>
        <h1>{t('Thủ tục đã thay đổi', 'The procedure has changed')}</h1>
        <p>
          {t(
            `Từ ngày ${formatDate(newer.validFrom)}, thủ tục này áp dụng theo phiên bản mới. Hồ sơ của bạn được khai theo phiên bản trước nên cần chuyển sang rồi mới nộp được. Câu trả lời cho những mục vẫn được hỏi được giữ nguyên.`,
            `A new edition of this procedure applies from ${formatDate(newer.validFrom)}. Yours was begun under the one before and must be taken over before you submit. Answers to what is still asked are kept.`,
          )}
        </p>
        <h2>{t('Có gì khác', 'What is different')}</h2>
        {newer.changed.length > 0 ? (
          <ul lang="vi">
            {newer.changed.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        ) : (
          <p>
            {t(
              'Không có gì khác trong những điều bạn phải khai, nộp, trả hay chờ.',
              'Nothing is different in what you fill in, hand in, pay or wait for.',
            )}
          </p>
        )}
        <form method="post" action={href(`/nop/${token}/cap-nhat`)} className="actions">
          <input type="hidden" name="_key" value={randomUUID()} />
          <input type="hidden" name="edition" value={newer.edition} />
          <button className="button" type="submit">
            {t('Chuyển sang phiên bản mới và tiếp tục', 'Go over to the new edition and continue')}
          </button>
        </form>
      </Page>
    ),
  }
})
