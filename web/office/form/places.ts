import { useEffect, useState } from 'react'
import { PlaceBook, type PlaceRow } from '../../../src/blocks/organisation/model/places.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import { ask } from '../api.ts'

export type Places = { province: string; rows: PlaceRow[]; book: PlaceBook }

type Told = { province: string; rows: PlaceRow[] }
let loaded: Promise<Places> | null = null

/** The province's communes once some field asks for one; fetched once for the whole session. */
export function usePlaces(fields: readonly Field[]): Places | null {
  const [places, setPlaces] = useState<Places | null>(null)
  const asked = fields.some((field) =>
    [field, ...(field.fields ?? [])].some(({ kind }) => kind === 'address' || kind === 'commune'),
  )
  useEffect(() => {
    if (!asked) return
    let gone = false
    load().then(
      (found) => {
        if (!gone) setPlaces(found)
      },
      // Without them an address is checked by the server alone.
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [asked])
  return places
}

function load(): Promise<Places> {
  loaded ??= ask<Told>('/places')
    .catch(async (error) => {
      const { preparedPlaces } = await import('../offline/provision.ts')
      const here = await preparedPlaces<Told>().catch(() => undefined)
      if (here) return here
      throw error
    })
    .then(({ province, rows }) => ({ province, rows, book: new PlaceBook(rows, province) }))
  loaded.catch(() => {
    loaded = null
  })
  return loaded
}
