import { endWithParent } from '../../beside.ts'
import { onFreePort } from '../../token-server.ts'
import { openRecordSimulator } from './simulator.ts'

/** The simulator as a process of its own: `node main.ts <port> [file]`. Says its settings as one line of JSON. */
const [port = '0', path] = process.argv.slice(2)
const { url, clientId, secret, write } = await onFreePort(Number(port), (free) =>
  openRecordSimulator(free, { path: path ?? null }),
)
process.stdout.write(`${JSON.stringify({ url, clientId, secret })}\n`)
process.on('SIGINT', () => undefined)
endWithParent(() => {
  write()
  process.exit(0)
})
