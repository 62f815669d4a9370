import { randomUUID } from 'node:crypto'
import type { FeedbackView } from '../../../src/blocks/content/contract.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Vietnamese } from '../../ui/Phrase.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Moment, moment } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { refusedFor } from './refused.ts'

/** Following what one sent, adding what is asked for, saying whether the answer helped. */
export const followPage = citizenPage('/phan-anh/:number', async (visit) => {
  const number = (visit.params.number ?? '').toUpperCase()
  const sent = visit.request.method === 'POST'
  const secret = sent ? visit.field('khoa') : (visit.query.khoa ?? '')
  const by = { number, secret }
  const verdict = visit.field('verdict')
  try {
    if (sent && verdict) await visit.act('feedback.rate', { ...by, verdict }, visit.field('_key'))
    else if (sent)
      await visit.act('feedback.supplement', { ...by, text: visit.field('text') }, visit.field('_key'))
    if (sent) return { goTo: visit.href(`/phan-anh/${number}`, { khoa: secret, xong: '2' }) }
    return draw(visit, await visit.ask('feedback.follow', by), secret, [], 200)
  } catch (error) {
    const { status, errors } = refusedFor(error, 'text')
    if (status === 404 || status === 429 || !sent) return missing(visit)
    return draw(visit, await visit.ask('feedback.follow', by), secret, errors, status)
  }
})

function missing(visit: Visit): PageAnswer {
  const { t, href } = visit
  const title = t('Không mở được phản ánh này', 'This cannot be opened')
  return {
    status: 404,
    body: (
      <Page visit={visit} title={title}>
        <h1>{title}</h1>
        <p role="status">
          {t(
            'Mở lại đúng liên kết bạn nhận khi gửi phản ánh. Liên kết có mã bí mật nên không ai khác mở được.',
            'Open the very link you got when you sent it. It holds a secret, so nobody else can.',
          )}
        </p>
        <p>
          <a href={href('/phan-anh')}>{t('Gửi phản ánh mới', 'Send another')}</a>
        </p>
      </Page>
    ),
  }
}

