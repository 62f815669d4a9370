import type { DossierRow } from '../../../src/blocks/dossier/contract.ts'
import { timeLeft } from '../words.ts'

type Timed = Pick<DossierRow, 'minutesLeft' | 'late' | 'timeliness' | 'finishedAt' | 'state'>

export function TimeLeft({ row }: { row: Timed }) {
  const { text, word, tone } = timeLeft(row)
  return (
    <span className={`time-left ${tone}`}>
      <span>{text}</span>
      {word && <span className="word"> {word}</span>}
    </span>
  )
}
