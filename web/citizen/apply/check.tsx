import { randomUUID } from 'node:crypto'
import type { ReactNode } from 'react'
import { Answer } from '../../../src/blocks/procedure/fields/shows.tsx'
import { feesFor, totalOf } from '../../../src/blocks/procedure/model/fees.ts'
import { validateAnswers, visibleFields } from '../../../src/blocks/procedure/model/form-schema.ts'
import { termText } from '../../../src/blocks/procedure/model/term-text.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { typed } from '../../ui/field-props.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { money } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { address, citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { readApplicant } from './applicant-form.ts'
import { type Application, openApplication } from './application.ts'
import { papersAsked } from './papers-asked.ts'
import { returnWays } from './return.tsx'

/** Check your answers, then submit. */
export const checkPage = citizenPage('/nop/:token/kiem-tra', async (visit) => {
  const application = await openApplication(visit)
  const { token, draft, steps } = application
  const done = { goTo: visit.href(`/nop/${token}/xong`) }
  if (draft.submitted) return done
  const here = `/nop/${token}/kiem-tra`
  if (visit.request.method === 'GET') return draw(visit, application, [], 200)
  if (visit.field('then') === 'language') return { goTo: address(visit.lang === 'vi' ? 'en' : 'vi', here) }
  if (visit.field('then') === 'later') return { goTo: visit.href(`/nop/${token}/luu`) }
  const missing = steps.flatMap((step) => step.errors)
  if (missing.length > 0) return draw(visit, application, missing, 422)
  try {
    await visit.act('dossier.submit', submission(application), visit.field('_key') || randomUUID())
    return done
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status !== 422) throw error
    const wrong = problem.errors?.length ? problem.errors : [{ path: 'submit', message: problem.message }]
    return draw(visit, application, wrong, 422)
  }
})

/** The draft as the public command takes it. */
function submission({ token, draft, procedure, definition }: Application) {
  const applicant = readApplicant(draft.applicant)
  return {
    draft: token,
    procedure: procedure.code,
    agency: draft.agency ?? procedure.agencies[0]?.code,
    applicant,
    answers: validateAnswers(definition, draft.answers, { applicant }).values,
    documents: papersAsked(definition, draft)
      .filter((paper) => paper.files.length > 0)
      .map((paper) => ({ key: paper.key, form: 'electronic', files: paper.files.map((file) => file.hash) })),
    returnBy: draft.returnBy,
  }
}

/** The page a wrong field stands on. */
function placeOf({ steps, definition }: Application, path: string): string {
  const [part, key] = path.split('.')
  const found = {
    agency: 'co-quan',
    applicant: 'nguoi-nop',
    documents: 'giay-to',
    returnBy: 'nhan-ket-qua',
    answers: `khai/${definition.form.find((page) => page.fields.some((field) => field.key === key))?.key}`,
  }[part ?? '']
  return steps.some((step) => step.path === found) ? found! : 'kiem-tra'
}

function draw(visit: Visit, application: Application, errors: FieldProblem[], status: number): PageAnswer {
  const { t, href, lang } = visit
  const { token, definition, draft, procedure, steps } = application
  const change = (step: string) => href(`/nop/${token}/${step}`, { ve: 'kiem-tra' })
  const agency = procedure.agencies.find((each) => each.code === draft.agency) ?? procedure.agencies[0]
  const term = termText(definition.clock)
  return {
    status,
    body: (
      <Page visit={visit} title={t('Kiểm tra và nộp', 'Check and submit')} form="step">
        <p className="quiet">
          {t(`Bước ${steps.length} trên ${steps.length}`, `Step ${steps.length} of ${steps.length}`)}
        </p>
        <ErrorSummary
          errors={errors}
          lang={lang}
          linkTo={(path) => `${change(placeOf(application, path))}#${path}`}
        />
        <h1>{t('Kiểm tra lại trước khi nộp', 'Check before you submit')}</h1>
        <p>
          <Phrase text={definition.title} lang={lang} />
          <br />
          <span className="quiet">
            {t('Giải quyết tại ', 'Decided by ')}
            <span lang="vi">{agency?.name}</span>
            {steps.some((step) => step.path === 'co-quan') && (
              <>
                {' · '}
                <Change to={change('co-quan')} visit={visit} what={t('nơi giải quyết', 'the agency')} />
              </>
            )}
          </span>
        </p>
        <Applicant visit={visit} application={application} to={change('nguoi-nop')} />
        <Answers visit={visit} application={application} change={change} />
        <Papers visit={visit} application={application} to={change('giay-to')} />
        <Part
          visit={visit}
          title={t('Cách nhận kết quả', 'How you get the result')}
          to={change('nhan-ket-qua')}
        >
          <p>{returnWays(t).find((way) => way.value === draft.returnBy)?.label}</p>
        </Part>
        <Fees visit={visit} application={application} />
        <p>
          {t('Thời hạn giải quyết: ', 'Time limit: ')}
          <strong>{t(term.vi, term.en)}</strong>
          {t(', tính từ lúc hồ sơ được tiếp nhận.', ', counted from acceptance.')}
        </p>
        <form id="step" method="post" action={href(`/nop/${token}/kiem-tra`)} className="actions">
          <input type="hidden" name="_key" value={randomUUID()} />
          <button className="button big" type="submit" name="then" value="next" id="submit">
            {t('Nộp hồ sơ', 'Submit')}
          </button>
          <button className="button link" type="submit" name="then" value="later">
            {t('Lưu và quay lại sau', 'Save and come back later')}
          </button>
        </form>
      </Page>
    ),
  }
}

