import { useEffect, useState } from 'react'
import type { ScanRowView, ScanView } from '../../../src/blocks/document/model/scan.ts'
import { ask, sentence } from '../api.ts'

const EVERY_MS = 800
export const isRunning = ({ status }: ScanRowView) => status === 'waiting' || status === 'working'

/** Follows a scan until it is read, failed or cancelled; then with all that was read. `again` looks anew. */
export function useScan(id: string | null): {
  row: ScanRowView | null
  scan: ScanView | null
  trouble: string | null
  again: () => void
} {
  const [row, setRow] = useState<ScanRowView | null>(null)
  const [scan, setScan] = useState<ScanView | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const [turn, setTurn] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` only asks for another look
  useEffect(() => {
    setRow(null)
    setScan(null)
    setTrouble(null)
    if (id === null) return
    const stop = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    async function look() {
      try {
        const now = await ask<ScanRowView>(`/scans/${id}/progress`, {}, stop.signal)
        setRow(now)
        setTrouble(null)
        if (!isRunning(now)) return setScan(await ask<ScanView>(`/scans/${id}`, {}, stop.signal))
      } catch (error) {
        if (stop.signal.aborted) return
        setTrouble(sentence(error))
      }
      timer = setTimeout(look, EVERY_MS)
    }
    void look()
    return () => {
      stop.abort()
      clearTimeout(timer)
    }
  }, [id, turn])

  return { row, scan, trouble, again: () => setTurn((before) => before + 1) }
}
