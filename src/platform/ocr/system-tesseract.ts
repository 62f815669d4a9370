import { spawn } from 'node:child_process'
import { PAGE_MS, type Recogniser } from './port.ts'
import { readTsv } from './tsv.ts'

/** The machine's own tesseract with Vietnamese; null where it is not installed. */
export async function systemTesseract(program = 'tesseract'): Promise<Recogniser | null> {
  const languages = await said(program, ['--list-langs']).catch(() => null)
  if (!languages || !/^vie\s*$/m.test(languages)) return null
  const version = /tesseract v?(\S+)/.exec(await said(program, ['--version']))?.[1] ?? '?'
  return {
    name: `tesseract ${version}`,
    read: async (picture, dpi, signal) =>
      readTsv(
        await said(
          program,
          ['stdin', 'stdout', '-l', 'vie', '--dpi', String(Math.round(dpi)), '--psm', '3', 'tsv'],
          picture,
          signal,
        ),
      ),
    close: async () => undefined,
  }
}

/** What the program prints; one thread, or two pages at once would fight over the cores. */
function said(program: string, args: string[], input?: Uint8Array, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const limit = AbortSignal.timeout(PAGE_MS)
    const child = spawn(program, args, {
      env: { PATH: process.env.PATH, OMP_THREAD_LIMIT: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      killSignal: 'SIGKILL',
    })
    const out: Buffer[] = []
    let complaint = ''
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk).slice(-2000)
    })
    child.stdin.on('error', () => undefined)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'))
      else reject(new Error(`${program} ended with ${code}: ${complaint}`))
    })
    child.stdin.end(input)
  })
}
