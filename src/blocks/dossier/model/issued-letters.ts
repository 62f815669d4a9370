import type { Move } from '../../procedure/model/definition.ts'

/** Letters that take a number of their own when a move issues them; the control slip goes by its receipt's. */
export type NumberedKind = 'receipt' | 'correction-request' | 'refusal' | 'apology' | 'stop-notice'
type Parties = { agency: string; desk: string }

const ISSUES: Partial<Record<Move['kind'], { kind: NumberedKind; by: keyof Parties }>> = {
  accept: { kind: 'receipt', by: 'desk' },
  askIntakeCorrection: { kind: 'correction-request', by: 'desk' },
  sendCorrection: { kind: 'correction-request', by: 'desk' },
  refuseIntake: { kind: 'refusal', by: 'desk' },
  apologise: { kind: 'apology', by: 'agency' },
  stop: { kind: 'stop-notice', by: 'agency' },
}

/** The letter a move issues, numbered by whoever signs it, in the year of the move; null for most moves. Pure. */
export function letterOf(
  kind: Move['kind'] | 'receive',
  parties: Parties,
  at: string,
): { kind: NumberedKind; agency: string; year: number } | null {
  const issued = kind === 'receive' ? ISSUES.accept : ISSUES[kind]
  return issued ? { kind: issued.kind, agency: parties[issued.by], year: Number(at.slice(0, 4)) } : null
}
