import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { KeptPaperView } from '../../../src/blocks/document/model/kept-paper.ts'

const PaperScan = lazy(() => import('./PaperScan.tsx').then((room) => ({ default: room.PaperScan })))

type Props = {
  title: string
  citizenNumber: string
  /** The paper of the applicant's own store that stands for it now. */
  paper: string | undefined
  onPaper: (paper: KeptPaperView) => void
}

/** A paper to be digitised: the way to do it, and once it is done, what stands for it. Loaded when it is opened. */
export function Digitised({ title, citizenNumber, paper, onPaper }: Props) {
  const [open, setOpen] = useState(false)
  const [how, setHow] = useState<'digitised' | 'reused' | null>(null)
  const done = useRef<HTMLAnchorElement>(null)
  // What had the focus is gone with the panel: without it the keyboard would fall out of the form.
  useEffect(() => {
    if (paper && how) done.current?.focus()
  }, [paper, how])
  if (paper)
    return (
      <p role="status">
        <strong className="fine">{how === 'reused' ? 'Dùng lại giấy đã số hóa' : 'Đã số hóa'}</strong>{' '}
        <a ref={done} href={`/api/papers/${paper}/file`} target="_blank" rel="noreferrer">
          Xem tệp<span className="unseen"> {title}</span>
        </a>
      </p>
    )
  return (
    <>
      <button type="button" className="plain-button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Đóng số hóa' : 'Số hóa hoặc dùng lại'}
        <span className="unseen"> {title}</span>
      </button>
      {open && (
        <Suspense fallback={<p role="status">Đang mở…</p>}>
          <PaperScan
            title={title}
            citizenNumber={citizenNumber}
            onPaper={(kept, way) => {
              setHow(way)
              setOpen(false)
              onPaper(kept)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
