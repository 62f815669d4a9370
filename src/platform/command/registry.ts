import type { Operation } from './declare.ts'

/** Every verb and question of the system, by name. A name or route declared twice stops the start. */
export class Registry {
  readonly #byName = new Map<string, Operation>()

  constructor(operations: readonly Operation[]) {
    const routes = new Set<string>()
    for (const operation of operations) {
      if (this.#byName.has(operation.name)) throw new Error(`operation declared twice: ${operation.name}`)
      if (routes.has(operation.route)) throw new Error(`route declared twice: ${operation.route}`)
      this.#byName.set(operation.name, operation)
      routes.add(operation.route)
    }
  }

  get(name: string): Operation {
    const operation = this.#byName.get(name)
    if (!operation) throw new Error(`no such operation: ${name}`)
    return operation
  }

  all(): Operation[] {
    return [...this.#byName.values()]
  }

  permissions(): string[] {
    const names = this.all().map((each) => each.permission)
    return [...new Set(names)].filter((each) => each !== 'public' && each !== 'signed-in').sort()
  }
}
