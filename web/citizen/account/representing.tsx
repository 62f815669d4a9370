import { randomUUID } from 'node:crypto'
import type { RepresentationView } from '../../../src/blocks/identity/contract.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { Choice } from '../../ui/Choice.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'

const HERE = '/tai-khoan/thay-mat'
const day = (date: string) => formatDate(`${date}T00:00:00+07:00`)

/** In whose name I may ask, who may ask in mine; asking for it, agreeing, ending it. */
export const representingPage = citizenPage(HERE, async (visit) => {
  const { href, port } = visit
  if (!port.me) return { goTo: href('/dang-nhap', { ve: href(HERE) }) }
  if (visit.request.method === 'GET') return draw(visit, [], 200)
  const id = visit.field('ma')
  const key = visit.field('_key')
  try {
    if (visit.field('go') === 'accept') await visit.act('identity.acceptRepresentation', { id }, key)
    else if (visit.field('go') === 'end') await visit.act('identity.endRepresentation', { id }, key)
    else
      await visit.act(
        'identity.askToRepresent',
        {
          kind: visit.field('kind'),
          number: visit.field('number'),
          from: visit.field('from'),
          to: visit.field('to'),
        },
        key,
      )
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status === undefined || problem.status >= 500) throw error
    const errors = problem.errors?.length ? problem.errors : [{ path: 'number', message: problem.message }]
    return draw(visit, errors, problem.status)
  }
  return { goTo: href(HERE, { xong: visit.field('go') || 'ask' }) }
})

async function draw(visit: Visit, errors: FieldProblem[], status: number): Promise<PageAnswer> {
  const { t, href, lang, port } = visit
  const told: { represents: RepresentationView[]; representedBy: RepresentationView[] } = await visit.ask(
    'identity.representations',
    {},
  )
  const title = t('Thay mặt người khác', 'Acting for others')
  const said = {
    ask: t(
      'Đã gửi đề nghị. Khi người đó đồng ý, bạn nộp hồ sơ thay được.',
      'Sent. Once they agree you may apply for them.',
    ),
    accept: t('Bạn đã đồng ý.', 'You have agreed.'),
    end: t('Việc đại diện đã chấm dứt.', 'It is over.'),
  }[visit.query.xong ?? '']
  return {
    status,
    body: (
      <Page visit={visit} title={title}>
        <ErrorSummary errors={errors} lang={lang} />
        {said && (
          <p className="note done" role="status">
            {said}
          </p>
        )}
        <h1>{title}</h1>
        <section aria-labelledby="represents">
          <h2 id="represents">{t('Tôi thay mặt cho', 'I act for')}</h2>
          <List
            visit={visit}
            items={told.represents}
            who={(each) => each.name ?? t(`Người có số ${each.number}`, `The owner of ${each.number}`)}
            empty={t(
              'Chưa có ai. Gửi đề nghị ở dưới, hoặc mang giấy tờ đến Bộ phận Một cửa.',
              'Nobody yet. Ask below, or bring the papers to a one-stop desk.',
            )}
          />
        </section>
        <section aria-labelledby="represented">
          <h2 id="represented">{t('Người thay mặt tôi', 'Who acts for me')}</h2>
          <List
            visit={visit}
            items={told.representedBy}
            who={(each) => each.representative}
            empty={t('Chưa có ai.', 'Nobody.')}
            mine
          />
        </section>
        {port.me?.kind !== 'officer' && <Ask visit={visit} errors={errors} />}
        <p>
          <a href={href('/tai-khoan')}>{t('Về tài khoản', 'Back to my account')}</a>
        </p>
      </Page>
    ),
  }
}

type ListProps = {
  visit: Visit
  items: RepresentationView[]
  who: (each: RepresentationView) => string
  empty: string
  /** The represented's own list: they may agree. */
  mine?: boolean
}

function List({ visit, items, who, empty, mine }: ListProps) {
  const { t, href } = visit
  const states = {
    asked: t('đang chờ đồng ý', 'waiting for agreement'),
    coming: t('chưa đến ngày', 'not yet begun'),
    running: t('đang hiệu lực', 'in force'),
    over: t('đã hết hạn', 'over'),
    ended: t('đã chấm dứt', 'ended'),
  }
  if (items.length === 0) return <p className="quiet">{empty}</p>
  return (
    <ul className="results">
      {items.map((each) => (
        <li key={each.id}>
          <h3 lang="vi">{who(each)}</h3>
          <p>
            {t(`Từ ${day(each.from)} đến hết ${day(each.to)}`, `From ${day(each.from)} to ${day(each.to)}`)} ·{' '}
            <strong>{states[each.state]}</strong>
            {each.procedures && ` · ${t('thủ tục', 'procedures')} ${each.procedures.join(', ')}`}
          </p>
          {(each.state === 'asked' || each.state === 'coming' || each.state === 'running') && (
            <form method="post" action={href(HERE)}>
              <input type="hidden" name="_key" value={randomUUID()} />
              <input type="hidden" name="ma" value={each.id} />
              {mine && each.state === 'asked' && (
                <button className="button" type="submit" name="go" value="accept">
                  {t('Đồng ý', 'Agree')}
                  <span className="unseen"> {who(each)}</span>
                </button>
              )}{' '}
              <button className="button second" type="submit" name="go" value="end">
                {mine && each.state === 'asked' ? t('Từ chối', 'Refuse') : t('Chấm dứt', 'End it')}
                <span className="unseen"> {who(each)}</span>
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  )
}

function Ask({ visit, errors }: { visit: Visit; errors: FieldProblem[] }) {
  const { t, href, lang } = visit
  const field = (name: string) => ({
    name,
    value: visit.field(name),
    error: errors.find((each) => each.path === name)?.message,
    lang,
  })
  return (
    <section aria-labelledby="ask">
      <h2 id="ask">{t('Đề nghị được thay mặt', 'Ask to act for somebody')}</h2>
      <form method="post" action={href(HERE)} className="stack" noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <Choice
          name="kind"
          error={errors.find((each) => each.path === 'kind')?.message}
          lang={lang}
          label={t('Bạn thay mặt cho', 'You act for')}
          chosen={[visit.field('kind')]}
          options={[
            { value: 'company', label: t('doanh nghiệp, tổ chức', 'a company or organisation') },
            { value: 'child', label: t('con, người chưa thành niên', 'a child') },
            { value: 'elder', label: t('cha mẹ, người cao tuổi', 'a parent or an elder') },
            { value: 'other', label: t('người khác', 'somebody else') },
          ]}
        />
        <TextField
          {...field('number')}
          label={t('Số định danh hoặc mã số thuế của người đó', 'Their identification number or tax code')}
          maxLength={20}
          size="narrow"
        />
        <TextField {...field('from')} type="date" label={t('Từ ngày', 'From')} size="narrow" />
        <TextField {...field('to')} type="date" label={t('Đến hết ngày', 'To the end of')} size="narrow" />
        <p>
          <button className="button" type="submit">
            {t('Gửi đề nghị', 'Send')}
          </button>
        </p>
      </form>
    </section>
  )
}
