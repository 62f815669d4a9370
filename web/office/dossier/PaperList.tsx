import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { useMe } from '../frame/Frame.tsx'
import { AddDigitised } from '../scan/AddDigitised.tsx'
import { DIGITAL_NAMES } from '../scan/words.ts'
import { may } from '../session.ts'
import { FORM_NAMES, fileSize } from '../words.ts'
import { Mark, type Marker } from './Mark.tsx'
import type { Viewed } from './Viewer.tsx'

type Props = {
  dossier: DossierView
  marker: Marker | null
  viewed: Viewed | null
  onView: (viewed: Viewed | null) => void
  onChanged: (dossier: DossierView) => void
}

/** Papers handed in; a file opens beside the form, so both are read together. */
export function PaperList({ dossier, marker, viewed, onView, onChanged }: Props) {
  const scans = may(useMe(), 'scan.work') && dossier.state.phase !== 'closed'
  const asked = new Map(dossier.correction.map((item) => [item.path, item.note]))
  return (
    <section>
      <h2>Giấy tờ</h2>
      <ul className="papers">
        {dossier.documents.map((paper) => {
          const path = `documents.${paper.key}`
          const note = asked.get(path)
          return (
            <li key={paper.key} className={note ? 'asked' : ''}>
              <p>
                {paper.name}{' '}
                <span className="quiet">
                  {paper.form
                    ? `· ${FORM_NAMES[paper.form] ?? paper.form}${paper.copies > 0 ? ` × ${paper.copies}` : ''}`
                    : paper.direction === 'in'
                      ? paper.required
                        ? '· chưa nộp'
                        : '· không bắt buộc, chưa nộp'
                      : '· chưa có'}
                </span>
              </p>
              {paper.files.map((file) => {
                const on = viewed?.hash === file.hash
                return (
                  <button
                    key={file.hash}
                    type="button"
                    className="file"
                    aria-pressed={on}
                    onClick={() => onView(on ? null : { ...file, paper: paper.name })}
                  >
                    {on ? 'Đóng' : 'Xem'} {file.name} <span className="quiet">({fileSize(file.size)})</span>
                  </button>
                )
              })}
              {paper.digital && <p className="quiet">{DIGITAL_NAMES[paper.digital]}</p>}
              {scans && paper.digitise && !paper.digital && (
                <AddDigitised dossier={dossier} paper={paper} onChanged={onChanged} />
              )}
              {note && <p className="asked-note">Đang yêu cầu sửa: {note}</p>}
              {marker && paper.direction === 'in' && <Mark path={path} name={paper.name} marker={marker} />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
