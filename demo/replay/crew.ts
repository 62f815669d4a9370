/** Does tasks side by side, at most so many at once; a task may add others. The first failure stops it. */
export class Crew {
  readonly #size: number
  readonly #tasks: (() => Promise<void>)[] = []
  #first = 0
  #working = 0
  #failure: unknown = null
  #settle: (() => void) | null = null

  constructor(size: number) {
    this.#size = size
  }

  add(task: () => Promise<void>): void {
    this.#tasks.push(task)
    this.#start()
  }

  /** Resolves when nothing is left to do; rejects with the first failure once those at work have stopped. */
  async done(): Promise<void> {
    if (this.#working > 0)
      await new Promise<void>((resolve) => {
        this.#settle = resolve
      })
    if (this.#failure !== null) throw this.#failure
  }

  #start(): void {
    while (this.#working < this.#size && this.#first < this.#tasks.length && this.#failure === null) {
      const task = this.#tasks[this.#first]!
      this.#first += 1
      this.#working += 1
      void this.#run(task)
    }
  }

  async #run(task: () => Promise<void>): Promise<void> {
    try {
      await task()
    } catch (error) {
      this.#failure ??= error
    }
    this.#working -= 1
    this.#start()
    if (this.#working === 0) this.#settle?.()
  }
}
