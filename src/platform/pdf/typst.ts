import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Order, Reply } from './compiler.ts'

/** Templates may import and read files under this folder (`src/`) and nowhere else. */
const workspace = fileURLToPath(new URL('../..', import.meta.url))

export type PdfJob = {
  /** Absolute path of a `.typ` file under `src/`. */
  template: string
  /** JSON value the template reads by `json(bytes(sys.inputs.data))`; never spliced into markup. */
  data: unknown
  /** Written into the file as its date of making; PDF/A asks for one. */
  madeAt: Date
  /** JPEG pictures by the names the template calls them; they come from here, never from the disk. */
  pictures?: Record<string, Uint8Array>
}

type Waiting = { template: string; resolve(pdf: Uint8Array): void; reject(error: Error): void }

/** One thread that sets type, in the order asked. */
class Typesetter {
  #thread: Worker | undefined
  #orders = 0
  readonly #waiting = new Map<number, Waiting>()

  set({ template, data, madeAt, pictures }: PdfJob): Promise<Uint8Array> {
    const inside = relative(workspace, template)
    if (inside.startsWith('..')) return Promise.reject(new Error(`typst template outside src/: ${template}`))
    const order: Order = {
      id: ++this.#orders,
      template,
      data,
      madeAt: madeAt.getTime(),
      ...(pictures && { pictures }),
    }
    return new Promise((resolve, reject) => {
      this.#waiting.set(order.id, { template: inside, resolve, reject })
      const worker = this.#worker()
      worker.ref()
      worker.postMessage(order)
    })
  }

  #settle(id: number, act: (job: Waiting) => void): void {
    const job = this.#waiting.get(id)
    this.#waiting.delete(id)
    // An idle typesetter must not keep the process from ending.
    if (this.#waiting.size === 0) this.#thread?.unref()
    if (job) act(job)
  }

  #worker(): Worker {
    if (this.#thread) return this.#thread
    const started = new Worker(new URL('./compiler.ts', import.meta.url))
    this.#thread = started
    started.on('message', (reply: Reply) =>
      this.#settle(reply.id, (job) => {
        if ('pdf' in reply) job.resolve(reply.pdf)
        else job.reject(new Error(`typst refused ${job.template}: ${reply.refused}`))
      }),
    )
    const lost = (cause: unknown) => {
      if (this.#thread !== started) return
      this.#thread = undefined
      for (const id of [...this.#waiting.keys()]) {
        this.#settle(id, (job) =>
          job.reject(new Error(`the typesetting thread ended at ${job.template}`, { cause })),
        )
      }
    }
    started.on('error', lost)
    started.on('exit', lost)
    return started
  }
}

const letters = new Typesetter()
/** Books of pictures take seconds and much memory: letters must not wait behind them. */
const books = new Typesetter()

/**
 * One template and its data to a PDF/A-2b file, set in a thread of its own, in the order asked. Text is NFC, the font
 * is embedded and characters it can't draw show as □. The same job gives the same bytes.
 * Throws an Error with typst's diagnostic when the template does not compile: the program's fault, not the sender's.
 */
export function compilePdf(job: PdfJob): Promise<Uint8Array> {
  return (job.pictures ? books : letters).set(job)
}
