/** Sends an e-mail; absent when the installation has no mail server. */
export type Mail = ((to: string, subject: string, text: string) => Promise<void>) | null
