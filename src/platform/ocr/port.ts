/** A word read on a page: its box in pixels of the picture, how sure 0..1. */
export type ReadWord = { text: string; confidence: number; x: number; y: number; w: number; h: number }
export type ReadLine = { words: ReadWord[] }

/** Reads Vietnamese text from the grey picture of one page (PGM, PNG or JPEG bytes). */
export type Recogniser = {
  /** Which program read it, with its version: written beside what was read. */
  name: string
  /** Lines from top to bottom. Throws when it takes too long or is broken off by `signal`. */
  read: (picture: Uint8Array, dpi: number, signal?: AbortSignal) => Promise<ReadLine[]>
  close: () => Promise<void>
}

/** The longest one page may take. */
export const PAGE_MS = 90_000
/** What is read with less is dirt. */
export const LEAST_CONFIDENCE = 0.2
