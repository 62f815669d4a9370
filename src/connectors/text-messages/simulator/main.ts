import { endWithParent } from '../../beside.ts'
import { openTextSimulator } from './simulator.ts'

/** The simulator as a process of its own: `node main.ts <port> <secret> <report address>`; says its address. */
const [port = '0', secret = '', reportTo = ''] = process.argv.slice(2)
const open = (at: number) => openTextSimulator({ port: at, secret, reportTo: reportTo || null })
const simulator = await open(Number(port)).catch((error: { code?: string }) => {
  // Taken by something else: any free port will do.
  if (error.code !== 'EADDRINUSE') throw error
  return open(0)
})
process.stdout.write(`${simulator.address}\n`)
// Ctrl-C reaches every process of the terminal; the one that started this ends it when its own work is done.
process.on('SIGINT', () => undefined)
endWithParent(() => process.exit(0))
