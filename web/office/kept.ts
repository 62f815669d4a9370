import { useCallback, useState } from 'react'

/** What a person typed outlives errors, reloads and a lost session, but not the browser tab. */
export function recall<T>(key: string): T | null {
  try {
    const text = sessionStorage.getItem(`tan-trao.${key}`)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

export function keep(key: string, value: unknown): void {
  sessionStorage.setItem(`tan-trao.${key}`, JSON.stringify(value))
}

export function forget(prefix: string): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(`tan-trao.${prefix}`)) sessionStorage.removeItem(key)
  }
}

/** `useState` kept in the tab's storage under `key`. */
export function useKept<T>(key: string, initial: T): [T, (next: T | ((before: T) => T)) => void] {
  const [value, setValue] = useState<T>(() => recall<T>(key) ?? initial)
  const set = useCallback(
    (next: T | ((before: T) => T)) =>
      setValue((before) => {
        const after = typeof next === 'function' ? (next as (before: T) => T)(before) : next
        keep(key, after)
        return after
      }),
    [key],
  )
  return [value, set]
}
