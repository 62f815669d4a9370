import { Problem } from '../../kernel/problem.ts'

/** Longer than any statement may take (30 s): what has not come by then hangs on a database that answers nobody. */
export const DEADLINE_MS = 60_000

/**
 * Waits for `work` no longer than `milliseconds`. It may still end well afterwards, so the sender is told to ask again
 * with the same key rather than that nothing was written. Errors: `database.slow` 503, and those of `work`.
 */
export async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(slow()), milliseconds)
  })
  // Nobody listens any more to a failure after the deadline; unheard it would end the process.
  work.catch(() => undefined)
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function slow(): Problem {
  return new Problem(
    'database.slow',
    503,
    'Hệ thống chưa trả lời kịp nên chưa rõ yêu cầu đã được ghi hay chưa. Xin giữ nguyên trang này và gửi lại sau ít phút: gửi lại không bị ghi hai lần.',
  )
}
