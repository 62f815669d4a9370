import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import type { Procedure } from './definition.ts'

/** The result as drafted: whoever initials or signs reads it here first. */
export function DraftView({ dossier, procedure }: { dossier: DossierView; procedure: Procedure }) {
  const { resultDraft, outcome, resultNumber } = dossier
  if (!resultDraft && !outcome) return null
  const name = procedure.definition.outcomes.find((each) => each.key === outcome)?.name.vi
  return (
    <section>
      <h2>Dự thảo kết quả</h2>
      {name && (
        <p>
          Đề xuất: <strong>{name}</strong>
          {resultNumber && ` · số ${resultNumber}`}
        </p>
      )}
      {resultDraft && (
        <blockquote className="sheet">
          <h3>{resultDraft.title}</h3>
          {resultDraft.body.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </blockquote>
      )}
    </section>
  )
}
