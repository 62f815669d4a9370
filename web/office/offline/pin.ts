/** Why a PIN is refused, or null. Six digits that are neither one digit over and over nor counted up or down. */
export function pinProblem(pin: string): string | null {
  if (!/^\d{6,12}$/.test(pin)) return 'Mã PIN gồm 6 đến 12 chữ số.'
  const steps = new Set([...pin].slice(1).map((digit, at) => (Number(digit) - Number(pin[at]) + 10) % 10))
  const [only] = steps
  if (steps.size === 1 && (only === 0 || only === 1 || only === 9))
    return 'Mã PIN này dễ đoán. Đừng dùng một chữ số lặp lại hoặc các số liền nhau.'
  return null
}

export type Tries = { tries: number; blockedUntil: number }
/** After so many wrong ones in a row the PIN no longer opens anything; signing in with a line does. */
export const MOST_TRIES = 10
const FREE_TRIES = 4
const MINUTE = 60_000

/** What a wrong PIN leads to: from the fifth on a wait that doubles, 1 minute to 32. */
export function afterWrong({ tries }: Pick<Tries, 'tries'>, now: number): Tries {
  const counted = tries + 1
  const wait = counted <= FREE_TRIES ? 0 : MINUTE * 2 ** (counted - FREE_TRIES - 1)
  return { tries: counted, blockedUntil: now + wait }
}
