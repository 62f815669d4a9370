import type { DraftContent, DraftView, Finding } from '../../../src/blocks/procedure/contract.ts'
import { ApiProblem, act, ask, sentence } from '../api.ts'
import { forgetDraft, keepDraft, keptDraft } from './kept-draft.ts'
import { sameContent, withValue } from './paths.ts'

const PAUSE_MS = 600
const RETRY_MS = 4_000
const UNDO_STEPS = 200
/** Letters typed one after another at one place are one step back. */
const ONE_STEP_MS = 1_500
/** What the workbench itself changes right after (a key that follows its name) is taken back with it. */
const FOLLOW_UP_MS = 60

export type DraftState = {
  draft: DraftView
  content: DraftContent
  findings: Finding[]
  saving: 'saved' | 'saving' | 'failed'
  /** Why it is not saved; the content stays here and in the browser's own store. */
  problem: string | null
  /** Somebody else saved a newer version: theirs, until this person chooses. */
  conflict: { theirs: DraftView } | null
  /** What was done last, said once; `undo` offers to take it back. */
  said: { text: string; undo: boolean; serial: number } | null
  /** Where the last change was made. */
  touched: string
  undoable: boolean
  redoable: boolean
  /** Counts successful saves: what shows the saved draft asks again when it changes. */
  saves: number
}

export type DraftStore = ReturnType<typeof openDraft>

