import { endWithParent } from '../../beside.ts'
import { openSimulator } from './simulator.ts'

/** The simulator as a process of its own: `node main.ts <port> <merchant> <secret>`. Says its address, then serves. */
const [port = '0', merchant = 'tan-trao', secret = ''] = process.argv.slice(2)
const simulator = await openSimulator(Number(port), { merchant, secret }).catch(
  (error: { code?: string }) => {
    // Taken by something else: any free port will do.
    if (error.code !== 'EADDRINUSE') throw error
    return openSimulator(0, { merchant, secret })
  },
)
process.stdout.write(`${simulator.address}\n`)
// Ctrl-C reaches every process of the terminal; the one that started this ends it when its own work is done.
process.on('SIGINT', () => undefined)
endWithParent(() => process.exit(0))
