import { randomUUID } from 'node:crypto'
import type { DesksView, DeskView, TicketView } from '../../../src/blocks/schedule/contract.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { HallPage } from './HallPage.tsx'
import { named, refusalOf, waitWords } from './words.ts'

/** Every place that gives numbers. */
export const kiosksPage = citizenPage('/lay-so', async (visit) => {
  const { t, href } = visit
  const { items } = (await visit.ask('schedule.desks', {})) as DesksView
  const title = t('Lấy số thứ tự', 'Take a number')
  return {
    body: (
      <Page visit={visit} title={title}>
        <h1>{title}</h1>
        {items.length === 0 ? (
          <p>
            {t(
              'Chưa có nơi nào cấp số thứ tự qua hệ thống này. Bạn đến thẳng Bộ phận Một cửa.',
              'No office gives numbers by this system yet. Please go to the one-stop desk.',
            )}
          </p>
        ) : (
          <ul className="results">
            {items.map(({ agency, name }) => (
              <li key={agency} lang="vi">
                <a href={href(`/lay-so/${agency}`)}>{name}</a>
              </li>
            ))}
          </ul>
        )}
      </Page>
    ),
  }
})

/**
 * A kiosk: one press for what one comes for. `?may=1` is the machine in the hall, which prints the slip and comes back by
 * itself; without it the page is somebody's own phone.
 */
export const kioskPage = citizenPage('/lay-so/:agency', async (visit) => {
  const agency = visit.params.agency ?? ''
  if (visit.request.method === 'GET') return draw(visit, agency, [], 200)
  const code = visit.field('code')
  const checksIn = visit.field('go') === 'arrive'
  const queue = visit.field('queue')
  const priority = visit.field('priority')
  try {
    const ticket = (
      checksIn
        ? await visit.act('schedule.checkIn', { agency, code }, visit.field('_key'))
        : await visit.act(
            'schedule.take',
            { agency, queue, ...(priority && { priority }) },
            visit.field('_key'),
          )
    ) as TicketView
    return {
      goTo: visit.href(`/lay-so/${agency}/${ticket.token}`, { may: visit.field('may'), moi: '1' }),
    }
  } catch (error) {
    const { errors, status } = refusalOf(error, checksIn ? 'code' : 'queue')
    return draw(visit, agency, errors, status)
  }
})

async function draw(
  visit: Visit,
  agency: string,
  errors: FieldProblem[],
  status: number,
): Promise<PageAnswer> {
  const { t, href, lang } = visit
  const desk = (await visit.ask('schedule.desk', { agency })) as DeskView
  const machine = visit.query.may || visit.field('may')
  const hidden = (
    <>
      <input type="hidden" name="_key" value={randomUUID()} />
      <input type="hidden" name="may" value={machine ?? ''} />
    </>
  )
  const linkTo = (path: string) => (path === 'code' ? '#code' : '#queues')
  return {
    status,
    body: (
      <HallPage
        visit={visit}
        title={t('Bạn đến làm việc gì?', 'What do you come for?')}
        place={desk.name}
        {...(machine && { island: 'kiosk' })}
      >
        <ErrorSummary errors={errors} lang={lang} linkTo={linkTo} />
        {desk.notice && (
          <p className="note" lang="vi">
            {desk.notice}
          </p>
        )}
        {desk.closed && desk.closed !== desk.notice && (
          <p className="note" role="status" lang="vi">
            {desk.closed}
          </p>
        )}
        {desk.open && (
          <form method="post" action={href(`/lay-so/${agency}`)} className="stack">
            {hidden}
            {desk.priorities.length > 0 && (
              <fieldset className="kiosk-priority">
                <legend>{t('Bạn thuộc diện ưu tiên?', 'Do you have priority?')}</legend>
                {[{ key: '', name: 'Không', nameEn: 'No' }, ...desk.priorities].map((each) => (
                  <label key={each.key} className="choice">
                    <input type="radio" name="priority" value={each.key} defaultChecked={each.key === ''} />
                    <span>{named(each, t)}</span>
                  </label>
                ))}
              </fieldset>
            )}
            <div className="kiosk-queues" id="queues" tabIndex={-1}>
              {desk.queues.map((queue) => (
                <button key={queue.key} className="button kiosk" name="queue" value={queue.key} type="submit">
                  <strong>{named(queue, t)}</strong>
                  <span>
                    {t(`${queue.waiting} người đang chờ`, `${queue.waiting} waiting`)},{' '}
                    {waitWords(queue.wait, t)}
                  </span>
                </button>
              ))}
            </div>
          </form>
        )}
        <form method="post" action={href(`/lay-so/${agency}`)} className="stack kiosk-arrival" noValidate>
          {hidden}
          <h2>{t('Bạn đã đặt lịch hẹn?', 'Have you booked?')}</h2>
          <TextField
            name="code"
            label={t('Mã lịch hẹn', 'Booking code')}
            help={t('6 chữ số, có trong lịch hẹn của bạn', '6 digits, shown with your booking')}
            value={visit.field('code')}
            error={errors.find(({ path }) => path === 'code')?.message}
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
            size="short"
            lang={lang}
          />
          <p>
            <button className="button second big" type="submit" name="go" value="arrive">
              {t('Lấy số theo lịch hẹn', 'Take my number')}
            </button>
          </p>
        </form>
      </HallPage>
    ),
  }
}
