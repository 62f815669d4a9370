/** What the rest of the system asks of a carrier. */
export type { Carrier } from '../../blocks/dossier/model/parcel.ts'

/** How the carrier is reached, as the settings name it. */
export type CarrierLine = { address: string; client: string; secret: string }
