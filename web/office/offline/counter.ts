import { useEffect, useSyncExternalStore } from 'react'
import type { Me } from '../../../src/blocks/identity/contract.ts'
import { sentence } from '../api.ts'
import { onRemembered } from '../session.ts'
import { clockSentence, recallClock } from './clock.ts'
import { type Entry, entries, roomProblem, waitingOf } from './entries.ts'
import { lineIsUp, onLineChange } from './line.ts'
import { prepare, prepared } from './provision.ts'
import { type Stopped, sendWaiting } from './sending.ts'
import { holderOf, onVault, refreshMe, unlocked, vaultWorks } from './vault.ts'

/** How this counter stands towards a lost line. */
export type Counter = {
  works: boolean
  /** This officer has a PIN on this device. */
  hasPin: boolean
  open: boolean
  entries: Entry[]
  /** Known also while locked. */
  waiting: number
  prepared: { at: number; procedures: number } | null
  preparing: { done: number; of: number } | null
  sending: boolean
  stopped: Stopped
  clock: string | null
  /** Why one more dossier could not be kept. */
  room: string | null
}

let counter: Counter = {
  works: true,
  hasPin: false,
  open: false,
  entries: [],
  waiting: 0,
  prepared: null,
  preparing: null,
  sending: false,
  stopped: null,
  clock: null,
  room: null,
}
const listeners = new Set<() => void>()
function put(part: Partial<Counter>): void {
  counter = { ...counter, ...part }
  for (const heard of listeners) heard()
}

const AGAIN_MS = 15_000
const ANEW_MS = 10 * 60_000

/** Reads anew what rests on the device. */
export async function refresh(account: string): Promise<void> {
  if (!vaultWorks()) return put({ works: false })
  const holder = await holderOf(account)
  const open = unlocked()?.me.account === account
  const [own, waiting, kept, clock] = await Promise.all([
    open ? entries() : [],
    holder ? waitingOf(account) : 0,
    prepared(),
    recallClock(),
  ])
  put({
    hasPin: holder !== undefined,
    open,
    entries: own,
    waiting,
    prepared: kept ? { at: kept.at, procedures: kept.procedures } : null,
    clock: clock ? clockSentence(clock) : null,
    room: holder ? await roomProblem() : null,
  })
}

/** Takes along what is needed without a line, when this device is to work so. */
export async function prepareNow(account: string): Promise<void> {
  if (!lineIsUp() || counter.preparing || !(await holderOf(account))) return
  put({ preparing: { done: 0, of: 0 } })
  // A lost line in between leaves what was prepared before; the next round goes on.
  await prepare((done, of) => put({ preparing: { done, of } })).catch(() => undefined)
  put({ preparing: null })
  await refresh(account)
}

export async function sendNow(account: string): Promise<void> {
  if (counter.sending || !lineIsUp() || unlocked()?.me.account !== account) return
  if (!(await entries()).some(({ status }) => status === 'waiting')) return
  put({ sending: true })
  try {
    put({ stopped: await sendWaiting(() => void refresh(account)) })
  } catch (error) {
    put({ stopped: { why: 'other', sentence: sentence(error) } })
  } finally {
    put({ sending: false })
    await refresh(account)
  }
}

/** Follows the line, the vault and the session: prepares while there is a line, sends as soon as there is one again. */
export function useCounter(me: Me): Counter {
  const { account } = me
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person is another account
  useEffect(() => {
    const go = () => void refresh(account).then(() => sendNow(account))
    const anew = () => void prepareNow(account)
    const stops = [onVault(go), onLineChange(go), onLineChange(anew), onRemembered(go)]
    const timers = [setInterval(() => void sendNow(account), AGAIN_MS), setInterval(anew, ANEW_MS)]
    go()
    anew()
    if (lineIsUp()) void refreshMe(me)
    return () => {
      for (const stop of stops) stop()
      for (const timer of timers) clearInterval(timer)
    }
  }, [account])
  return useSyncExternalStore(
    (heard) => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
    () => counter,
  )
}
