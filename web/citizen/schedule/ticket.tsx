import type { TicketView } from '../../../src/blocks/schedule/contract.ts'
import { formatTime } from '../../../src/kernel/vietnamese.ts'
import { day } from '../../ui/Values.tsx'
import { QrCode } from '../QrCode.tsx'
import { citizenPage, type Visit } from '../router.ts'
import { HallPage } from './HallPage.tsx'
import { aheadWords, named, waitWords } from './words.ts'

/** A number and its place: on the machine right after it was taken, on one's phone by the slip's QR code. */
export const ticketPage = citizenPage('/lay-so/:agency/:ticket', async (visit) => {
  const { t, href, lang, query } = visit
  const ticket = (await visit.ask('schedule.ticket', { token: visit.params.ticket ?? '' })) as TicketView
  const here = `/lay-so/${ticket.agency}/${ticket.token}`
  const fresh = query.moi === '1'
  const link = `${visit.port.province.publicUrl.replace(/\/$/, '')}${href(here)}`
  return {
    body: (
      <HallPage
        visit={visit}
        title={t('Số của bạn', 'Your number')}
        place={ticket.agencyName}
        island={query.may === '1' ? 'kiosk' : 'ticket'}
      >
        <section className="slip" data-fresh={fresh || undefined}>
          <p className="slip-number">{ticket.label}</p>
          <p>
            {named(ticket.queue, t)}
            <br />
            <span className="quiet">
              {t('Lấy lúc ', 'Taken at ')}
              {formatTime(ticket.takenAt)}, {day(ticket.takenAt, lang)}
            </span>
          </p>
          <div className="slip-place" aria-live="polite" data-token={ticket.token}>
            <Place visit={visit} ticket={ticket} />
          </div>
          <QrCode
            text={link}
            label={t('Mã QR mở trang theo dõi số này', 'QR code of the page that follows this number')}
          />
          <p className="quiet">
            {t(
              'Quét mã bằng điện thoại để xem còn bao nhiêu người trước bạn. Số này không ghi tên ai.',
              'Scan it with your phone to see how many are before you. This number holds no name.',
            )}
          </p>
        </section>
        <p className="actions">
          <a className="button" href={href(here, { may: query.may })}>
            {t('Xem lại ngay', 'Look again')}
          </a>
          <a className="button second" href={href(`/lay-so/${ticket.agency}`, { may: query.may })}>
            {t('Lấy số khác', 'Take another number')}
          </a>
        </p>
      </HallPage>
    ),
  }
})

function Place({ visit, ticket }: { visit: Visit; ticket: TicketView }) {
  const { t, lang } = visit
  if (ticket.state === 'called')
    return (
      <p className="slip-call">
        {t('Mời đến ', 'Please go to ')}
        <span lang="vi">{ticket.counter}</span>
      </p>
    )
  if (ticket.state === 'finished') return <p>{t('Đã phục vụ xong.', 'You have been served.')}</p>
  if (ticket.state === 'skipped')
    return (
      <p>
        {t(
          'Số đã được gọi nhưng chưa có người đến. Hãy đến quầy nói với cán bộ để được gọi lại trong hôm nay.',
          'Your number was called and nobody came. Tell an officer at the counter and it is called again today.',
        )}
      </p>
    )
  if (ticket.state === 'left' || ticket.ahead === null || ticket.wait === null)
    return (
      <p>
        {t('Số này là số của ngày ', 'This number was for ')}
        {day(ticket.takenAt, lang)}
        {t('; hôm nay cần lấy số mới.', '; please take a new one.')}
      </p>
    )
  return (
    <p>
      <strong>{aheadWords(ticket.ahead, t)}</strong>
      {', '}
      {waitWords(ticket.wait, t)}.
      {ticket.slotAt && (
        <>
          <br />
          {t('Lịch hẹn của bạn: ', 'Your appointment: ')}
          {formatTime(ticket.slotAt)}
        </>
      )}
    </p>
  )
}
