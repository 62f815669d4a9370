import './designer.css'
import './editing.css'
import { Suspense, useEffect, useMemo } from 'react'
import { Link, type LoaderFunctionArgs, useLoaderData, useSearchParams } from 'react-router'
import type { DraftView } from '../../../src/blocks/procedure/contract.ts'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { ConflictNotice } from './ConflictNotice.tsx'
import { openDraft } from './draft-store.ts'
import { Preview, usePreviewOpen } from './Preview.tsx'
import { SaveLine } from './SaveLine.tsx'
import { SECTIONS } from './sections.ts'
import { DraftContext, isEditable, useDraft } from './use-draft.ts'
import { usePlaceFocus } from './use-place-focus.ts'
import { STATUS_NAMES } from './words.ts'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const me = await requireMe(request)
  try {
    return {
      account: me.account,
      draft: await ask<DraftView>(`/procedure-drafts/${params.id}`, {}, request.signal),
    }
  } catch (error) {
    throw toSignIn(error, request)
  }
}

/** The section is in the address; changing it asks for nothing anew. */
export const shouldRevalidate = ({ currentUrl, nextUrl }: { currentUrl: URL; nextUrl: URL }) =>
  currentUrl.pathname !== nextUrl.pathname

export function Component() {
  const { draft, account } = useLoaderData() as Awaited<ReturnType<typeof loader>>
  return <OpenDraft key={draft.id} draft={draft} account={account} />
}

function OpenDraft({ draft, account }: { draft: DraftView; account: string }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is typed must outlive a loader that ran again
  const store = useMemo(() => openDraft(draft, account), [draft.id, account])
  useEffect(() => store.start(), [store])
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      // Inside a text the browser's own undo takes letters back.
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isText(event.target)) return
      const step = event.key.toLowerCase() === 'z' ? (event.shiftKey ? store.redo : store.undo) : null
      if (!step && event.key.toLowerCase() !== 'y') return
      event.preventDefault()
      ;(step ?? store.redo)()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [store])
  return (
    <DraftContext value={store}>
      <Workbench />
    </DraftContext>
  )
}

const isText = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type))

function Workbench() {
  const { draft, content } = useDraft()
  const [search] = useSearchParams()
  const section = SECTIONS.find((each) => each.key === search.get('muc')) ?? SECTIONS[0]!
  const [previewOpen, setPreviewOpen] = usePreviewOpen(!section.wide)
  usePlaceFocus(search.get('cho'))
  const title = content.definition.title?.vi || 'Thủ tục chưa có tên'
  useEffect(() => {
    document.title = `${section.name} – ${title}`
  }, [section.name, title])
  const Section = section.Component
  return (
    <section className="workbench">
      <header className="workbench-head">
        <p className="quiet">
          <Link to="/thu-tuc">Thủ tục</Link> · <span className="number">{draft.procedure}</span> ·{' '}
          {draft.basedOn === null ? 'bản đầu tiên' : `sửa từ phiên bản ${draft.basedOn}`} ·{' '}
          <strong>{STATUS_NAMES[draft.status]}</strong>
        </p>
        <h1>{title}</h1>
      </header>
      <SaveLine previewOpen={previewOpen} onPreview={() => setPreviewOpen(!previewOpen)} />
      <ConflictNotice />
      <Standing />
      <div className={previewOpen ? 'bench with-preview' : 'bench'}>
        <SectionList current={section.key} />
        <div className="bench-section" key={section.key}>
          <Suspense fallback={<p className="quiet">Đang mở…</p>}>
            <Section />
          </Suspense>
        </div>
        {previewOpen && <Preview />}
      </div>
    </section>
  )
}

/** Why it cannot be edited now, or with what reason it came back. */
function Standing() {
  const { draft } = useDraft()
  if (draft.status === 'returned' && draft.returned)
    return (
      <p className="soon-box" role="note">
        {draft.returned.by.name} trả lại: {draft.returned.reason}
      </p>
    )
  if (isEditable(draft)) return null
  return (
    <p className="soon-box" role="note">
      {draft.status === 'submitted'
        ? 'Bản thảo đã trình, đang chờ người thứ hai phê duyệt nên chưa sửa được.'
        : `Bản thảo ${STATUS_NAMES[draft.status].toLowerCase()}, chỉ xem được. Muốn sửa tiếp, hãy tạo bản thảo mới từ danh sách thủ tục.`}
    </p>
  )
}

function SectionList({ current }: { current: string }) {
  const { findingsAt } = useDraft()
  return (
    <nav className="section-list" aria-label="Các phần của bản thảo">
      <ul>
        {SECTIONS.map((section) => {
          const found = section.owns.flatMap(findingsAt)
          const errors = found.filter((each) => each.severity === 'error').length
          return (
            <li key={section.key}>
              <Link
                to={`?muc=${section.key}`}
                preventScrollReset
                aria-current={section.key === current ? 'page' : undefined}
              >
                {section.name}
                {found.length > 0 && (
                  <span className={errors > 0 ? 'count late' : 'count soon'}>
                    {errors > 0 ? `${errors} lỗi` : `${found.length} lưu ý`}
                  </span>
                )}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
