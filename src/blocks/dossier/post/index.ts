export {
  type CarrierSettings,
  carrierSettings,
  setCarrierSettings,
} from './carrier-settings.ts'
export { dossierParcels, findParcels } from './find-parcels.ts'
export { handOverParcels } from './hand-over.ts'
export { POST_QUEUES, postJobs } from './jobs.ts'
export { parcelBatch, parcelLabel } from './print.ts'
export { reportParcel } from './report-parcel.ts'
export { askPickUp, cancelParcel, sendParcel } from './send-parcel.ts'
export { expectParcel, settleParcel } from './settle-parcel.ts'
