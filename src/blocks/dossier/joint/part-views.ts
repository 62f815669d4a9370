import type { Kysely } from 'kysely'
import { formatInstant } from '../../../kernel/local-time.ts'
import type { AgencyTree } from '../../organisation/index.ts'
import { movesOf } from '../read.ts'
import type { DossierRecord } from '../tables.ts'
import { plainText, stepsOf } from '../told-steps.ts'
import type { JointPart } from './links.ts'

type Telling = { tree: AgencyTree; hidden: boolean; verified: boolean; mayAct: boolean }

/** The parts as the applicant follows them under the one code; by code alone only how far each is. */
export async function partViews(
  trx: Kysely<any>,
  parent: DossierRecord,
  joint: readonly JointPart[],
  { tree, hidden, verified, mayAct }: Telling,
) {
  const views = []
  for (const { part, standing, child } of joint) {
    const agency = part.agency === 'same' ? parent.agency : part.agency
    views.push({
      key: part.part,
      name: part.name,
      standing,
      code: verified ? (child?.row.code ?? null) : null,
      // Who decides it, also when its result already lies at the desk.
      agency: hidden ? null : tree.nameOf(child?.row.agency ?? agency),
      status: child?.row.status ?? null,
      text: child ? plainText(child.row, child.definition) : null,
      finishedAt: child?.row.finished_at ? formatInstant(child.row.finished_at.getTime()) : null,
      resultReady: verified && child !== null && child.row.status >= 9 && child.row.outcome !== null,
      steps: child ? stepsOf(child.definition, await movesOf(trx, child.row.id)) : [],
      check: mayAct && child ? child.row.check_secret : null,
    })
  }
  return views
}
