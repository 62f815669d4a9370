import { redirect } from 'react-router'
import type { Me } from '../../../src/blocks/identity/contract.ts'
import { holders, unlocked } from './vault.ts'

/**
 * Who works here while nobody answers: whoever opened this tab's vault; else somebody is asked for their PIN and comes
 * back to the same address. Null on a device where nobody has set one.
 */
export async function offlineMe(request: Request): Promise<Me | null> {
  const open = unlocked()
  if (open) return open.me
  if ((await holders()).length === 0) return null
  const { pathname, search } = new URL(request.url)
  throw redirect(`/mo-khoa?ve=${encodeURIComponent(pathname + search)}`)
}
