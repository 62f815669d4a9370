export {
  type Channel,
  PreferenceInput,
  type PreferenceView,
  type SendMail,
  type ShortMessages,
  Undeliverable,
} from './contract.ts'
export {
  type Arrival,
  collect,
  deliver,
  dropMessage,
  type ExchangeSystem,
  findMessages,
  findSystems,
  type InMessage,
  type Line,
  messagesOf,
  type OutMessage,
  putSystem,
  retryMessage,
  sentMessage,
  sentOver,
  setSystem,
  systemsOn,
  type Telling,
  take,
  tell,
  Undelivered,
} from './exchange/index.ts'
export { findDeliveries, reportDelivery, retryDelivery } from './notices/deliveries.ts'
export { noticeSettings, setChannel, setQuietHours } from './notices/edit-settings.ts'
export { noticeKinds, previewNotice, resetTemplate, setTemplate } from './notices/edit-templates.ts'
export { NOTICE_QUEUES, noticeJobs } from './notices/jobs.ts'
export type { NoticeKind } from './notices/kinds.ts'
export { notify, type Told } from './notices/notify.ts'
export { noticePreference, setNoticePreference } from './notices/preference.ts'
export {
  CHANNEL_MEMORY,
  channelRows,
  channelSettings,
  hasChannels,
  keepPreference,
  preferenceOf,
  setChannelSettings,
} from './notices/settings.ts'
export { forgetDeliveries, noticesOf } from './notices/told.ts'
