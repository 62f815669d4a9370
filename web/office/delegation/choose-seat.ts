import { act, uuid } from '../api.ts'
import { remember } from '../session.ts'

/** Goes on from another seat: every screen begins anew; what was typed stays. */
export async function chooseSeat(position: string): Promise<void> {
  await act('/account/seat', { position }, `seat.${uuid()}`)
  remember(null)
  location.assign('/can-bo/')
}
