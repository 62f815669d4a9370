import { randomUUID } from 'node:crypto'
import type { DesksView, DeskView, SlotsView } from '../../../src/blocks/schedule/contract.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { formatTime } from '../../../src/kernel/vietnamese.ts'
import { Choice } from '../../ui/Choice.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { day as shownDay } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { named, refusalOf } from './words.ts'

/** What was chosen so far; each stands in the address, so Back and a reload lose nothing. */
type Chosen = { noi: string; 'thu-tuc': string; hang: string; ngay: string }

/** Booking, one question a page: where, what for, which day, then the time and who comes. */
export const bookPage = citizenPage('/dat-lich', async (visit) => {
  const pick = (name: keyof Chosen) => visit.query[name] || visit.field(name)
  const chosen = { noi: pick('noi'), 'thu-tuc': pick('thu-tuc'), hang: pick('hang'), ngay: pick('ngay') }
  const procedure = chosen['thu-tuc'] ? await titleOf(visit, chosen['thu-tuc']) : null
  if (!chosen.noi) return where(visit, chosen, procedure)
  if (!procedure && !chosen.hang) return whatFor(visit, chosen)
  const slots = await slotsOf(visit, chosen, procedure !== null)
  if ('refused' in slots) return where(visit, chosen, procedure, slots.refused)
  const day = slots.days.find((each) => each.day === chosen.ngay && each.slots.length > 0)
  if (!day) return whichDay(visit, chosen, slots, procedure)
  if (visit.request.method === 'GET') return whichTime(visit, chosen, slots, day, procedure, [], 200)
  try {
    const { token } = await visit.act(
      'schedule.book',
      {
        agency: chosen.noi,
        ...(procedure ? { procedure: chosen['thu-tuc'] } : { queue: chosen.hang }),
        at: visit.field('at') || undefined,
        name: visit.field('name'),
        phone: visit.field('phone'),
      },
      visit.field('_key'),
    )
    return { goTo: visit.href(`/dat-lich/${token}`) }
  } catch (error) {
    const { errors, status } = refusalOf(error, 'at')
    // A slot that was taken meanwhile is no longer offered.
    const fresh = await slotsOf(visit, chosen, procedure !== null)
    const left = 'refused' in fresh ? day : (fresh.days.find((each) => each.day === day.day) ?? day)
    return whichTime(visit, chosen, slots, left, procedure, errors, status)
  }
})

/** The procedure's title in the visitor's language; null when there is none of this code. */
async function titleOf(visit: Visit, code: string): Promise<string | null> {
  try {
    const found = await visit.ask('procedure.get', { code })
    const title = found.definition?.title ?? found.title
    return typeof title === 'string' ? title : visit.t(title.vi, title.en ?? title.vi)
  } catch (error) {
    if ([404, 422].includes((error as { status?: number }).status ?? 0)) return null
    throw error
  }
}

async function slotsOf(
  visit: Visit,
  chosen: Chosen,
  byProcedure: boolean,
): Promise<SlotsView | { refused: string }> {
  const wanted = byProcedure ? { procedure: chosen['thu-tuc'] } : { queue: chosen.hang }
  try {
    return await visit.ask('schedule.slots', { agency: chosen.noi, ...wanted })
  } catch (error) {
    return { refused: refusalOf(error, 'noi').errors[0]?.message ?? '' }
  }
}

const titleWords = (visit: Visit) => visit.t('Đặt lịch hẹn', 'Book an appointment')

function Head({ visit, procedure }: { visit: Visit; procedure: string | null }) {
  return (
    <>
      <h1>{titleWords(visit)}</h1>
      {procedure && (
        <p>
          {visit.t('Thủ tục: ', 'Procedure: ')}
          <strong>{procedure}</strong>
        </p>
      )}
    </>
  )
}

async function where(
  visit: Visit,
  chosen: Chosen,
  procedure: string | null,
  refused?: string,
): Promise<PageAnswer> {
  const { t, href, lang } = visit
  const { items } = (await visit.ask('schedule.desks', {})) as DesksView
  const places = items.filter((each) => each.bookable)
  return {
    status: refused ? 409 : 200,
    body: (
      <Page visit={visit} title={titleWords(visit)}>
        {refused && <ErrorSummary errors={[{ path: 'noi', message: refused }]} lang={lang} />}
        <Head visit={visit} procedure={procedure} />
        <p>
          {t('Đến ngay hôm nay? ', 'Coming today? ')}
          <a href={href('/lay-so')}>{t('Lấy số thứ tự', 'Take a number')}</a>.
        </p>
        <h2 id="noi">{t('Bạn đến đâu?', 'Where will you go?')}</h2>
        {places.length === 0 ? (
          <p>{t('Chưa có nơi nào nhận đặt lịch.', 'No office takes bookings yet.')}</p>
        ) : (
          <ul className="results">
            {places.map(({ agency, name }) => (
              <li key={agency} lang="vi">
                <a href={href('/dat-lich', { 'thu-tuc': chosen['thu-tuc'], noi: agency })}>{name}</a>
              </li>
            ))}
          </ul>
        )}
      </Page>
    ),
  }
}

