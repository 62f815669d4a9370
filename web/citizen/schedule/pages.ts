import { bookPage } from './book.tsx'
import { bookedPage } from './booked.tsx'
import { kioskPage, kiosksPage } from './kiosk.tsx'
import { screenPage } from './screen.tsx'
import { ticketPage } from './ticket.tsx'

/** Appointments, the kiosk and the screen of the waiting hall. */
export const schedulePages = [bookPage, bookedPage, kiosksPage, kioskPage, ticketPage, screenPage]
