import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import type { PositionView } from '../../../src/blocks/organisation/contract.ts'
import { ApiProblem, act, ask, sentence } from '../api.ts'
import { useMe } from '../frame/Frame.tsx'

export type Seat = PositionView & { open: number; late: number }

type Load = { items: { position: string; open: number; late: number }[] }

/** Seats of an agency that may be given a dossier, with what lies on each, the least loaded first. */
export async function seatsOf(agency: string | undefined, signal?: AbortSignal): Promise<Seat[]> {
  const [staff, load] = await Promise.all([
    ask<{ items: PositionView[] }>('/positions', { agency, role: 'specialist' }, signal),
    ask<Load>('/dossiers/load', { agency }, signal),
  ])
  const bySeat = new Map(load.items.map((each) => [each.position, each]))
  return staff.items
    .map((seat) => ({ ...seat, open: bySeat.get(seat.id)?.open ?? 0, late: bySeat.get(seat.id)?.late ?? 0 }))
    .toSorted((one, other) => one.open - other.open)
}

export const seatLabel = (seat: Seat): string =>
  `${seat.holder ?? 'Chưa có người'} – ${seat.title} (đang giữ ${seat.open}${seat.late > 0 ? `, quá hạn ${seat.late}` : ''})`

type Props = { codes: string[]; onAssigned: (codes: string[]) => void; onSaid: (text: string) => void }

/** The head of unit's bulk assignment: rows picked with x, one person, each dossier moved on its own. */
export function AssignBar({ codes, onAssigned, onSaid }: Props) {
  const me = useMe()
  const [seats, setSeats] = useState<Seat[]>([])
  const [seat, setSeat] = useState('')
  const [progress, setProgress] = useState<number | null>(null)
  const [refused, setRefused] = useState<string[]>([])

  useEffect(() => {
    const stop = new AbortController()
    seatsOf(me.agency?.code, stop.signal)
      .then(setSeats)
      .catch((error) => {
        if (!stop.signal.aborted) onSaid(sentence(error))
      })
    return () => stop.abort()
  }, [me.agency?.code, onSaid])

  async function assign() {
    const done: string[] = []
    const wrong: string[] = []
    for (const [at, code] of codes.entries()) {
      setProgress(at)
      try {
        await assignOne(code, seat)
        done.push(code)
      } catch (error) {
        wrong.push(`${code}: ${sentence(error)}`)
      }
    }
    setProgress(null)
    setRefused(wrong)
    const to = seats.find((each) => each.id === seat)
    setSeats((before) =>
      before.map((each) => (each.id === seat ? { ...each, open: (each.open ?? 0) + done.length } : each)),
    )
    onAssigned(done)
    if (done.length > 0) onSaid(`Đã phân công ${done.length} hồ sơ cho ${to?.holder ?? to?.title}.`)
  }

  return (
    <form
      className="assign-bar"
      onSubmit={(event) => {
        event.preventDefault()
        if (codes.length > 0 && seat) void assign()
      }}
    >
      <p>
        Đã chọn <strong>{codes.length}</strong> hồ sơ <span className="quiet">(phím x)</span>
      </p>
      <label className="grow">
        <span>Phân công cho</span>
        <select value={seat} onChange={(event) => setSeat(event.currentTarget.value)}>
          <option value="">Chọn người xử lý</option>
          {seats.map((each) => (
            <option key={each.id} value={each.id}>
              {seatLabel(each)}
            </option>
          ))}
        </select>
      </label>
      <Button type="submit" disabled={codes.length === 0 || !seat || progress !== null}>
        {progress === null ? 'Phân công' : `Đang phân công ${progress + 1}/${codes.length}`}
      </Button>
      {refused.length > 0 && (
        <div className="error-box" role="alert">
          <ul>
            {refused.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
    </form>
  )
}

async function assignOne(code: string, seat: string): Promise<void> {
  const dossier = await ask<DossierView>(`/dossiers/${code}`)
  const arrow = dossier.allowed.find((each) => each.kind === 'assign')
  if (!arrow)
    throw new ApiProblem(
      'dossier.move-not-allowed',
      409,
      `Hồ sơ đang ở bước “${dossier.state.name}”, không phân công được.`,
    )
  await act(
    `/dossiers/${code}/moves`,
    { move: arrow.key, assignee: seat, expectedSeq: dossier.seq },
    `move.${code}.${arrow.key}.${dossier.seq}`,
  )
}
