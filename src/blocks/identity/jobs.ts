import { type Kysely, sql } from 'kysely'
import type { House } from '../../platform/command/run.ts'
import type { JobHandler } from '../../platform/jobs/jobs.ts'
import { forgetDevices } from './factors/device.ts'
import type { Letter } from './letters.ts'
import { servedMailboxes, type TellMailServer } from './mailboxes/served.ts'
import { KEY_AGE_MS, newestKeyAt, rotateKeys } from './oidc/keys.ts'
import type { Issuer } from './oidc/provider.ts'
import type { IdentityTables } from './tables.ts'

export const IDENTITY_QUEUES = [
  'identity.mail',
  'identity.logout',
  'identity.keys',
  'identity.mailboxes',
  'identity.tidy',
] as const

type SendMail = ((to: string, subject: string, text: string) => Promise<void>) | null

/** The identity block's work after the fact. */
export function identityJobs(
  house: House,
  issuer: Pick<Issuer, 'tellLogout'>,
  mail: SendMail,
  tellMailServer: TellMailServer = null,
): JobHandler[] {
  return [
    {
      queue: 'identity.mail',
      async work({ to, subject, text }: Letter) {
        if (!mail) throw new Error('this installation has no mail server: set SMTP_URL')
        await mail(to, subject, text)
      },
    },
    {
      queue: 'identity.logout',
      /** Tells one partner system that a session is over; retried until it answers. */
      work: (told: { client: string; account: string; sid: string }) => issuer.tellLogout(told),
    },
    {
      queue: 'identity.keys',
      cron: '5 3 * * *',
      async work(_data, at) {
        const made = await newestKeyAt(house.db)
        if (!made || at.getTime() - made.getTime() < KEY_AGE_MS) return
        await house.db.transaction().execute((trx) => rotateKeys(trx, house.vault, at))
        house.memory.forget('identity.keys')
      },
    },
    {
      queue: 'identity.mailboxes',
      // Seats change hands by date, with nobody there to say so.
      cron: '*/10 * * * *',
      /** Tells the mail server which mailboxes there are and who opens them now. */
      async work(_data, at) {
        if (!tellMailServer) return
        house.memory.forget('organisation.seats')
        tellMailServer(await servedMailboxes(house, at))
      },
    },
    {
      queue: 'identity.tidy',
      cron: '25 2 * * *',
      /** What is over by its own date. */
      async work(_data, at) {
        const tables = house.db as Kysely<IdentityTables>
        await tables.deleteFrom('identity.pending').where('expires_at', '<', at).execute()
        await tables.deleteFrom('identity.session').where('expires_at', '<', at).execute()
        await sql`delete from identity.oidc_record where expires_at < ${at}`.execute(house.db)
        await forgetDevices(house.db, at)
      },
    },
  ]
}
