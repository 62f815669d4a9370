import { useEffect, useRef, useState } from 'react'
import type { DossierRow } from '../../../src/blocks/dossier/contract.ts'
import { ask, type Query, sentence } from '../api.ts'

export type Page = { items: DossierRow[]; nextCursor: string | null }
const EVERY = 30_000

/**
 * The rows of a list that never jumps: known rows are refreshed where they stand, new ones wait until the person asks
 * for them, older pages are appended.
 */
export function useRows(first: Page, query: Query) {
  const [rows, setRows] = useState(first.items)
  const [cursor, setCursor] = useState(first.nextCursor)
  const [waiting, setWaiting] = useState<Page | null>(null)
  const [arrived, setArrived] = useState(0)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [loading, setLoading] = useState(false)
  const shown = useRef(rows)
  shown.current = rows

  useEffect(() => {
    const stop = new AbortController()
    const timer = setInterval(async () => {
      if (document.hidden) return
      try {
        const fresh = await ask<Page>('/dossiers', query, stop.signal)
        setTrouble(null)
        setRows((before) => refreshed(before, fresh.items))
        const count = newcomers(shown.current, fresh)
        setArrived(count)
        setWaiting(count > 0 ? fresh : null)
      } catch (error) {
        if (!stop.signal.aborted) setTrouble(sentence(error))
      }
    }, EVERY)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [query])

  return {
    rows,
    hasMore: cursor !== null,
    loading,
    arrived,
    trouble,
    showArrived() {
      if (!waiting) return
      setRows(waiting.items)
      setCursor(waiting.nextCursor)
      setWaiting(null)
      setArrived(0)
    },
    async more() {
      if (!cursor || loading) return
      setLoading(true)
      try {
        const page = await ask<Page>('/dossiers', { ...query, cursor })
        setRows((before) => {
          const seen = new Set(before.map((row) => row.id))
          return [...before, ...page.items.filter((row) => !seen.has(row.id))]
        })
        setCursor(page.nextCursor)
        setTrouble(null)
      } catch (error) {
        setTrouble(sentence(error))
      } finally {
        setLoading(false)
      }
    },
    drop: (codes: string[]) => setRows((before) => before.filter((row) => !codes.includes(row.code))),
    replace: (row: Partial<DossierRow> & { code: string }) =>
      setRows((before) => before.map((each) => (each.code === row.code ? { ...each, ...row } : each))),
  }
}

export function refreshed(before: DossierRow[], fresh: DossierRow[]): DossierRow[] {
  const now = new Map(fresh.map((row) => [row.id, row]))
  return before.map((row) => now.get(row.id) ?? row)
}

/**
 * How many rows of the fresh first page are new. A row that only moved up because another left stands after every
 * known one, and is not news.
 */
export function newcomers(before: DossierRow[], fresh: Page): number {
  const known = new Set(before.map((row) => row.id))
  const lastKnown = fresh.items.findLastIndex((row) => known.has(row.id))
  const looked = fresh.nextCursor === null ? fresh.items : fresh.items.slice(0, lastKnown + 1)
  return looked.filter((row) => !known.has(row.id)).length
}
