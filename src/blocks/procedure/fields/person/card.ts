import { parseIdCardQr } from '../../../../kernel/identifiers.ts'
import type { Parts } from '../kind.ts'

/** The input that a scanner types an identity card's QR text into. */
export const CARD = 'card'

/**
 * What was typed, with the text of a scanned card turned into the parts it tells; they take the place of what stood
 * there before. A text that is no card's stays, for the schema to refuse.
 */
export function withCard(typed: Parts): Parts {
  const { [CARD]: text, ...parts } = typed
  if (typeof text !== 'string') return typed
  if (text.trim() === '') return parts
  const card = parseIdCardQr(text)
  if (!card.ok) return typed
  const { citizen, fullName, birthDate, sex, address } = card.value
  return { ...parts, name: fullName, citizenNumber: citizen.number, birthDate, sex, address }
}
