const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín']
const DIGITS_SHOWN = 3

/** 'A' and 12 -> 'A012': three digits, more where they are needed. */
export function ticketLabel(prefix: string, number: number): string {
  return `${prefix}${String(number).padStart(DIGITS_SHOWN, '0')}`
}

/** What a public screen says: digit by digit, as people read numbers off a slip. 'Mời số A không một hai đến quầy 3.' */
export function spokenCall(label: string, counter: string): string {
  const parts = [...label].map((sign) => DIGITS[Number(sign)] ?? sign)
  return `Mời số ${parts.join(' ')}, đến ${counter}.`
}
