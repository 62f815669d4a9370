import { z } from 'zod'
import { formatInstant } from '../../../kernel/local-time.ts'
import { command } from '../../../platform/command/declare.ts'
import { PERMISSIONS } from '../contract.ts'
import { rotateKeys as rotate } from '../oidc/keys.ts'

/** Signs with a new key from now on; those before verify until what they signed is over. */
export const rotateKeys = command({
  name: 'identity.rotateKeys',
  route: 'POST /identity/keys/rotate',
  summary: 'Đổi khóa ký của hệ thống đăng nhập',
  input: z.strictObject({}),
  output: z.object({ kid: z.string(), formerUntil: z.iso.datetime({ offset: true }) }),
  permission: PERMISSIONS.administer,
  factor: 'fresh',
  audit: () => 'rotated the signing keys',
  forgets: ['identity.keys'],
  async run({ sql, vault, now }) {
    const { kid, until } = await rotate(sql, vault, now)
    return { kid, formerUntil: formatInstant(until.getTime()) }
  },
})
