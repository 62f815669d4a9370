import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { moment } from '../words.ts'
import { nameOf, type Procedure } from './definition.ts'

/** Every move, newest first, with what was said and which fields a correction asked for. */
export function History({ dossier, procedure }: { dossier: DossierView; procedure: Procedure }) {
  return (
    <section>
      <h2>Lịch sử</h2>
      <ol className="history">
        {dossier.moves.toReversed().map((move) => (
          <li key={move.seq}>
            <p>
              <strong>{move.name}</strong> → {move.toName}
            </p>
            <p className="quiet">
              {moment(move.at)} · {move.by}
              {move.actingFor ? ` (${move.actingFor})` : ''}
              {move.agency ? `, ${move.agency}` : ''}
            </p>
            {move.note && <p className="note">{move.note}</p>}
            {move.items.length > 0 && (
              <ul className="note">
                {move.items.map((item) => (
                  <li key={item.path}>
                    {nameOf(item.path, procedure, dossier)}: {item.note}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
