import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createWorker, OEM, type Worker } from 'tesseract.js'
import { PAGE_MS, type Recogniser } from './port.ts'
import { readTsv } from './tsv.ts'

const require = createRequire(import.meta.url)
const data = join(dirname(require.resolve('@tesseract.js-data/vie/package.json')), '4.0.0_best_int')

/** Tesseract as a package, with Vietnamese from a package: for machines without the program. Nothing is downloaded. */
export async function packagedTesseract(): Promise<Recogniser> {
  let starting: Promise<Worker> | null = null
  const worker = () => {
    starting ??= createWorker('vie', OEM.LSTM_ONLY, {
      langPath: data,
      gzip: true,
      cacheMethod: 'none',
      errorHandler: () => undefined,
    })
    starting.catch(() => {
      starting = null
    })
    return starting
  }
  const close = async () => {
    const started = starting
    starting = null
    await started?.then((each) => each.terminate()).catch(() => undefined)
  }
  return {
    name: `tesseract.js ${require('tesseract.js/package.json').version}`,
    async read(picture, dpi, signal) {
      const started = await worker()
      await started.setParameters({ user_defined_dpi: String(Math.round(dpi)) })
      const limit = AbortSignal.timeout(PAGE_MS)
      const broken = signal ? AbortSignal.any([signal, limit]) : limit
      const ended = new Promise<never>((_resolve, reject) => {
        broken.addEventListener('abort', () => reject(broken.reason), { once: true })
        if (broken.aborted) reject(broken.reason)
      })
      try {
        const read = started.recognize(Buffer.from(picture), {}, { tsv: true, text: false })
        const { data: found } = await Promise.race([read, ended])
        return readTsv(found.tsv ?? '')
      } catch (error) {
        // A reading cannot be called off: its thread is ended and the next page gets a new one.
        await close()
        throw error
      }
    },
    close,
  }
}
