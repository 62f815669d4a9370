import { randomUUID } from 'node:crypto'
import type { BookingView } from '../../../src/blocks/schedule/contract.ts'
import { formatTime } from '../../../src/kernel/vietnamese.ts'
import { day, moment } from '../../ui/Values.tsx'
import { Page } from '../Page.tsx'
import { QrCode } from '../QrCode.tsx'
import { citizenPage, type Visit } from '../router.ts'
import { named, refusalOf } from './words.ts'

/** A booking by its own link: when, where, the code for the kiosk, and how to give it back. */
export const bookedPage = citizenPage('/dat-lich/:token', async (visit) => {
  const token = visit.params.token ?? ''
  if (visit.request.method === 'POST') {
    try {
      await visit.act('schedule.cancel', { token }, visit.field('_key'))
    } catch (error) {
      const { errors, status } = refusalOf(error, 'huy')
      return { status, ...(await draw(visit, token, errors[0]?.message)) }
    }
    return { goTo: visit.href(`/dat-lich/${token}`) }
  }
  return draw(visit, token)
})

async function draw(visit: Visit, token: string, refused?: string) {
  const { t, href } = visit
  const booking = (await visit.ask('schedule.booking', { token })) as BookingView
  const heading = {
    booked: t('Đã đặt lịch hẹn', 'Your appointment'),
    cancelled: t('Lịch hẹn đã hủy', 'Appointment cancelled'),
    arrived: t('Bạn đã lấy số theo lịch hẹn', 'You have taken your number'),
    missed: t('Lịch hẹn đã qua', 'This appointment is over'),
  }[booking.state]
  return {
    body: (
      <Page visit={visit} title={heading}>
        <h1>{heading}</h1>
        {refused && (
          <p className="errors" role="alert" id="huy">
            {refused}
          </p>
        )}
        {booking.state === 'booked' && booking.closed && (
          <p className="note" role="alert">
            {t('Ngày này nơi tiếp nhận đã đổi lịch, không làm việc: ', 'The office is closed that day: ')}
            <span lang="vi">{booking.closed}</span>
            {t('. Hãy hủy và đặt ngày khác.', '. Please cancel and choose another day.')}
          </p>
        )}
        <When visit={visit} booking={booking} />
        {booking.ticket && (
          <p>
            <a className="button" href={href(`/lay-so/${booking.agency}/${booking.ticket.token}`)}>
              {t(`Xem số ${booking.ticket.label}`, `See number ${booking.ticket.label}`)}
            </a>
          </p>
        )}
        {booking.state === 'booked' && <Arrival visit={visit} booking={booking} token={token} />}
        {booking.mayCancel && (
          <form method="post" action={href(`/dat-lich/${token}`)}>
            <input type="hidden" name="_key" value={randomUUID()} />
            <button className="button second" type="submit">
              {t('Hủy lịch hẹn', 'Cancel the appointment')}
            </button>
          </form>
        )}
        {booking.state !== 'booked' && (
          <p>
            <a href={href('/dat-lich')}>{t('Đặt lịch khác', 'Book another')}</a>
          </p>
        )}
      </Page>
    ),
  }
}

function When({ visit, booking }: { visit: Visit; booking: BookingView }) {
  const { t, lang } = visit
  return (
    <section className="status">
      <p className="big">
        {formatTime(booking.at)}–{formatTime(booking.until)}, {day(booking.at, lang)}
      </p>
      <p>
        <span lang="vi">{booking.agencyName}</span>
        {booking.address && (
          <>
            , <span lang="vi">{booking.address}</span>
          </>
        )}
        <br />
        {named(booking.queue, t)}
      </p>
    </section>
  )
}

function Arrival({ visit, booking, token }: { visit: Visit; booking: BookingView; token: string }) {
  const { t, href, lang } = visit
  const link = `${visit.port.province.publicUrl.replace(/\/$/, '')}${href(`/dat-lich/${token}`)}`
  return (
    <section className="receipt">
      <p className="quiet">{t('Mã lịch hẹn', 'Booking code')}</p>
      <p className="code">
        {booking.code.slice(0, 3)} {booking.code.slice(3)}
      </p>
      <p>
        {t('Đến nơi, gõ mã này ở máy lấy số, từ ', 'When you arrive, type this code at the kiosk, from ')}
        {moment(booking.from, lang)}.
      </p>
      <p>
        {t('Hãy giữ đường dẫn của trang này: ', 'Keep the address of this page: ')}
        <a className="token" href={link}>
          {link}
        </a>
        {t(
          '. Ai có đường dẫn đều xem và hủy được lịch hẹn.',
          '. Whoever has it can see and cancel the appointment.',
        )}
      </p>
      <p>
        <a href={`/api/bookings/${token}/lich-hen.ics`}>
          {t('Thêm vào lịch trên điện thoại (tệp .ics)', 'Add to your calendar (.ics file)')}
        </a>
      </p>
      <QrCode text={link} label={t('Mã QR của lịch hẹn này', 'QR code of this appointment')} />
    </section>
  )
}
