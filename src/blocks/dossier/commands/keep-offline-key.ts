import { sql } from 'kysely'
import { z } from 'zod'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { KeepKeyInput } from '../model/offline-taking.ts'

export const keyName = (account: string, device: string) => `offline-key:${account}:${device}`

/** Keeps, sealed, the key of what one takes in on a device without a line: for the day its PIN is forgotten. */
export const keepOfflineKey = command({
  name: 'dossier.keepOfflineKey',
  route: 'PUT /offline-intake/keys/{device}',
  summary: 'Giữ hộ khóa của hồ sơ nhận khi mất mạng trên một máy',
  input: KeepKeyInput,
  output: z.object({ device: z.string() }),
  permission: PERMISSIONS.receive,
  audit: (input) => `kept the offline key of device ${input.device}`,
  async run({ input: { device, key }, sql: trx, actor, vault, now }) {
    const account = actor.account as string
    await sql`
      insert into dossier.offline_key (account, device, sealed, at)
      values (${account}, ${device}, ${vault.seal(keyName(account, device), key)}, ${now})
      on conflict (account, device) do update set sealed = excluded.sealed, at = excluded.at`.execute(trx)
    return { device }
  },
})
