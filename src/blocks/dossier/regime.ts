import { Problem } from '../../kernel/problem.ts'
import { grantsOf } from '../../platform/command/actor.ts'
import type { Context } from '../../platform/command/declare.ts'
import { regimePeriods } from '../organisation/index.ts'
import { regimeOn } from '../organisation/model/regime.ts'
import { PERMISSIONS } from './contract.ts'
import { localDay } from './seat.ts'

/**
 * Under the regime of 2025 citizens file on the National Portal: here only the systems that the province itself lets in
 * (the portal's connector, a kiosk) and officers at a counter do. A draft begun before that day may still be finished.
 * Errors: dossier.use-national-portal 409.
 */
export async function requireOwnPortal(
  { db, memory, now, actor }: Context<unknown>,
  begun: Date = now,
): Promise<void> {
  const periods = await regimePeriods({ db, memory })
  if (regimeOn(periods, localDay(begun)).regime === 2022) return
  if (actor.kind === 'system' || grantsOf(actor, PERMISSIONS.receive).length > 0) return
  throw new Problem(
    'dossier.use-national-portal',
    409,
    'Hồ sơ trực tuyến nay nộp trên Cổng Dịch vụ công quốc gia. Hãy nộp ở đó, hoặc đến Bộ phận Một cửa để được hỗ trợ nộp.',
  )
}
