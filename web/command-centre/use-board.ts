import { useEffect, useState } from 'react'
import { formatTime } from '../../src/kernel/vietnamese.ts'
import {
  type AgencyRow,
  type CentreReport,
  localDay,
  periodOf,
  spanBefore,
  type TrendPoint,
} from '../ui/figures.ts'
import type { Board } from './board.ts'

const EVERY = 60_000

/** The board of a period, read again each minute; old figures stand until new ones are whole, so nothing flickers. */
export function useBoard(asked: string) {
  const [board, setBoard] = useState<Board | null>(null)
  const [at, setAt] = useState<string | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  useEffect(() => {
    const stop = new AbortController()
    const load = async () => {
      try {
        const read = await readBoard(asked, stop.signal)
        setBoard(read)
        setAt(formatTime(new Date()))
        setTrouble(null)
      } catch (error) {
        if (stop.signal.aborted) return
        setTrouble(error instanceof Unread ? error.message : 'Không đọc được số liệu mới.')
      }
    }
    void load()
    const timer = setInterval(load, EVERY)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [asked])
  return { board, at, trouble }
}

async function readBoard(asked: string, signal: AbortSignal): Promise<Board> {
  const today = localDay(new Date())
  const period = periodOf(asked, today)
  const beforePeriod = spanBefore(period)
  const get = <T>(id: string, span: { from: string; to: string }) =>
    read<T>(`/api/reports/${id}?from=${span.from}&to=${span.to}`, signal)
  const [report, before, trend, agencies] = await Promise.all([
    get<CentreReport>('centre', period),
    get<CentreReport>('centre', beforePeriod),
    get<{ points: TrendPoint[] }>('centre-trend', period),
    get<{ rows: AgencyRow[] }>('centre-by-agency', period),
  ])
  return { period, beforePeriod, today, report, before, points: trend.points, agencies: agencies.rows }
}

class Unread extends Error {}

/** One public report; the wall has nobody signed in and keeps asking whatever happens. */
async function read<T>(address: string, signal: AbortSignal): Promise<T> {
  let response: Response
  try {
    response = await fetch(address, { signal, headers: { accept: 'application/json' } })
  } catch (error) {
    if (signal.aborted) throw error
    throw new Unread('Mất kết nối với máy chủ; đang thử lại mỗi phút.')
  }
  const body = await response.json().catch(() => null)
  if (!response.ok) throw new Unread(body?.detail ?? 'Máy chủ chưa trả lời được; đang thử lại mỗi phút.')
  return body as T
}
