import { useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { keep, recall } from '../kept.ts'
import { useDraft } from './use-draft.ts'

/** Whether the citizen's page stands beside the section; what the person chose holds for the visit. */
export function usePreviewOpen(byDefault: boolean): [boolean, (open: boolean) => void] {
  const name = byDefault ? 'preview' : 'preview-wide'
  const [, setChosen] = useState(0)
  const wideEnough = window.matchMedia('(min-width: 1100px)').matches
  const open = recall<boolean>(name) ?? (byDefault && wideEnough)
  return [
    open,
    (next) => {
      keep(name, next)
      setChosen((count) => count + 1)
    },
  ]
}

/** The citizen site's own pages for this draft, drawn by the server from what was last saved, as wide as a phone. */
export function Preview() {
  const { draft, content, saves } = useDraft()
  const frame = useRef<HTMLIFrameElement>(null)
  const [at, setAt] = usePage()
  const scrolled = useRef(0)
  const pages = content.definition.form ?? []
  const key = at === null ? undefined : pages[at]?.key
  const home = `/xem-truoc/${draft.id}`
  const address = key ? `${home}/bieu-mau/${encodeURIComponent(key)}` : home

  // biome-ignore lint/correctness/useExhaustiveDependencies: a save is what makes the page worth asking for again
  useEffect(() => {
    const inside = frame.current?.contentWindow
    if (!inside || saves === 0) return
    scrolled.current = inside.scrollY
    // A link may have led out of the preview; what was answered in it stays in the address.
    if (inside.location.pathname.startsWith(home)) inside.location.reload()
    else inside.location.replace(address)
  }, [saves])

  return (
    <aside className="preview" aria-label="Trang của người dân">
      <label className="preview-choice">
        Người dân thấy{' '}
        <select
          value={key ? String(at) : ''}
          onChange={(event) => setAt(event.target.value === '' ? null : Number(event.target.value))}
        >
          <option value="">trang thủ tục</option>
          {pages.map((page, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page's key can be edited; its place cannot
            <option key={index} value={index}>
              biểu mẫu, trang {index + 1}
              {page?.title?.vi ? `: ${page.title.vi}` : ''}
            </option>
          ))}
        </select>
      </label>
      <iframe
        ref={frame}
        title="Trang của người dân theo bản đã lưu"
        src={address}
        onLoad={() => {
          frame.current?.contentWindow?.scrollTo(0, scrolled.current)
          scrolled.current = 0
        }}
      />
    </aside>
  )
}

/** The page shown: the one being worked on, until the person picks another. */
function usePage(): [number | null, (at: number | null) => void] {
  const { touched } = useDraft()
  const [search] = useSearchParams()
  const [picked, setPicked] = useState<{ by: string; at: number | null } | null>(null)
  const inForm = search.get('muc') === 'bieu-mau'
  const worked = inForm ? Number(/^form\.(\d+)/.exec(touched)?.[1] ?? 0) : null
  const by = String(worked)
  return [picked?.by === by ? picked.at : worked, (at) => setPicked({ by, at })]
}
