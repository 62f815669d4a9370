import pg from 'pg'

/** Beyond so many different statements a connection prepares no more: their text is made by hand, not by lists. */
const MOST_PREPARED = 400
const names = new Map<string, string>()

function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (names.size >= MOST_PREPARED) return undefined
  const name = `s${names.size}`
  names.set(text, name)
  return name
}

/** Opens a statement whose answer nobody reads and after which the transaction commits. Plain servers see a comment. */
export const LAST = '/* last */'

type Sent = Promise<pg.QueryResult>
type Corked = { connection: { stream: { cork: () => void; uncork: () => void } } }

/**
 * Spares the server and the socket what a transaction of short statements repeats: a statement is parsed and planned
 * once a connection; `begin` travels with the first statement and `commit` with one marked LAST instead of alone. When
 * that last one fails the server turns the commit into a rollback, and the commit answers with its error. For a direct
 * connection only: a pooler that changes servers between transactions loses prepared statements.
 */
export class PreparingClient extends pg.Client {
  #begins = false
  #held: (() => Sent) | null = null

  override query(text: any, values?: any, callback?: any): any {
    if (typeof text !== 'string' || callback !== undefined) return super.query(text, values, callback)
    if (text === 'begin') {
      this.#begins = true
      return Promise.resolve(answered('BEGIN'))
    }
    const named = Array.isArray(values) && values.length > 0
    const name = named ? nameOf(text) : undefined
    const send = (): Sent =>
      name === undefined ? super.query(text, values) : super.query({ name, text, values })
    if (text.startsWith(LAST) && !this.#held) {
      this.#held = send
      return Promise.resolve(answered('UPDATE'))
    }
    const held = this.#held
    this.#held = null
    // Given up: what was held back was never sent.
    if (held === null || text === 'rollback') return this.#withBegin(send)
    return this.#together(() => {
      const last = this.#withBegin(held)
      const sent = send()
      return Promise.all([last, sent]).then(([, result]) => result)
    })
  }

  #withBegin(send: () => Sent): Sent {
    if (!this.#begins) return send()
    this.#begins = false
    return this.#together(() => {
      // When it fails the connection is broken, and so does the statement that travels with it.
      super.query('begin').catch(() => undefined)
      return send()
    })
  }

  /** What is sent inside leaves in one write. */
  #together(send: () => Sent): Sent {
    const { stream } = (this as unknown as Corked).connection
    stream.cork()
    try {
      return send()
    } finally {
      stream.uncork()
    }
  }
}

function answered(command: string): pg.QueryResult {
  return { command, rowCount: 0, rows: [], fields: [], oid: 0 }
}
