import type { ReactNode } from 'react'

/** What a kind of field does by itself, where an official has nothing to set. */
export function KindNote({ children }: { children: ReactNode }) {
  return <p className="quiet kind-note">{children}</p>
}
