import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { ShowField } from '../fields.tsx'
import { type Procedure, shownPages } from './definition.ts'
import { Mark, type Marker } from './Mark.tsx'

type Props = { dossier: DossierView; procedure: Procedure; marker: Marker | null }

/** The answers as the edition's own form, field by field, each of which can be marked. */
export function FormView({ dossier, procedure, marker }: Props) {
  const asked = new Map(dossier.correction.map((item) => [item.path, item.note]))
  return (
    <>
      {shownPages(procedure.definition.form, dossier.answers).map((page) => (
        <section key={page.key}>
          <h2>{page.title.vi}</h2>
          <dl className="answers">
            {page.fields.map((field) => {
              const path = `answers.${field.key}`
              const note = asked.get(path)
              return (
                <div key={field.key} className={note ? 'asked' : ''}>
                  <dt>{field.label.vi}</dt>
                  <dd>
                    {dossier.hidden.includes(path) ? (
                      <span className="quiet">Được che</span>
                    ) : field.kind === 'file' ? (
                      <Files code={dossier.code} value={dossier.answers[field.key]} />
                    ) : (
                      <ShowField field={field} value={dossier.answers[field.key]} />
                    )}
                    {note && <p className="asked-note">Đang yêu cầu sửa: {note}</p>}
                    {marker && <Mark path={path} name={field.label.vi} marker={marker} />}
                  </dd>
                </div>
              )
            })}
          </dl>
        </section>
      ))}
    </>
  )
}

/** Files given as an answer, each opening by itself. */
function Files({ code, value }: { code: string; value: unknown }) {
  const files = Array.isArray(value) ? (value as { hash: string; name: string }[]) : []
  if (files.length === 0) return <span>–</span>
  return (
    <ul>
      {files.map((file) => (
        <li key={file.hash}>
          <a
            href={`/api/dossiers/${code}/files/${encodeURIComponent(file.hash)}`}
            target="_blank"
            rel="noreferrer"
          >
            {file.name}
          </a>
        </li>
      ))}
    </ul>
  )
}