function draw(
  visit: Visit,
  feedback: FeedbackView,
  secret: string,
  errors: FieldProblem[],
  status: number,
): PageAnswer {
  const { t, href, lang } = visit
  const here = `/phan-anh/${feedback.number}`
  const hidden = (
    <>
      <input type="hidden" name="_key" value={randomUUID()} />
      <input type="hidden" name="khoa" value={secret} />
    </>
  )
  return {
    status,
    body: (
      <Page
        visit={visit}
        title={t(`Phản ánh ${feedback.number}`, `Feedback ${feedback.number}`)}
        otherLanguage={`${lang === 'vi' ? '/en' : ''}${here}?khoa=${encodeURIComponent(secret)}`}
      >
        <ErrorSummary errors={errors} lang={lang} />
        {visit.query.xong && (
          <p className="note done" role="status">
            {visit.query.xong === '1'
              ? t(
                  'Đã nhận phản ánh của bạn. Hãy lưu lại địa chỉ trang này để xem câu trả lời.',
                  'Received. Keep the address of this page to see the answer.',
                )
              : t('Đã ghi nhận.', 'Noted.')}
          </p>
        )}
        <h1>
          {t('Phản ánh ', 'Feedback ')}
          <span className="number no-break">{feedback.number}</span>
        </h1>
        <p className="strong">{standing(visit, feedback)}</p>
        <section aria-labelledby="said">
          <h2 id="said">{t('Bạn đã viết', 'What you wrote')}</h2>
          <p className="strong">{feedback.subject}</p>
          {feedback.step && (
            <p className="quiet">
              {t('Về bước của hồ sơ ', 'About a step of dossier ')}
              <span className="no-break">{feedback.dossier}</span>, {moment(feedback.step.at, lang)}: “
              <Vietnamese>{feedback.step.name}</Vietnamese>”
            </p>
          )}
          <p className="many-lines">{feedback.body}</p>
        </section>
        {feedback.answer && (
          <section aria-labelledby="answer">
            <h2 id="answer">{t('Trả lời', 'Answer')}</h2>
            <blockquote lang="vi" className="many-lines">
              {feedback.answer}
            </blockquote>
            <form method="post" action={href(here)} className="actions">
              {hidden}
              <span>{t('Câu trả lời có giúp bạn không?', 'Did the answer help?')}</span>
              {(['like', 'dislike'] as const).map((verdict) => (
                <button
                  key={verdict}
                  className="button second"
                  type="submit"
                  name="verdict"
                  value={verdict}
                  aria-pressed={feedback.verdict === verdict}
                >
                  {verdict === 'like' ? t('Hài lòng', 'Satisfied') : t('Không hài lòng', 'Not satisfied')}
                </button>
              ))}
            </form>
            {feedback.verdict && (
              <p className="quiet">
                {t('Bạn đã chọn: ', 'You chose: ')}
                {feedback.verdict === 'like'
                  ? t('Hài lòng', 'Satisfied')
                  : t('Không hài lòng', 'Not satisfied')}
              </p>
            )}
          </section>
        )}
        {feedback.state === 'supplementing' && (
          <form method="post" action={href(here)} className="stack" noValidate>
            {hidden}
            <TextField
              name="text"
              label={t('Nội dung bổ sung', 'What you add')}
              help={
                <Vietnamese>
                  {feedback.events.findLast((each) => each.kind === 'askSupplement')?.note ?? ''}
                </Vietnamese>
              }
              value={visit.field('text')}
              error={errors[0]?.message}
              rows={4}
              maxLength={5000}
              lang={lang}
            />
            <p>
              <button className="button" type="submit">
                {t('Gửi bổ sung', 'Send')}
              </button>
            </p>
          </form>
        )}
        <section aria-labelledby="steps">
          <h2 id="steps">{t('Các bước xử lý', 'Steps')}</h2>
          <ol className="line">
            {feedback.events.map((event) => (
              <li key={event.seq}>
                {eventText(visit, event)}
                <span className="help quiet">
                  <Moment at={event.at} lang={lang} />
                </span>
              </li>
            ))}
          </ol>
        </section>
      </Page>
    ),
  }
}

function standing({ t, lang }: Visit, { state, agency, dueAt }: FeedbackView): string {
  const due = dueAt ? moment(dueAt, lang) : ''
  const said: Record<FeedbackView['state'], string> = {
    received: t(
      `${agency.name} đang xử lý, trả lời trước ${due}.`,
      `With ${agency.name}; an answer is due by ${due}.`,
    ),
    supplementing: t('Cơ quan cần bạn bổ sung nội dung.', 'The agency asks you for more.'),
    refused: t(
      'Cơ quan không tiếp nhận phản ánh này; lý do ở dưới.',
      'It was not taken up; the reason is below.',
    ),
    answered: t(`${agency.name} đã trả lời.`, `${agency.name} has answered.`),
    published: t(`${agency.name} đã trả lời và công khai.`, `${agency.name} has answered in public.`),
  }
  return said[state]
}

function eventText({ t }: Visit, event: FeedbackView['events'][number]): string {
  const to = event.toAgency?.name ?? ''
  const said: Record<string, string> = {
    submit: t(`Đã gửi đến ${to}`, `Sent to ${to}`),
    forward: t(`Chuyển đến ${to}`, `Passed on to ${to}`),
    askSupplement: t('Đề nghị bổ sung', 'Asked for more'),
    supplement: t('Bạn đã bổ sung', 'You added more'),
    refuse: t('Không tiếp nhận', 'Not taken up'),
    answer: t('Đã trả lời', 'Answered'),
    publish: t('Đã công khai', 'Published'),
  }
  return said[event.kind] ?? event.kind
}
