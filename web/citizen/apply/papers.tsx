import { randomUUID } from 'node:crypto'
import type { KeptPaperView } from '../../../src/blocks/document/model/kept-paper.ts'
import { describedBy, FieldFrame } from '../../ui/FieldFrame.tsx'
import { Phrase } from '../../ui/Phrase.tsx'
import { fileSize } from '../../ui/Values.tsx'
import { paperFormWords } from '../procedure-words.ts'
import { address, citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { type Application, nextPath, openApplication, renew } from './application.ts'
import { type PaperAsked, papersAsked } from './papers-asked.ts'
import { mayServe, Reusable, reuse, storedPapers } from './reuse.tsx'
import { StepPage } from './StepPage.tsx'

/** Types the house takes; `image/*` makes a phone offer its camera. */
export const ACCEPT = 'image/*,application/pdf,.docx,.xlsx'
const HERE = 'giay-to'

type Wrong = { path: string; message: string }[]

export const papersPage = citizenPage('/nop/:token/giay-to', async (visit) => {
  const application = await openApplication(visit)
  const { token } = application
  if (application.draft.submitted) return { goTo: visit.href(`/nop/${token}/xong`) }
  if (visit.request.method === 'GET' && application.draft.newer)
    return { goTo: visit.href(`/nop/${token}/cap-nhat`) }
  if (visit.request.method === 'GET') return draw(visit, application, [], 200)
  const wrong = [...(await attach(visit, application)), ...(await reuse(visit, application))]
  await detach(visit, application)
  if (wrong.length > 0) return draw(visit, application, wrong, 422)
  const go = visit.field('go')
  const here = `/nop/${token}/${HERE}`
  if (go === 'language') return { goTo: address(visit.lang === 'vi' ? 'en' : 'vi', here) }
  if (go === 'later' || go === 'back') return { goTo: visit.href(nextPath(visit, application, HERE)) }
  if (go === 'upload' || visit.field('remove') || visit.field('reuse'))
    return { goTo: visit.href(here, { xong: '1', ve: visit.field('ve') }) }
  const missing = application.steps.find((step) => step.path === HERE)?.errors ?? []
  if (missing.length > 0) return draw(visit, application, missing, 422)
  return { goTo: visit.href(nextPath(visit, application, HERE)) }
})

/** Puts every file that came with the form into the draft; says which were refused and why. */
async function attach(visit: Visit, application: Application): Promise<Wrong> {
  const wrong: Wrong = visit.request.refusedFiles.map((refused) => ({
    path: refused.field,
    message: refused.message,
  }))
  for (const { field, ...file } of visit.request.files) {
    const key = field.replace('documents.', '')
    if (!application.definition.documents.some((paper) => paper.key === key && paper.direction === 'in'))
      continue
    try {
      const input = { token: application.token, key, file }
      const sent = visit.field('_key') || randomUUID()
      renew(
        visit,
        application,
        await visit.act('dossier.attachToDraft', input, `${sent}:${key}:${file.hash}`),
      )
    } catch (error) {
      const problem = error as { status?: number; message: string }
      if (problem.status === undefined || problem.status >= 500) throw error
      wrong.push({ path: field, message: problem.message })
    }
  }
  return wrong
}

async function detach(visit: Visit, application: Application): Promise<void> {
  const [key, hash] = visit.field('remove').split(' ')
  if (!key || !hash) return
  const input = { token: application.token, key, hash }
  renew(visit, application, await visit.act('dossier.detachFromDraft', input, randomUUID()))
}

async function draw(
  visit: Visit,
  application: Application,
  wrong: Wrong,
  status: number,
): Promise<PageAnswer> {
  const { t, query } = visit
  const stored = await storedPapers(visit)
  const papers = papersAsked(application.definition, application.draft)
  return {
    status,
    body: (
      <StepPage
        visit={visit}
        application={application}
        here={HERE}
        seen=""
        errors={wrong}
        multipart
        notice={query.xong && t('Đã lưu giấy tờ.', 'Papers saved.')}
        intro={
          <p>
            {t(
              'Chụp ảnh rõ từng trang hoặc chọn tệp có sẵn. Mỗi giấy tờ có thể gồm nhiều tệp, mỗi tệp không quá 20 MB (ảnh, PDF, DOCX, XLSX).',
              'Photograph each page clearly or choose files. A paper may consist of several files of up to 20 MB each (pictures, PDF, DOCX, XLSX).',
            )}
          </p>
        }
      >
        {papers.map((paper) => (
          <Paper
            key={paper.key}
            visit={visit}
            paper={paper}
            stored={stored.filter((each) => mayServe(each, paper))}
            error={wrong.find((each) => each.path === `documents.${paper.key}`)?.message}
          />
        ))}
      </StepPage>
    ),
  }
}

type PaperProps = { visit: Visit; paper: PaperAsked; stored: KeptPaperView[]; error?: string | undefined }
function Paper({ visit, paper, stored, error }: PaperProps) {
  const { t, lang } = visit
  const name = `documents.${paper.key}`
  const help = paper.help ? (
    <Phrase text={paper.help} lang={lang} />
  ) : (
    t(`Cần: ${paperFormWords(paper.form, t)}`, `Needed: ${paperFormWords(paper.form, t)}`)
  )
  return (
    <div className="paper">
      <FieldFrame
        name={name}
        label={<Phrase text={paper.name} lang={lang} />}
        help={help}
        error={error}
        required={paper.required}
        lang={lang}
      >
        {paper.files.length > 0 && (
          <ul className="files">
            {paper.files.map((file) => (
              <li key={file.hash}>
                <span>
                  <span className="fine">✓</span> {file.name}{' '}
                  <span className="quiet">({fileSize(file.size, lang)})</span>
                </span>
                <button
                  className="button link"
                  type="submit"
                  name="remove"
                  value={`${paper.key} ${file.hash}`}
                >
                  {t('Bỏ tệp', 'Remove')}
                  <span className="unseen"> {file.name}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          id={name}
          name={name}
          type="file"
          multiple
          accept={ACCEPT}
          className="input file"
          aria-describedby={describedBy({ name, help, error })}
          aria-invalid={error ? true : undefined}
        />
      </FieldFrame>
      <Reusable visit={visit} paper={paper} stored={stored} />
      <button className="button second" type="submit" name="go" value="upload">
        {t('Tải lên', 'Upload')}
        <span className="unseen"> {t(paper.name.vi, paper.name.en ?? paper.name.vi)}</span>
      </button>
    </div>
  )
}
