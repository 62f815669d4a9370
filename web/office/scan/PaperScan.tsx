import './scan.css'
import { useId, useState } from 'react'
import type { KeptPaperView } from '../../../src/blocks/document/model/kept-paper.ts'
import { sentence } from '../api.ts'
import { beginScan } from './api.ts'
import { ReviewScan } from './ReviewScan.tsx'
import { ScanProgress } from './ScanProgress.tsx'
import { StoredPapers } from './StoredPapers.tsx'
import { useScan } from './use-scan.ts'

type Props = {
  /** What the procedure calls the paper. */
  title: string
  /** Whose paper it is, as far as it is known. */
  citizenNumber: string
  /** A paper that now lies in the store: digitised just now, or found there. */
  onPaper: (paper: KeptPaperView, how: 'digitised' | 'reused') => void
}
export const SCANNABLE = 'image/jpeg,image/png,application/pdf'

/** Digitises one paper where it is needed: from the store, by camera, by file, by dropping pages here. */
export function PaperScan({ title, citizenNumber, onPaper }: Props) {
  const [id, setId] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [over, setOver] = useState(false)
  const { row, scan, trouble, again } = useScan(id)
  const name = useId()

  async function take(list: FileList | null) {
    const files = [...(list ?? [])]
    if (files.length === 0) return
    setWrong(null)
    setId(null)
    try {
      const whose = /^\d{12}$/.test(citizenNumber) ? citizenNumber : undefined
      const begun = await beginScan(files, { title, citizenNumber: whose }, (sent) =>
        setSaid(`Đang gửi trang ${sent + 1}/${files.length}…`),
      )
      setId(begun.id)
    } catch (error) {
      setWrong(sentence(error))
    } finally {
      setSaid(null)
    }
  }
  const chosen = (event: React.ChangeEvent<HTMLInputElement>) => {
    void take(event.currentTarget.files)
    // The same file may be chosen again after it failed.
    event.currentTarget.value = ''
  }

  return (
    <section
      className="scan-paper"
      data-over={over}
      aria-label={`Số hóa ${title}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void take(event.dataTransfer.files)
      }}
    >
      {scan?.status !== 'ready' && (
        <>
          <StoredPapers
            title={title}
            citizenNumber={citizenNumber}
            onReuse={(paper) => onPaper(paper, 'reused')}
          />
          <p className="scan-ways">
            <label className="file-label">
              <span>Chọn bản quét hoặc ảnh</span>
              <input
                id={`${name}-file`}
                type="file"
                multiple
                accept={SCANNABLE}
                aria-label={`Trang quét của ${title}`}
                onChange={chosen}
              />
            </label>
            <label className="file-label">
              <span>Chụp bằng máy ảnh</span>
              <input
                type="file"
                accept="image/*"
                capture="environment"
                aria-label={`Chụp ${title}`}
                onChange={chosen}
              />
            </label>
            <span className="quiet">hoặc kéo các trang thả vào đây</span>
          </p>
        </>
      )}
      {said && <p role="status">{said}</p>}
      {(wrong ?? trouble) && (
        <p className="wrong" role="alert">
          {wrong ?? trouble}
        </p>
      )}
      {row && row.status !== 'ready' && row.status !== 'accepted' && (
        <ScanProgress row={row} onChanged={again} />
      )}
      {scan?.status === 'ready' && (
        <ReviewScan
          scan={scan}
          title={title}
          citizenNumber={citizenNumber}
          onKept={(paper) => {
            setId(null)
            onPaper(paper, 'digitised')
          }}
        />
      )}
    </section>
  )
}
