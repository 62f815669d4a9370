import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServiceClient } from './blocks/identity/index.ts'
import type { Settings } from './platform/settings.ts'

/** The demonstration system: every read, submitting, importing procedures, the calendar. */
const DEMO_SCOPES = [
  'dossier.submit',
  'dossier.read',
  'report.read',
  'procedure.read',
  'procedure.import',
  'calendar.read',
  'organisation.read',
  'document.upload',
]

export const serviceClientScopes = (): readonly string[] => DEMO_SCOPES

/** Its secret is made on first start and kept in DATA_DIR only while DEMO is on. */
export function serviceClients(settings: Settings): ServiceClient[] {
  const path = join(settings.dataDir, 'demo-system.secret')
  if (!settings.demo) {
    rmSync(path, { force: true })
    return []
  }
  if (!existsSync(path)) {
    mkdirSync(settings.dataDir, { recursive: true })
    writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 })
  }
  chmodSync(path, 0o600)
  const secret = readFileSync(path, 'utf8').trim()
  return [{ id: 'demo-system', name: 'Hệ thống thử', secret, scopes: DEMO_SCOPES, agency: null }]
}