/** One draft being edited in this window: every change saved by version, nothing lost without the line. */
export function openDraft(opened: DraftView, account: string) {
  const keeper = { account, id: opened.id }
  let state: DraftState = {
    draft: opened,
    content: opened.content,
    findings: [],
    saving: 'saved',
    problem: null,
    conflict: null,
    said: null,
    touched: '',
    undoable: false,
    redoable: false,
    saves: 0,
  }
  let undone: DraftContent[] = []
  let before: DraftContent[] = []
  let last = { path: '', at: 0 }
  let serial = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  /** What the server is known to hold, and what was sent since without an answer: any of it may have arrived. */
  let stored = opened.content
  let unanswered: DraftContent[] = []
  const heard = new Set<() => void>()

  function set(part: Partial<DraftState>): void {
    state = { ...state, ...part, undoable: before.length > 0, redoable: undone.length > 0 }
    for (const tell of heard) tell()
  }

  function show(content: DraftContent, part: Partial<DraftState> = {}): void {
    keepDraft(keeper, { version: state.draft.version, content })
    serial++
    set({ content, saving: state.conflict ? 'failed' : 'saving', ...part })
    if (!state.conflict) later(PAUSE_MS)
  }

  function change(path: string, value: unknown, said?: string): void {
    const content = withValue(state.content, path, value)
    if (sameContent(content, state.content)) return
    const now = Date.now()
    const follows = now - last.at < FOLLOW_UP_MS && !said
    if (!follows && (path !== last.path || now - last.at > ONE_STEP_MS || said))
      before = [...before, state.content].slice(-UNDO_STEPS)
    last = { path: follows ? last.path : path, at: now }
    undone = []
    show(content, {
      touched: path || state.touched,
      said: said ? { text: said, undo: true, serial: serial + 1 } : null,
    })
  }

  function undo(): void {
    const content = before.at(-1)
    if (!content) return
    before = before.slice(0, -1)
    undone = [...undone, state.content]
    last = { path: '', at: 0 }
    show(content, { said: { text: 'Đã hoàn tác.', undo: false, serial: serial + 1 } })
  }

  function redo(): void {
    const content = undone.at(-1)
    if (!content) return
    undone = undone.slice(0, -1)
    before = [...before, state.content]
    last = { path: '', at: 0 }
    show(content, { said: { text: 'Đã làm lại.', undo: false, serial: serial + 1 } })
  }

  function later(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), ms)
  }

  /** Saves until the server holds what stands here; one call at a time. */
  function save(): Promise<void> {
    clearTimeout(timer)
    running ??= saveAll().finally(() => {
      running = null
    })
    return running
  }

  async function saveAll(): Promise<void> {
    while (!state.conflict && !sameContent(state.content, stored)) {
      const content = state.content
      const { id, version } = state.draft
      set({ saving: 'saving' })
      unanswered = [...unanswered, content].slice(-10)
      try {
        const draft = await act<DraftView>(
          `/procedure-drafts/${id}`,
          { version, content },
          `draft.${id}.${version}.${serial}`,
          'PUT',
        )
        adopt(draft, content)
      } catch (error) {
        if (await settle(error)) continue
        return
      }
    }
    if (!state.conflict) {
      forgetDraft(keeper)
      set({ saving: 'saved', problem: null })
    }
    await check()
  }

  function adopt(draft: DraftView, content: DraftContent): void {
    stored = content
    unanswered = []
    if (!sameContent(state.content, content))
      keepDraft(keeper, { version: draft.version, content: state.content })
    set({ draft, saves: state.saves + 1 })
  }

  /** What to do when saving failed; true: try again at once. */
  async function settle(error: unknown): Promise<boolean> {
    const problem = error instanceof ApiProblem ? error : null
    if (problem?.status === 409) {
      const theirs = await ask<DraftView>(`/procedure-drafts/${state.draft.id}`).catch(() => null)
      const own = theirs && unanswered.find((sent) => sameContent(theirs.content, sent))
      if (theirs && own) {
        // Our own save had arrived and only its answer was lost.
        adopt(theirs, own)
        return true
      }
      if (theirs && theirs.version !== state.draft.version) {
        set({ conflict: { theirs }, saving: 'failed', problem: sentence(error) })
        return false
      }
    }
    set({ saving: 'failed', problem: sentence(error) })
    // A lost line and an ended session mend themselves; a refused content waits for the next change.
    if (!problem || problem.status === 0 || problem.status === 401 || problem.status >= 500) later(RETRY_MS)
    return false
  }

  async function check(): Promise<void> {
    const answer = await ask<{ findings: Finding[] }>(`/procedure-drafts/${state.draft.id}/findings`).catch(
      () => null,
    )
    // Findings help; the last known ones stay while the line is lost.
    if (answer) set({ findings: answer.findings })
  }

  function keepMine(): void {
    const theirs = state.conflict?.theirs
    if (!theirs) return
    stored = theirs.content
    set({ draft: theirs, conflict: null, saving: 'saving', problem: null })
    void save()
  }

  function takeTheirs(): void {
    const theirs = state.conflict?.theirs
    if (!theirs) return
    before = [...before, state.content]
    stored = theirs.content
    forgetDraft(keeper)
    const said = { text: 'Đã lấy bản đang lưu trên máy chủ.', undo: true, serial: ++serial }
    set({ draft: theirs, content: theirs.content, conflict: null, saving: 'saved', problem: null, said })
    void check()
  }

  /** Asks for the draft again, after what is typed here has been saved. */
  async function reload(): Promise<void> {
    await save()
    if (state.conflict || state.saving === 'failed') return
    const draft = await ask<DraftView>(`/procedure-drafts/${state.draft.id}`)
    stored = draft.content
    set({ draft, content: draft.content, saves: state.saves + 1 })
    await check()
  }

  /** Begins: takes up what an earlier visit could not save. Answers how to stop. */
  function start(): () => void {
    const kept = keptDraft(keeper)
    if (kept && !sameContent(kept.content, stored)) {
      const said = {
        text: 'Đã lấy lại nội dung lần trước chưa kịp lưu.',
        undo: kept.version === opened.version,
        serial: ++serial,
      }
      before = [opened.content]
      if (kept.version === opened.version) {
        set({ content: kept.content, saving: 'saving', said })
        later(0)
      } else
        set({
          content: kept.content,
          saving: 'failed',
          said,
          conflict: { theirs: opened },
          problem: 'Nội dung chưa kịp lưu lần trước được viết trên một bản cũ hơn bản đang lưu.',
        })
    } else forgetDraft(keeper)
    void check()
    const online = () => void save()
    window.addEventListener('online', online)
    return () => {
      window.removeEventListener('online', online)
      void save()
    }
  }

  return {
    subscribe: (tell: () => void) => {
      heard.add(tell)
      return () => void heard.delete(tell)
    },
    state: () => state,
    change,
    undo,
    redo,
    save,
    reload,
    keepMine,
    takeTheirs,
    start,
  }
}
