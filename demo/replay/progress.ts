import type { Progress } from './play.ts'

const WIDTH = 24

/** A bar that rewrites its line on a terminal and speaks every tenth of the way elsewhere. */
export function progressBar(out: NodeJS.WriteStream) {
  const began = performance.now()
  let spoken = -1
  let most = 0
  return {
    show(so: Progress, { dossiers }: { dossiers: number }): void {
      const share = dossiers === 0 ? 1 : so.opened / dossiers
      const seconds = (performance.now() - began) / 1000
      const memory = Math.round(process.memoryUsage.rss() / 1_048_576)
      most = Math.max(most, memory)
      const filled = Math.round(share * WIDTH)
      const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${String(Math.floor(share * 100)).padStart(3)} %  ${so.day}  ${so.opened} hồ sơ, ${so.moves} bước, ${(so.opened / seconds).toFixed(0)} hồ sơ/s, ${(so.moves / seconds).toFixed(0)} bước/s, ${memory} MB${so.repeated ? `, ${so.repeated} bước đã có` : ''}`
      if (out.isTTY) out.write(`\r\u001b[2K${line}`)
      else if (Math.floor(share * 10) > spoken) {
        spoken = Math.floor(share * 10)
        out.write(`${line}\n`)
      }
    },
    end(): void {
      out.write(`${out.isTTY ? '\n' : ''}Bộ nhớ cao nhất ${most} MB\n`)
    },
  }
}
