import { redirect } from 'react-router'
import type { Me } from '../../src/blocks/identity/contract.ts'
import { ApiProblem, ask } from './api.ts'

/** The signed-in person, asked once a visit; loaders that start together share the one question. */
let known: Promise<Me> | null = null

export function remember(me: Me | null): void {
  known = me && Promise.resolve(me)
  for (const heard of listeners) heard()
}

const listeners = new Set<() => void>()
/** Told when somebody signed in or out in this tab; answers how to stop listening. */
export function onRemembered(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}

/** Who is signed in; a visitor is sent to sign-in and comes back to the same address afterwards. */
export async function requireMe(request: Request): Promise<Me> {
  known ??= ask<Me>('/me')
  try {
    return await known
  } catch (error) {
    known = null
    const here = await withoutLine(error, request)
    if (here) return here
    throw toSignIn(error, request)
  }
}

/** At a counter nobody answers: whoever may work on this device without a line. */
async function withoutLine(error: unknown, request: Request): Promise<Me | null> {
  if (!(error instanceof ApiProblem) || error.status !== 0 || !request.url.includes('/can-bo')) return null
  return (await import('./offline/offline-me.ts')).offlineMe(request)
}

/** For loaders: somebody whose session ended while navigating signs in first. */
export function toSignIn(error: unknown, request: Request): unknown {
  if (!(error instanceof ApiProblem) || error.status !== 401) return error
  known = null
  const { pathname, search } = new URL(request.url)
  return redirect(`/dang-nhap?ve=${encodeURIComponent(pathname + search)}`)
}

export const may = (me: Me, permission: string): boolean => me.permissions.includes(permission)
