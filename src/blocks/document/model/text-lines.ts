/** A word as it was read: where on the page image (pixels) and how sure (0..1). */
export type TextWord = { text: string; confidence: number; x: number; y: number; w: number; h: number }
export type TextLine = { words: TextWord[] }

export const lineText = (line: TextLine): string => line.words.map((word) => word.text).join(' ')
