import { openSimulator } from './simulator.ts'

/**
 * The simulator as a process of its own: `node main.ts <port> <redirect URI>`. Says its settings as one line of JSON,
 * then serves until its standard input closes, so that it never outlives whoever started it.
 */
const [port = '0', redirectUri = ''] = process.argv.slice(2)
const simulator = await openSimulator(Number(port), redirectUri).catch((error: { code?: string }) => {
  // Taken by something else: any free port will do.
  if (error.code !== 'EADDRINUSE') throw error
  return openSimulator(0, redirectUri)
})
process.stdout.write(`${JSON.stringify(simulator.settings)}\n`)
// Ctrl-C reaches every process of the terminal; the one that started this ends it when its own work is done.
process.on('SIGINT', () => undefined)
process.stdin.resume()
process.stdin.once('end', () => process.exit(0))
