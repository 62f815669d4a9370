import type { ReactNode } from 'react'
import { Answer } from '../../../src/blocks/procedure/fields/shows.tsx'
import { feesFor, totalOf } from '../../../src/blocks/procedure/model/fees.ts'
import { validateAnswers, visibleFields } from '../../../src/blocks/procedure/model/form-schema.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { typed } from '../../ui/field-props.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { money } from '../../ui/Values.tsx'
import type { Visit } from '../router.ts'
import { readApplicant } from './applicant-form.ts'
import type { Application } from './application.ts'
import { papersAsked } from './papers-asked.ts'

type PartProps = { visit: Visit; title: ReactNode; to: string; children: ReactNode }

/** One part of what was said, with a link to change it. */
export function Part({ visit, title, to, children }: PartProps) {
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

export function Change({ visit, to, what }: { visit: Visit; to: string; what: ReactNode }) {
  return (
    <a href={to}>
      {visit.t('Sửa', 'Change')}
      <span className="unseen"> {what}</span>
    </a>
  )
}

type SectionProps = { visit: Visit; application: Application; to: string }

export function Applicant({ visit, application, to }: SectionProps) {
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

export function Answers({
  visit,
  application,
  change,
}: {
  visit: Visit
  application: Application
  change: (step: string) => string
}) {
  const { definition, draft, places, steps } = application
  const { lang } = visit
  const applicant = readApplicant(draft.applicant)
  const visible = visibleFields(definition, draft.answers, applicant)
  const { values } = validateAnswers(definition, draft.answers, { applicant, places, partial: true })
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

export function Papers({ visit, application, to }: SectionProps) {
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

export function Fees({ visit, application }: { visit: Visit; application: Application }) {
  const { t, lang } = visit
  const { definition, draft, places } = application
  const applicant = readApplicant(draft.applicant)
  const { values } = validateAnswers(definition, draft.answers, { applicant, places, partial: true })
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
