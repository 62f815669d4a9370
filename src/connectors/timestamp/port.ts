/** A time stamp of RFC 3161 over a text: the token (DER), by whom, and the moment it names. */
export type Stamp = { token: Buffer; by: string; at: Date }

/** Asks an authority outside for a time stamp over SHA-256 of the text. Errors: an Error that says what the authority did. */
export type Timestamper = (text: string) => Promise<Stamp>
