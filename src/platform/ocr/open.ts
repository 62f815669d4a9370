import { packagedTesseract } from './packaged-tesseract.ts'
import type { Recogniser } from './port.ts'
import { systemTesseract } from './system-tesseract.ts'

/** The machine's tesseract where it has Vietnamese, the package otherwise. */
export async function openRecogniser(): Promise<Recogniser> {
  return (await systemTesseract()) ?? (await packagedTesseract())
}
