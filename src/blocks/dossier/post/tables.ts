import type { Generated } from 'kysely'
import type { CarrierCode, ParcelState } from '../model/parcel.ts'

export type ParcelRow = {
  id: Generated<string>
  dossier_id: string | null
  direction: 'in' | 'out'
  desk: string
  number: string | null
  state: ParcelState
  pick_up: Generated<boolean>
  reason: Generated<string | null>
  batch: Generated<string | null>
  made_at: Date
  made_by: string | null
  moved_at: Date
  settled_at: Generated<Date | null>
}

/** The tables of public post, in the dossier block's own schema. */
export type PostTables = {
  'dossier.carrier': {
    one: Generated<boolean>
    name: string
    address: string
    client: string
    secret: string
    enabled: boolean
  }
  'dossier.parcel': ParcelRow
  'dossier.parcel_address': { parcel: string; name: string; phone: string; address: string }
  'dossier.parcel_event': {
    parcel: string
    id: string
    at: Date
    code: CarrierCode
    place: string | null
    reason: string | null
    told_at: Date
  }
  'dossier.parcel_batch': { id: string; desk: string; number: string; at: Date; by: string | null }
}
