import { invalid } from '../../../../kernel/problem.ts'
import type { Move, State } from '../definition.ts'

/** How often an arrow is taken where nothing has been observed: most dossiers go straight on, a few turn aside. */
const USUAL: Record<Move['kind'], number> = {
  accept: 90,
  refuseIntake: 2,
  askIntakeCorrection: 8,
  answerCorrection: 95,
  transfer: 95,
  assign: 95,
  claim: 0,
  draftCorrection: 8,
  signCorrection: 95,
  sendCorrection: 100,
  propose: 90,
  forward: 90,
  back: 4,
  sign: 95,
  consult: 20,
  opinion: 100,
  requestPayment: 45,
  confirmPayment: 95,
  sendToSystem: 95,
  systemReply: 100,
  handOver: 100,
  withdraw: 1,
  stop: 1,
  apologise: 0,
  reopen: 0,
  partsGranted: 95,
  partsMixed: 3,
  partsRefused: 2,
  partWaits: 8,
  partGoesOn: 100,
}

/**
 * For every state the share of each move out of it, adding up to 1. A move back to the same state leaves the dossier
 * where it lies and is left out. Errors (422): request.invalid naming `shares.<state>` or `shares.<state>.<move>`.
 */
export function sharesOf(
  states: readonly State[],
  moves: readonly Move[],
  given: Record<string, Record<string, number>>,
): Record<string, Record<string, number>> {
  const known = new Set(states.map((state) => state.key))
  for (const key of Object.keys(given))
    if (!known.has(key))
      throw invalid(
        `shares.${key}`,
        `“shares” nhắc tới bước “${key}” không có trong quy trình. Hãy bỏ khóa này.`,
      )
  return Object.fromEntries(
    states.map((state) => {
      const out = (state.phase === 'closed' ? [] : moves).filter(
        (move) => move.from.includes(state.key) && move.to !== state.key && known.has(move.to),
      )
      const weights = given[state.key] ? weighed(state, out, moves, given[state.key]!) : usual(out)
      const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
      return [
        state.key,
        Object.fromEntries(
          weights.filter(([, weight]) => weight > 0).map(([key, weight]) => [key, weight / total]),
        ),
      ]
    }),
  )
}

/** Where nothing but the unusual leads out, the unusual is taken. */
function usual(out: readonly Move[]): [string, number][] {
  const weights = out.map((move): [string, number] => [move.key, USUAL[move.kind]])
  return weights.some(([, weight]) => weight > 0) ? weights : out.map((move) => [move.key, 1])
}

function weighed(
  state: State,
  out: readonly Move[],
  moves: readonly Move[],
  given: Record<string, number>,
): [string, number][] {
  for (const key of Object.keys(given))
    if (!moves.some((move) => move.key === key && move.from.includes(state.key)))
      throw invalid(
        `shares.${state.key}.${key}`,
        `Thao tác “${key}” không đi ra từ bước “${state.name.vi}”. Hãy bỏ hoặc sửa tỷ lệ này.`,
      )
  const weights = out.map((move): [string, number] => [move.key, given[move.key] ?? 0])
  if (out.length > 0 && !weights.some(([, weight]) => weight > 0))
    throw invalid(
      `shares.${state.key}`,
      `Mọi tỷ lệ đi ra từ bước “${state.name.vi}” đều bằng 0. Hãy cho ít nhất một thao tác một tỷ lệ lớn hơn 0.`,
    )
  return weights
}
