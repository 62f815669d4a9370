import { createContext, useContext, useSyncExternalStore } from 'react'
import type { DraftContent, DraftView, Finding } from '../../../src/blocks/procedure/contract.ts'
import type { DraftState, DraftStore } from './draft-store.ts'
import { isWithin } from './paths.ts'

export const DraftContext = createContext<DraftStore | null>(null)

export function useDraftStore(): DraftStore {
  const store = useContext(DraftContext)
  if (!store) throw new Error('A section stands inside the workbench')
  return store
}

export type OpenDraft = Omit<DraftState, 'draft' | 'content' | 'findings' | 'saving'> & {
  draft: DraftView
  content: DraftContent
  findings: Finding[]
  saving: 'saved' | 'saving' | 'failed'
  /**
   * Writes `value` at a path (`title.vi`, `form.0.fields.2`, `variants.0.term`; relative to the definition, `variants` and
   * `competent` beside it). `undefined` takes the key, or the row of a list, out. `said` tells what was done and offers undo.
   */
  change: (path: string, value: unknown, said?: string) => void
  /** The national catalogue fixes it, or the draft is not to be edited now. */
  locked: (path: string) => boolean
  /** Findings at the path or within it. */
  findingsAt: (path: string) => Finding[]
  undo: () => void
  redo: () => void
  /** Saves now what is not saved yet, and answers the draft as the server then holds it. */
  save: () => Promise<DraftView>
  reload: () => Promise<void>
}

/** The draft on the workbench. */
export function useDraft(): OpenDraft {
  const store = useDraftStore()
  const state = useSyncExternalStore(store.subscribe, store.state)
  const { draft, findings } = state
  const closed = !isEditable(draft)
  return {
    ...state,
    change: store.change,
    undo: store.undo,
    redo: store.redo,
    save: async () => {
      await store.save()
      return store.state().draft
    },
    reload: store.reload,
    locked: (path) => closed || (lockedByCatalogue(draft, path) && !mayBeReduced(path)),
    findingsAt: (path) => findings.filter((finding) => isWithin(finding.place, path)),
  }
}

export const isEditable = (draft: DraftView): boolean =>
  draft.status === 'editing' || draft.status === 'returned'

/** What the province may make less than the law's, though the law fixes it: the term and sums of money. The server refuses more. */
export const mayBeReduced = (path: string): boolean => /^(clock\.term|fees\.\d+\.amount)$/.test(path)

export const lockedByCatalogue = (draft: DraftView, path: string): boolean =>
  draft.locked.some((place) => isWithin(path, place))
