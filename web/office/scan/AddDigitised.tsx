import { useState } from 'react'
import type { DossierView } from '../../../src/blocks/dossier/contract.ts'
import { act, ask, sentence } from '../api.ts'
import { Digitised } from './Digitised.tsx'

type Props = {
  dossier: DossierView
  paper: DossierView['documents'][number]
  onChanged: (dossier: DossierView) => void
}

/** Digitises a paper of a dossier that is already under way, or takes it from the applicant's own store. */
export function AddDigitised({ dossier, paper, onChanged }: Props) {
  const [trouble, setTrouble] = useState<string | null>(null)
  async function add(id: string) {
    try {
      const body = { requirement: paper.key, paper: id }
      await act(`/dossiers/${dossier.code}/papers`, body, `paper.${dossier.code}.${paper.key}.${id}`)
      onChanged(await ask<DossierView>(`/dossiers/${dossier.code}`))
    } catch (error) {
      setTrouble(sentence(error))
    }
  }
  return (
    <>
      <Digitised
        title={paper.name}
        citizenNumber={dossier.applicant?.citizenNumber ?? ''}
        paper={undefined}
        onPaper={(kept) => void add(kept.id)}
      />
      {trouble && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
    </>
  )
}