type PartProps = { visit: Visit; title: ReactNode; to: string; children: ReactNode }

function Part({ visit, title, to, children }: PartProps) {
  return (
    <section className="part">
      <div className="part-head">
        <h2>{title}</h2>
        <Change to={to} visit={visit} what={title} />
      </div>
      {children}
    </section>
  )
}

function Change({ visit, to, what }: { visit: Visit; to: string; what: ReactNode }) {
  return (
    <a href={to}>
      {visit.t('Sửa', 'Change')}
      <span className="unseen"> {what}</span>
    </a>
  )
}

type SectionProps = { visit: Visit; application: Application; to: string }

function Applicant({ visit, application, to }: SectionProps) {
  const { t } = visit
  const applicant = readApplicant(application.draft.applicant)
  const rows: [string, string][] = [
    [t('Họ và tên', 'Name'), typed(applicant.name)],
    [t('Số định danh', 'Identification number'), typed(applicant.citizenNumber)],
    [t('Mã số thuế', 'Tax code'), typed(applicant.taxCode)],
    [t('Ngày sinh', 'Date of birth'), shownDate(typed(applicant.birthDate))],
    [t('Điện thoại', 'Telephone'), typed(applicant.phone)],
    [t('Thư điện tử', 'E-mail'), typed(applicant.email)],
    [t('Địa chỉ', 'Address'), typed(applicant.address)],
  ]
  return (
    <Part visit={visit} title={t('Người nộp hồ sơ', 'Applicant')} to={to}>
      <dl>
        {rows
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </Part>
  )
}

function shownDate(iso: string): string {
  try {
    return iso && formatDate(iso)
  } catch {
    return iso
  }
}

function Answers({
  visit,
  application,
  change,
}: {
  visit: Visit
  application: Application
  change: (step: string) => string
}) {
  const { definition, draft, steps } = application
  const { lang } = visit
  const applicant = readApplicant(draft.applicant)
  const visible = visibleFields(definition, draft.answers, applicant)
  const { values } = validateAnswers(definition, draft.answers, { applicant, partial: true })
  return definition.form
    .filter((page) => steps.some((step) => step.path === `khai/${page.key}`))
    .map((page) => (
      <Part
        key={page.key}
        visit={visit}
        title={<Phrase text={page.title} lang={lang} />}
        to={change(`khai/${page.key}`)}
      >
        <dl>
          {page.fields
            .filter((field) => visible.includes(field))
            .map((field) => (
              <div key={field.key}>
                <dt>
                  <Phrase text={field.label} lang={lang} />
                </dt>
                <dd>
                  <Answer field={field} value={values[field.key]} lang={lang} />
                </dd>
              </div>
            ))}
        </dl>
      </Part>
    ))
}

function Papers({ visit, application, to }: SectionProps) {
  const { t, lang } = visit
  const papers = papersAsked(application.definition, application.draft).filter(
    (paper) => paper.required || paper.files.length > 0,
  )
  if (!application.steps.some((step) => step.path === 'giay-to')) return null
  return (
    <Part visit={visit} title={t('Giấy tờ', 'Papers')} to={to}>
      <dl>
        {papers.map((paper) => (
          <div key={paper.key}>
            <dt>
              <Phrase text={paper.name} lang={lang} />
            </dt>
            <dd>
              {paper.files.length > 0 ? (
                <ul>
                  {paper.files.map((file) => (
                    <li key={file.hash}>{file.name}</li>
                  ))}
                </ul>
              ) : (
                <span className="late">{t('Chưa có tệp', 'No file yet')}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

function Fees({ visit, application }: { visit: Visit; application: Application }) {
  const { t, lang } = visit
  const { definition, draft } = application
  const applicant = readApplicant(draft.applicant)
  const { values } = validateAnswers(definition, draft.answers, { applicant, partial: true })
  // A variant's lower fees are already in the definition of the chosen agency.
  const lines = feesFor(definition, null, values, applicant)
  const total = totalOf(lines)
  if (lines.length === 0) return <p>{t('Không thu phí, lệ phí.', 'No fee.')}</p>
  return (
    <section className="part">
      <h2>{t('Phí, lệ phí', 'Fees')}</h2>
      <table>
        <caption className="unseen">{t('Các khoản phải nộp', 'What is to be paid')}</caption>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row">
                <Phrase text={line.name} lang={lang} />
                <span className="help quiet" lang="vi">
                  {line.explanation}
                </span>
              </th>
              <td className="number">
                {line.known ? money(line.amount, lang) : t('chưa rõ', 'not yet known')}
              </td>
            </tr>
          ))}
          {lines.length > 1 && total !== null && (
            <tr>
              <th scope="row">{t('Cộng', 'Total')}</th>
              <td className="number">{money(total, lang)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}
