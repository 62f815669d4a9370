const FLAG = '--max-semi-space-size'
/** Megabytes of each of the two halves. */
const HALF = 16

/**
 * Begins this process anew with a young generation of at most 32 MB, unless its size was chosen. Under load Node lets
 * it double up to 128 MB, all of it soon full of what answered requests left behind: 90 MB more to keep, and no processor
 * time saved (docs/decisions/0013). The limit can be given on the command line only, which not everyone who starts us
 * writes; so the program is put in its own place: same process number, same streams, nothing opened yet.
 */
export function holdYoungGeneration(environment: NodeJS.ProcessEnv): void {
  const chosen = [...process.execArgv, environment.NODE_OPTIONS ?? ''].some((each) => each.includes(FLAG))
  if (chosen || process.platform === 'win32' || !process.execve) return
  const words = [process.execPath, `${FLAG}=${HALF}`, ...process.execArgv, ...process.argv.slice(1)]
  process.execve(process.execPath, words, environment as Record<string, string>)
}
