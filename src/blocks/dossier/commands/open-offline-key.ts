import { sql } from 'kysely'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { OpenKeyInput, OpenKeyOutput } from '../model/offline-taking.ts'
import { keyName } from './keep-offline-key.ts'

/** Gives one's own kept key back, to whoever is signed in as oneself. Errors: dossier.no-offline-key 404. */
export const openOfflineKey = command({
  name: 'dossier.openOfflineKey',
  route: 'POST /offline-intake/keys/{device}/opened',
  summary: 'Lấy lại khóa của hồ sơ nhận khi mất mạng',
  input: OpenKeyInput,
  output: OpenKeyOutput,
  permission: PERMISSIONS.receive,
  shownOnce: true,
  audit: (input) => `took back the offline key of device ${input.device}`,
  async run({ input: { device }, sql: trx, actor, vault }) {
    const account = actor.account as string
    const { rows } = await sql<{ sealed: string }>`
      select sealed from dossier.offline_key where account = ${account} and device = ${device}`.execute(trx)
    const row = rows[0]
    if (!row)
      throw new Problem(
        'dossier.no-offline-key',
        404,
        `Máy chủ không giữ khóa nào của bạn cho máy ${device}. Hãy nhập mã PIN của máy này.`,
      )
    return { key: vault.open(keyName(account, device), row.sealed) }
  },
})
