import type { DraftContent } from '../../../src/blocks/procedure/contract.ts'

/** What is typed and not yet saved outlives the tab: it lies in the browser until the server has it. */
type Keeper = { account: string; id: string }
type Kept = { version: number; content: DraftContent }

const name = ({ account, id }: Keeper) => `tan-trao.draft.${account}.${id}`

export function keepDraft(keeper: Keeper, kept: Kept): void {
  try {
    localStorage.setItem(name(keeper), JSON.stringify(kept))
  } catch {
    // The browser's store is full or closed; the tab itself still holds the content.
  }
}

export function keptDraft(keeper: Keeper): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(name(keeper)) ?? 'null') as Kept | null
  } catch {
    return null
  }
}

export function forgetDraft(keeper: Keeper): void {
  try {
    localStorage.removeItem(name(keeper))
  } catch {
    // A closed store holds nothing.
  }
}
