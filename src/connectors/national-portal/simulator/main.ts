import { endWithParent } from '../../beside.ts'
import { onFreePort } from '../../token-server.ts'
import { openPortalSimulator } from './simulator.ts'

/** The simulator as a process of its own: `node main.ts <port> [file]`. Says its settings as one line of JSON. */
const [port = '0', path] = process.argv.slice(2)
const { url, clientId, secret, book } = await onFreePort(Number(port), (free) =>
  openPortalSimulator(free, path ?? null),
)
process.stdout.write(`${JSON.stringify({ url, clientId, secret })}\n`)
// Ctrl-C reaches every process of the terminal; the one that started this ends it when its own work is done.
process.on('SIGINT', () => undefined)
endWithParent(() => {
  book.write()
  process.exit(0)
})
