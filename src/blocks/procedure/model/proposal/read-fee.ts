const AMOUNT = /(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(đồng|việt nam đồng|vnđ|vnd|đ)(?!\p{L})/giu
const FREE = /^(miễn phí|không thu( phí| lệ phí)?|không( có)?( phí| lệ phí)?|0 đồng)\.?$/i
/** What makes one amount in a text something else than the amount to be paid. */
const DEPENDS = /%|mức|từ\s+\d|đến\s+\d|usd|\/\s*(trang|bản|m2|m²|ha|người|lô|thửa|hồ sơ\s*\/)/i

/** `amount` in đồng; `certain` false when the text says that the amount depends on something. */
export type ReadFee = { amount: number; certain: boolean }

/**
 * The fee a text of the national catalogue tells: "50,000 Việt Nam Đồng", "200.000 đồng/lần", "Miễn phí". Null when it
 * tells no amount, a foreign one, or several.
 */
export function readFee(text: string): ReadFee | null {
  const said = text.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (FREE.test(said)) return { amount: 0, certain: true }
  const amounts = new Set(
    [...said.matchAll(AMOUNT)].map(([, digits]) => Number(digits!.replace(/[.,]/g, ''))),
  )
  const [amount] = amounts
  if (amounts.size !== 1 || amount === undefined || !Number.isSafeInteger(amount)) return null
  return { amount, certain: !DEPENDS.test(said) }
}

/** The council of the province sets the amount: what the national file tells is not the province's. */
export function setByProvince(note: string): boolean {
  return /hội đồng nhân dân|hđnd|ủy ban nhân dân cấp tỉnh quy định|địa phương/i.test(note.normalize('NFC'))
}
