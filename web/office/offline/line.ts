import { useSyncExternalStore } from 'react'
import { onLine } from '../api.ts'

const PROBE_MS = 5_000
let up = typeof navigator === 'undefined' || navigator.onLine
const listeners = new Set<() => void>()

function say(next: boolean): void {
  if (next === up) return
  up = next
  for (const heard of listeners) heard()
  if (!up) setTimeout(probe, PROBE_MS)
}

/** A browser may think it has a line where nobody answers, so only an answer says that it is back. */
async function probe(): Promise<void> {
  const answered = navigator.onLine && (await fetch('/healthz', { cache: 'no-store' }).catch(() => null))?.ok
  if (answered) say(true)
  else if (!up) setTimeout(probe, PROBE_MS)
}

export const lineIsUp = (): boolean => up
export function onLineChange(heard: () => void): () => void {
  listeners.add(heard)
  return () => listeners.delete(heard)
}
export const useLine = (): boolean => useSyncExternalStore(onLineChange, lineIsUp)

if (typeof window !== 'undefined') {
  window.addEventListener('offline', () => say(false))
  window.addEventListener('online', () => void probe())
  onLine(say)
  if (!up) setTimeout(probe, PROBE_MS)
}
