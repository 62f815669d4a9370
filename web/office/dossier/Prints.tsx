import { useEffect, useState } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { address, ask } from '../api.ts'

type Letter = { kind: string; form: string | null; name: string; number: string | null; path: string }
type Letters = { set: '2018' | '2025'; items: Letter[] }

/** Letters as PDF, only those this dossier has come to, by the set of forms of the day it was received. */
export function Prints({ dossier }: { dossier: DossierView }) {
  const { code, seq } = dossier
  const [letters, setLetters] = useState<Letters | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another move may have issued another letter
  useEffect(() => {
    const gone = new AbortController()
    ask<Letters>(`/dossiers/${code}/letters`, {}, gone.signal)
      .then(setLetters)
      .catch(() => undefined)
    return () => gone.abort()
  }, [code, seq])
  const result = dossier.finishedAt !== null && dossier.outcome !== null && !dossier.joint?.parts.length
  return (
    <section>
      <h2>In</h2>
      <ul className="prints">
        {letters?.items.map(({ kind, form, name, number, path }) => (
          <li key={kind}>
            <a href={address(path)} target="_blank" rel="noreferrer">
              {form ? `Mẫu ${form}: ${name}` : name}
            </a>
            {number && <span className="quiet"> số {number}</span>}
          </li>
        ))}
        {result && (
          <li>
            <a href={address(`/dossiers/${code}/result`)} target="_blank" rel="noreferrer">
              Kết quả
            </a>
          </li>
        )}
      </ul>
    </section>
  )
}
