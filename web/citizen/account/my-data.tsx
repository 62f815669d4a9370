import { randomUUID } from 'node:crypto'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Moment } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { purposeText } from './words.ts'

type Access = {
  id: string
  at: string
  operation: string
  dossiers: string[]
  by: { kind: 'self' | 'officer' | 'system' | 'visitor' | 'job'; agency: string | null; title: string | null }
}
type Question = {
  id: string
  kind: 'access' | 'correction'
  dossier: string | null
  text: string
  askedAt: string
  agency: { name: string }
  answer: string | null
  answeredAt: string | null
}

const HERE = '/tai-khoan/du-lieu'
const A_PAGE = '30'

/** Who looked at my data, when, for what; asking about it; taking it away. */
export const myDataPage = citizenPage(HERE, async (visit) => {
  const { href, port } = visit
  if (!port.me) return { goTo: href('/dang-nhap', { ve: href(HERE) }) }
  if (visit.request.method === 'GET') return draw(visit, [], 200)
  const dossier = visit.field('ho-so').toUpperCase()
  const access = visit.field('lan')
  try {
    await visit.act(
      'dossier.askAboutData',
      {
        id: visit.field('_key'),
        kind: access ? 'access' : 'correction',
        ...(access && { access }),
        ...(dossier && { dossier }),
        text: visit.field('text'),
      },
      visit.field('_key'),
    )
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status !== 422 && problem.status !== 404 && problem.status !== 429) throw error
    const errors = problem.errors?.length ? problem.errors : [{ path: 'text', message: problem.message }]
    return draw(visit, errors, problem.status)
  }
  return { goTo: href(HERE, { xong: '1' }) }
})

async function draw(visit: Visit, errors: FieldProblem[], status: number): Promise<PageAnswer> {
  const { t, href, lang } = visit
  const cursor = visit.query.sau
  const seen: { items: Access[]; nextCursor: string | null } = await visit.ask('audit.myData', {
    limit: A_PAGE,
    ...(cursor && { cursor }),
  })
  const { items: questions }: { items: Question[] } = await visit.ask('dossier.findDataQuestions', {})
  const asking = visit.field('lan') || visit.query.lan || ''
  const title = t('Dữ liệu của tôi', 'My data')
  return {
    status,
    body: (
      <Page visit={visit} title={title}>
        <ErrorSummary errors={errors} lang={lang} />
        {visit.query.xong === '1' && (
          <p className="note done" role="status">
            {t(
              'Đã gửi câu hỏi của bạn. Câu trả lời sẽ hiện ở trang này.',
              'Sent. The answer will stand on this page.',
            )}
          </p>
        )}
        <h1>{title}</h1>
        <p>
          <a href="/api/my-data/export" download="du-lieu-cua-toi.json">
            {t('Tải về toàn bộ dữ liệu của tôi (JSON)', 'Download all my data (JSON)')}
          </a>
        </p>
        <section aria-labelledby="seen">
          <h2 id="seen">{t('Ai đã xem hoặc xử lý', 'Who looked or acted')}</h2>
          {seen.items.length === 0 && (
            <p className="quiet">
              {t(
                'Chưa có ai. Khi cán bộ hoặc hệ thống mở hồ sơ của bạn, lần đó sẽ hiện ở đây.',
                'Nobody yet. When an officer or a system opens a dossier of yours, it will stand here.',
              )}
            </p>
          )}
          <ol className="line">
            {seen.items.map((access) => (
              <li key={access.id}>
                <strong>{purposeText(visit, access.operation)}</strong>
                {access.dossiers.map((code) => (
                  <span key={code} className="number">
                    {' '}
                    {code}
                  </span>
                ))}
                <span className="help quiet">
                  <Moment at={access.at} lang={lang} />
                  {' · '}
                  <span lang="vi">{whoText(visit, access)}</span>
                </span>
                {access.by.kind === 'officer' && (
                  <a href={`${href(HERE, { lan: access.id, ...(cursor && { sau: cursor }) })}#hoi`}>
                    {t('Hỏi về lần này', 'Ask about this')}
                  </a>
                )}
              </li>
            ))}
          </ol>
          {seen.nextCursor && (
            <p>
              <a href={href(HERE, { sau: seen.nextCursor })}>{t('Các lần trước đó', 'Earlier ones')}</a>
            </p>
          )}
        </section>
        <Ask visit={visit} asking={asking} errors={errors} />
        {questions.length > 0 && <Asked visit={visit} questions={questions} />}
        <p>
          <a href={href('/tai-khoan')}>{t('Về tài khoản', 'Back to my account')}</a>
        </p>
      </Page>
    ),
  }
}

function whoText({ t }: Visit, { by }: Access): string {
  if (by.kind === 'officer') return [by.title, by.agency].filter(Boolean).join(', ')
  const kinds = {
    self: t('Chính bạn', 'Yourself'),
    system: by.agency ?? t('Hệ thống kết nối', 'A connected system'),
    visitor: t('Người có mã trên giấy hẹn', 'Somebody with the code on the receipt'),
    job: t('Hệ thống, theo lịch', 'The system, by schedule'),
  }
  return kinds[by.kind]
}

type AskProps = { visit: Visit; asking: string; errors: FieldProblem[] }

/** About one reading when it was chosen above; otherwise to have something in a dossier put right. */
function Ask({ visit, asking, errors }: AskProps) {
  const { t, href, lang } = visit
  const errorAt = (path: string) => errors.find((each) => each.path === path)?.message
  return (
    <section aria-labelledby="hoi">
      <h2 id="hoi">
        {asking
          ? t('Hỏi về lần truy cập đã chọn', 'Ask about the one you chose')
          : t('Yêu cầu chỉnh sửa dữ liệu', 'Have something put right')}
      </h2>
      <form method="post" action={href(HERE)} className="stack" noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="lan" value={asking} />
        {!asking && (
          <TextField
            name="ho-so"
            label={t('Mã hồ sơ', 'Dossier code')}
            value={visit.field('ho-so')}
            error={errorAt('dossier')}
            maxLength={40}
            size="narrow"
            lang={lang}
          />
        )}
        <TextField
          name="text"
          label={
            asking
              ? t('Điều bạn muốn biết', 'What you want to know')
              : t('Chỗ sai và cách sửa', 'What is wrong, and what is right')
          }
          value={visit.field('text')}
          error={errorAt('text') ?? errorAt('access')}
          rows={3}
          maxLength={2000}
          lang={lang}
        />
        <p>
          <button className="button" type="submit">
            {t('Gửi', 'Send')}
          </button>
        </p>
      </form>
    </section>
  )
}

function Asked({ visit, questions }: { visit: Visit; questions: Question[] }) {
  const { t, lang } = visit
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{t('Câu hỏi của bạn', 'Your questions')}</h2>
      <ul className="messages">
        {questions.map((question) => (
          <li key={question.id}>
            {question.text}
            <span className="help quiet">
              <Moment at={question.askedAt} lang={lang} />
              {' · '}
              <span lang="vi">{question.agency.name}</span>
            </span>
            {question.answer ? (
              <blockquote lang="vi">{question.answer}</blockquote>
            ) : (
              <span className="quiet">{t('Chưa trả lời.', 'Not answered yet.')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
