import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Phrase } from '../../ui/Phrase.tsx'
import { Page } from '../Page.tsx'
import type { Visit } from '../router.ts'
import type { Application } from './application.ts'

type StepPageProps = {
  visit: Visit
  application: Application
  here: string
  /** What the page showed, as `markOf` tells it. */
  seen: string
  errors?: FieldProblem[]
  /** This page's content was changed in another window since it was shown. */
  conflict?: boolean
  notice?: ReactNode
  multipart?: boolean
  intro?: ReactNode
  children: ReactNode
}

/** One page of applying: progress, errors on top, the form, and three ways on; each of them saves. */
export function StepPage({ visit, application, here, seen, children, ...rest }: StepPageProps) {
  const { t, lang, href, query } = visit
  const { steps, procedure, token } = application
  const at = steps.findIndex((step) => step.path === here)
  const title = steps[at]?.title ?? ''
  const errors = rest.errors ?? []
  const back = query.ve || visit.field('ve')
  return (
    <Page visit={visit} title={`${errors.length > 0 ? t('Cần sửa: ', 'To mend: ') : ''}${title}`} form="step">
      <p className="quiet">
        <Phrase text={procedure.definition.title} lang={lang} />
        <br />
        {t(`Bước ${at + 1} trên ${steps.length}`, `Step ${at + 1} of ${steps.length}`)}
      </p>
      <ErrorSummary errors={errors} lang={lang} />
      {rest.conflict && <Conflict visit={visit} address={`/nop/${token}/${here}`} />}
      {rest.notice && (
        <p className="note" role="status">
          {rest.notice}
        </p>
      )}
      <h1>{title}</h1>
      {rest.intro}
      <form
        id="step"
        method="post"
        action={href(`/nop/${token}/${here}`)}
        encType={rest.multipart ? 'multipart/form-data' : undefined}
        className="stack"
        noValidate
      >
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="seen" value={seen} />
        {back === 'kiem-tra' && <input type="hidden" name="ve" value="kiem-tra" />}
        {children}
        <div className="actions">
          <button className="button" type="submit" name="go" value="next">
            {back === 'kiem-tra'
              ? t('Lưu và về trang kiểm tra', 'Save and check again')
              : t('Lưu và tiếp tục', 'Save and continue')}
          </button>
          {at > 0 && (
            <button className="button second" type="submit" name="go" value="back">
              {t('Quay lại', 'Back')}
            </button>
          )}
          <button className="button link" type="submit" name="go" value="later">
            {t('Lưu và quay lại sau', 'Save and come back later')}
          </button>
        </div>
      </form>
    </Page>
  )
}

function Conflict({ visit, address }: { visit: Visit; address: string }) {
  const { t, href } = visit
  return (
    <div className="errors" role="alert">
      <h2>{t('Trang này vừa được sửa ở cửa sổ khác', 'This page was just changed in another window')}</h2>
      <p>
        {t(
          'Những gì bạn vừa gõ vẫn ở dưới đây và chưa được lưu. Bấm “Lưu và tiếp tục” lần nữa để thay bằng bản này, hoặc ',
          'What you typed is still below and not yet saved. Press “Save and continue” again to replace it, or ',
        )}
        <a href={href(address)}>{t('xem bản đã lưu', 'see the saved one')}</a>.
      </p>
    </div>
  )
}
