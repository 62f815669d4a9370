/** What the rest of the system asks of a provider of SMS and Zalo. */
export type { Reported, ShortMessage } from '../../blocks/message/contract.ts'

/** How one channel's provider is reached, as the settings name it. */
export type TextMessageSettings = { address: string; sender: string; secret: string }