async function whatFor(visit: Visit, chosen: Chosen): Promise<PageAnswer> {
  const { t, href } = visit
  const desk = (await visit.ask('schedule.desk', { agency: chosen.noi })) as DeskView
  return {
    body: (
      <Page visit={visit} title={titleWords(visit)}>
        <Head visit={visit} procedure={null} />
        <p lang="vi">{desk.name}</p>
        <h2>{t('Bạn đến làm việc gì?', 'What do you come for?')}</h2>
        <ul className="results">
          {desk.queues
            .filter((queue) => queue.bookable)
            .map((queue) => (
              <li key={queue.key}>
                <a href={href('/dat-lich', { noi: chosen.noi, hang: queue.key })}>{named(queue, t)}</a>
              </li>
            ))}
        </ul>
        <p>
          {t('Đến vì một thủ tục cụ thể? ', 'Coming for a certain procedure? ')}
          <a href={href('/thu-tuc')}>
            {t('Tìm thủ tục rồi bấm “Đặt lịch hẹn”', 'Find it and book from its page')}
          </a>
          .
        </p>
      </Page>
    ),
  }
}

function whichDay(visit: Visit, chosen: Chosen, slots: SlotsView, procedure: string | null): PageAnswer {
  const { t, href, lang } = visit
  const asked = chosen.ngay !== ''
  return {
    status: 200,
    body: (
      <Page visit={visit} title={titleWords(visit)}>
        <Head visit={visit} procedure={procedure} />
        <p lang="vi">
          {slots.name}, {slots.queue.name.toLocaleLowerCase('vi')}
        </p>
        {asked && (
          <p className="note">
            {t(
              'Ngày vừa chọn không còn giờ trống. Hãy chọn ngày khác.',
              'No time is left on that day. Choose another.',
            )}
          </p>
        )}
        <h2>{t('Bạn đến ngày nào?', 'Which day?')}</h2>
        <ul className="results">
          {slots.days.map((each) => (
            <li key={each.day}>
              {each.slots.length > 0 ? (
                <>
                  <a
                    href={href('/dat-lich', {
                      noi: chosen.noi,
                      'thu-tuc': chosen['thu-tuc'],
                      hang: chosen.hang,
                      ngay: each.day,
                    })}
                  >
                    {shownDay(each.day, lang)}
                  </a>{' '}
                  <span className="quiet">
                    {t(`còn ${each.slots.length} khung giờ`, `${each.slots.length} times left`)}
                  </span>
                </>
              ) : (
                <span className="quiet">
                  {shownDay(each.day, lang)}:{' '}
                  <span lang="vi">{each.closed ?? t('đã hết giờ trống', 'full')}</span>
                </span>
              )}
            </li>
          ))}
        </ul>
      </Page>
    ),
  }
}

function whichTime(
  visit: Visit,
  chosen: Chosen,
  slots: SlotsView,
  day: SlotsView['days'][number],
  procedure: string | null,
  errors: FieldProblem[],
  status: number,
): PageAnswer {
  const { t, href, lang } = visit
  const wrong = (path: string) => errors.find((each) => each.path === path)?.message
  return {
    status,
    body: (
      <Page visit={visit} title={titleWords(visit)}>
        <ErrorSummary errors={errors} lang={lang} />
        <Head visit={visit} procedure={procedure} />
        <p>
          <span lang="vi">{slots.name}</span>, {shownDay(day.day, lang)}
        </p>
        <form method="post" action={href('/dat-lich')} className="stack" noValidate>
          <input type="hidden" name="_key" value={randomUUID()} />
          {Object.entries(chosen).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Choice
            name="at"
            label={t('Bạn đến lúc mấy giờ?', 'At what time?')}
            error={wrong('at')}
            lang={lang}
            chosen={[visit.field('at')]}
            options={day.slots.map(({ at, free }) => ({
              value: at,
              label: formatTime(at),
              help: t(`còn ${free} chỗ`, `${free} left`),
            }))}
          />
          <TextField
            name="name"
            label={t('Họ và tên người đến', 'Name of who comes')}
            value={visit.field('name')}
            error={wrong('name')}
            autoComplete="name"
            maxLength={200}
            lang={lang}
          />
          <TextField
            name="phone"
            label={t('Số điện thoại', 'Telephone')}
            help={t(
              'Chỉ để giữ chỗ; tên và số điện thoại được xóa ít ngày sau lịch hẹn',
              'Only to hold the place; name and number are erased some days after',
            )}
            value={visit.field('phone')}
            error={wrong('phone')}
            type="tel"
            autoComplete="tel"
            maxLength={30}
            size="narrow"
            lang={lang}
          />
          <p className="actions">
            <button className="button" type="submit">
              {t('Đặt lịch hẹn', 'Book')}
            </button>
            <a href={href('/dat-lich', { ...chosen, ngay: undefined })}>
              {t('Chọn ngày khác', 'Another day')}
            </a>
          </p>
        </form>
      </Page>
    ),
  }
}
