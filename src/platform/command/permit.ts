import { Problem } from '../../kernel/problem.ts'
import { type Actor, grantsOf } from './actor.ts'
import type { Operation } from './declare.ts'

/** How long a second factor counts as just shown. */
const FRESH_MS = 10 * 60_000

/**
 * Refuses who may not call it at all, whatever they send. Errors: identity.required 401, access.denied 403,
 * identity.must-enrol 403, identity.fresh-factor 403.
 */
export function permit(operation: Operation, actor: Actor, now: Date): void {
  if (operation.permission === 'public') return
  if (actor.kind === 'visitor')
    throw new Problem('identity.required', 401, 'Việc này cần đăng nhập. Xin đăng nhập rồi làm lại.')
  if (operation.permission !== 'signed-in') requireGrant(operation, actor)
  requireFactor(operation, actor, now)
}

function requireGrant(operation: Operation, actor: Actor): void {
  if (grantsOf(actor, operation.permission).length === 0)
    throw new Problem(
      'access.denied',
      403,
      `Vị trí của bạn chưa có quyền “${operation.permission}”. Hãy hỏi người quản trị của đơn vị.`,
    )
}

function requireFactor({ factor: asks }: Operation, { factor }: Actor, now: Date): void {
  if (!factor || asks === 'free') return
  const { held, required, shownAt } = factor
  if (!held) {
    if (!required || asks === 'enrol') return
    throw new Problem(
      'identity.must-enrol',
      403,
      'Vị trí của bạn phải có xác thực hai lớp. Hãy thêm khóa truy cập hoặc ứng dụng xác thực ở trang Bảo mật rồi làm tiếp.',
    )
  }
  const shown = shownAt !== null && (!asks || now.getTime() - shownAt <= FRESH_MS)
  if (shown || (!asks && !required)) return
  throw new Problem(
    'identity.fresh-factor',
    403,
    'Việc này cần xác thực lại bằng khóa truy cập hoặc mã xác thực. Hãy xác thực rồi làm lại; nội dung đã nhập vẫn còn.',
  )
}
