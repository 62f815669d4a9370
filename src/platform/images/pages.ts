import { Worker } from 'node:worker_threads'
import { Problem } from '../../kernel/problem.ts'
import type { Counted, Order, Reply, WorkedPage } from './page-thread.ts'

export type { WorkedPage } from './page-thread.ts'

type Asked<T = Order> = T extends Order ? Omit<T, 'id'> : never

/** Works pages in a thread of its own, one at a time; the thread ends with `close`, and comes again when asked. */
export class PageWorks {
  #thread: Worker | undefined
  #orders = 0
  readonly #waiting = new Map<number, { resolve: (done: never) => void; reject: (error: Error) => void }>()

  /**
   * How many pages a file holds. Errors: Problem 422 scan.broken-file, scan.locked-pdf, scan.unreadable-kind,
   * scan.too-many-pixels.
   */
  async count(bytes: Uint8Array, mediaType: string): Promise<number> {
    const { pages } = await this.#ask<Counted>({ ask: 'count', bytes, mediaType })
    return pages
  }

  /** One page, from 1, straightened; `besides` adds quarter turns. Errors: those of `count`. */
  page(bytes: Uint8Array, mediaType: string, page: number, besides = 0): Promise<WorkedPage> {
    return this.#ask<WorkedPage>({ ask: 'page', bytes, mediaType, page, besides })
  }

  async close(): Promise<void> {
    await this.#thread?.terminate()
    this.#thread = undefined
  }

  #ask<Done>(order: Asked): Promise<Done> {
    const id = ++this.#orders
    const worker = this.#worker()
    worker.ref()
    return new Promise<Done>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      worker.postMessage({ ...order, id } as Order)
    })
  }

  #worker(): Worker {
    if (this.#thread) return this.#thread
    const started = new Worker(new URL('./page-thread.ts', import.meta.url))
    this.#thread = started
    started.on('message', (reply: Reply) => {
      const asked = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      // An idle thread must not keep the process from ending.
      if (this.#waiting.size === 0) started.unref()
      if ('done' in reply) asked?.resolve(reply.done as never)
      else if ('refused' in reply) asked?.reject(new Problem(reply.refused.code, 422, reply.refused.text))
      else asked?.reject(new Error(reply.broken))
    })
    const lost = (cause: unknown) => {
      if (this.#thread === started) this.#thread = undefined
      for (const { reject } of this.#waiting.values())
        reject(new Error('the page thread ended', { cause: cause instanceof Error ? cause : undefined }))
      this.#waiting.clear()
    }
    started.on('error', lost)
    started.on('exit', lost)
    return started
  }
}
