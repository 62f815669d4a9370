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
}

type Waiting = { template: string; resolve(pdf: Uint8Array): void; reject(error: Error): void }

let thread: Worker | undefined
let orders = 0
const waiting = new Map<number, Waiting>()

function settle(id: number, act: (job: Waiting) => void): void {
  const job = waiting.get(id)
  waiting.delete(id)
  // An idle typesetter must not keep the process from ending.
  if (waiting.size === 0) thread?.unref()
  if (job) act(job)
}

function typesetter(): Worker {
  if (thread) return thread
  const started = new Worker(new URL('./compiler.ts', import.meta.url))
  thread = started
  started.on('message', (reply: Reply) =>
    settle(reply.id, (job) => {
      if ('pdf' in reply) job.resolve(reply.pdf)
      else job.reject(new Error(`typst refused ${job.template}: ${reply.refused}`))
    }),
  )
  const lost = (cause: unknown) => {
    if (thread !== started) return
    thread = undefined
    for (const id of [...waiting.keys()]) {
      settle(id, (job) => job.reject(new Error(`the typesetting thread ended at ${job.template}`, { cause })))
    }
  }
  started.on('error', lost)
  started.on('exit', lost)
  return started
}

/**
 * One template and its data to a PDF/A-2b file, set in a thread of its own, in the order asked. Text is NFC, the font
 * is embedded and characters it can't draw show as □. The same job gives the same bytes.
 * Throws an Error with typst's diagnostic when the template does not compile: the program's fault, not the sender's.
 */
export function compilePdf({ template, data, madeAt }: PdfJob): Promise<Uint8Array> {
  const inside = relative(workspace, template)
  if (inside.startsWith('..')) return Promise.reject(new Error(`typst template outside src/: ${template}`))
  const order: Order = { id: ++orders, template, data, madeAt: madeAt.getTime() }
  return new Promise((resolve, reject) => {
    waiting.set(order.id, { template: inside, resolve, reject })
    const worker = typesetter()
    worker.ref()
    worker.postMessage(order)
  })
}
