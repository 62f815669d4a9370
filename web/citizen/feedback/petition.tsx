import { randomUUID } from 'node:crypto'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { Choice } from '../../ui/Choice.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Vietnamese } from '../../ui/Phrase.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { day, moment } from '../../ui/Values.tsx'
import { agencyGroups } from '../agencies.ts'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { findDossier } from '../track/find.ts'
import { showDossier } from '../track/show.tsx'
import { refusedFor } from './refused.ts'

type Agency = { code: string; name: string; kind: string }
type Step = { at: string; text: { vi: string; en?: string } }
type Published = {
  number: string
  agency: { name: string }
  body: string
  answer: string
  publishedAt: string
}
/** The dossier whose step is complained of, when it is one. */
type Against = { code: string; check: string; steps: Step[] } | null
const MOST_AGENCIES = 200

/** Phản ánh, kiến nghị in general, and what was answered in public. No account, no name asked. */
export const petitionPage = citizenPage('/phan-anh', (visit) =>
  visit.request.method === 'GET' ? draw(visit, null, [], 200) : send(visit, null),
)

/** A complaint against one step of one's own dossier: from its tracking page, by the same right. */
export const complaintPage = citizenPage('/phan-anh/ho-so', async (visit) => {
  const code = visit.field('ma').toUpperCase()
  const check = visit.field('khoa')
  if (visit.request.method === 'GET' || !code) return { goTo: visit.href('/phan-anh') }
  const found = await findDossier(visit, code, check)
  if ('refused' in found || !found.dossier.verified) return showDossier(visit, code, check)
  const against = { code, check, steps: found.dossier.steps }
  return visit.field('go') === 'send' ? send(visit, against) : draw(visit, against, [], 200)
})

async function send(visit: Visit, against: Against): Promise<PageAnswer> {
  const typed = (name: string) => visit.field(name) || undefined
  const where = against
    ? { kind: 'complaint', dossier: against.code, check: against.check || undefined, step: typed('step') }
    : { kind: 'petition', agency: typed('agency') }
  const said = {
    class: typed('class'),
    subject: visit.field('subject'),
    body: visit.field('body'),
    contact: typed('contact'),
  }
  try {
    const { number, secret } = await visit.act('feedback.submit', { ...where, ...said }, visit.field('_key'))
    return { goTo: visit.href(`/phan-anh/${number}`, { khoa: secret, xong: '1' }) }
  } catch (error) {
    const { status, errors } = refusedFor(error, 'body')
    return draw(visit, against, errors, status)
  }
}

async function draw(
  visit: Visit,
  against: Against,
  errors: FieldProblem[],
  status: number,
): Promise<PageAnswer> {
  const { t, href, lang } = visit
  const errorAt = (path: string) => errors.find((each) => each.path === path)?.message
  const agencies: Agency[] = against
    ? []
    : (await visit.ask('organisation.find', { limit: MOST_AGENCIES })).items
  const published: Published[] = against ? [] : (await visit.ask('feedback.published', { limit: 10 })).items
  const title = against
    ? t('Khiếu nại một bước của hồ sơ', 'Complain about a step of your dossier')
    : t('Phản ánh, kiến nghị', 'Feedback and complaints')
  return {
    status,
    body: (
      <Page visit={visit} title={title} {...(against && { otherLanguage: href('/phan-anh') })}>
        <ErrorSummary errors={errors} lang={lang} />
        <h1>{title}</h1>
        <p>
          {t(
            'Không cần tài khoản, không bắt buộc ghi tên. Sau khi gửi, bạn có một mã để theo dõi câu trả lời.',
            'No account and no name is needed. After sending you get a code to follow the answer.',
          )}
        </p>
        <form
          method="post"
          action={href(against ? '/phan-anh/ho-so' : '/phan-anh')}
          className="stack"
          noValidate
        >
          <input type="hidden" name="_key" value={randomUUID()} />
          {against && (
            <>
              <input type="hidden" name="ma" value={against.code} />
              <input type="hidden" name="khoa" value={against.check} />
              <Choice
                name="step"
                label={t('Bước bạn khiếu nại', 'The step you complain about')}
                options={against.steps.map((step) => ({
                  value: step.at,
                  label: t(step.text.vi, step.text.en ?? step.text.vi),
                  help: moment(step.at, lang),
                }))}
                chosen={[visit.field('step')]}
                error={errorAt('step')}
                lang={lang}
              />
            </>
          )}
          <Choice
            name="class"
            label={t('Bạn phản ánh về', 'It is about')}
            options={[
              {
                value: 'conduct',
                label: t('Hành vi', 'Conduct'),
                help: t(
                  'chậm trễ, gây phiền hà, thái độ, đòi thêm giấy tờ…',
                  'delay, harassment, attitude, papers that are not required…',
                ),
              },
              {
                value: 'regulation',
                label: t('Quy định', 'A regulation'),
                help: t('thủ tục, giấy tờ, mức phí bất hợp lý…', 'an unreasonable procedure, paper or fee…'),
              },
            ]}
            chosen={[visit.field('class')]}
            error={errorAt('class')}
            lang={lang}
          />
          {!against && (
            <Select
              name="agency"
              label={t('Cơ quan liên quan', 'The agency it concerns')}
              help={t(
                'Không rõ thì bỏ trống; Văn phòng UBND tỉnh sẽ chuyển đến nơi có thẩm quyền.',
                'Leave empty if unsure; the province’s office passes it on.',
              )}
              value={visit.field('agency')}
              empty={t('Chưa rõ cơ quan nào', 'Not sure')}
              groups={agencyGroups(agencies, t)}
              error={errorAt('agency')}
              required={false}
              lang={lang}
            />
          )}
          <TextField
            name="subject"
            label={t('Tóm tắt', 'In one line')}
            value={visit.field('subject')}
            error={errorAt('subject')}
            maxLength={200}
            lang={lang}
          />
          <TextField
            name="body"
            label={t('Nội dung', 'What happened')}
            help={t('Ở đâu, khi nào, việc gì.', 'Where, when, what.')}
            value={visit.field('body')}
            error={errorAt('body')}
            rows={6}
            maxLength={5000}
            lang={lang}
          />
          <TextField
            name="contact"
            label={t('Cách liên hệ với bạn', 'How to reach you')}
            help={t(
              'Tên, điện thoại hoặc thư điện tử; chỉ người xử lý đọc được.',
              'Name, phone or e-mail; only those who handle it can read it.',
            )}
            value={visit.field('contact')}
            error={errorAt('contact')}
            maxLength={300}
            required={false}
            lang={lang}
          />
          <p>
            <button className="button" type="submit" name="go" value="send">
              {t('Gửi phản ánh', 'Send')}
            </button>
          </p>
        </form>
        {published.length > 0 && (
          <section aria-labelledby="published">
            <h2 id="published">{t('Đã trả lời công khai', 'Answered in public')}</h2>
            <ul className="messages">
              {published.map((each) => (
                <li key={each.number}>
                  <Vietnamese>{each.body}</Vietnamese>
                  <blockquote lang="vi">{each.answer}</blockquote>
                  <span className="help quiet">
                    <Vietnamese>{each.agency.name}</Vietnamese>, {day(each.publishedAt, lang)}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        )}
      </Page>
    ),
  }
}
