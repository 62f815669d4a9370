import { Problem } from '../../kernel/problem.ts'
import { type Actor, grantsOf } from './actor.ts'
import type { Operation } from './declare.ts'

/** Refuses who may not call it at all, whatever they send. Errors: identity.required 401, access.denied 403. */
export function permit(operation: Operation, actor: Actor): void {
  if (operation.permission === 'public') return
  if (actor.kind === 'visitor')
    throw new Problem('identity.required', 401, 'Việc này cần đăng nhập. Xin đăng nhập rồi làm lại.')
  if (operation.permission === 'signed-in') return
  if (grantsOf(actor, operation.permission).length === 0)
    throw new Problem(
      'access.denied',
      403,
      `Vị trí của bạn chưa có quyền “${operation.permission}”. Hãy hỏi người quản trị của đơn vị.`,
    )
}
