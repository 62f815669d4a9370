import type { z } from 'zod'
import type { QueueView } from '../../../src/blocks/schedule/contract.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import type { Say } from '../../ui/words.ts'

type Wait = z.infer<typeof QueueView>['wait']

/** 'chờ khoảng 12 phút'; what is not known is said so. */
export function waitWords(wait: Wait, t: Say): string {
  if (wait.told === 'noCounter') return t('chưa có quầy nào đang mở', 'no counter is open yet')
  if (wait.told === 'tooFew' || wait.minutes === null)
    return t('chưa đủ số liệu để ước tính thời gian chờ', 'not enough figures yet to tell the wait')
  if (wait.minutes === 0) return t('tới lượt ngay', 'no wait')
  return t(`chờ khoảng ${wait.minutes} phút`, `about ${wait.minutes} minutes`)
}

/** 'còn 4 người trước bạn'. */
export function aheadWords(ahead: number, t: Say): string {
  if (ahead === 0) return t('Bạn là người tiếp theo', 'You are next')
  return t(`Còn ${ahead} người trước bạn`, ahead === 1 ? '1 person before you' : `${ahead} people before you`)
}

const REFUSED = new Set([404, 409, 422, 429])

/** What a form was refused for, by field; `otherwise` names the field of a refusal that names none. Rethrows the rest. */
export function refusalOf(error: unknown, otherwise: string): { errors: FieldProblem[]; status: number } {
  const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
  if (!problem.status || !REFUSED.has(problem.status)) throw error
  const errors = problem.errors?.length ? problem.errors : [{ path: otherwise, message: problem.message }]
  return { errors, status: problem.status }
}

/** The name in the visitor's language, where there is one. */
export function named(each: { name: string; nameEn: string | null }, t: Say): string {
  return t(each.name, each.nameEn || each.name)
}
