import { randomUUID } from 'node:crypto'
import type { KeptPaperView } from '../../../src/blocks/document/model/kept-paper.ts'
import { kindOfTitle } from '../../../src/blocks/document/model/paper-kinds.ts'
import { day } from '../../ui/Values.tsx'
import type { Visit } from '../router.ts'
import { type Application, renew } from './application.ts'
import type { PaperAsked } from './papers-asked.ts'

/** What the signed-in person's own store holds and still is valid; nothing for visitors. */
export async function storedPapers(visit: Visit): Promise<KeptPaperView[]> {
  if (!visit.port.me) return []
  const { items }: { items: KeptPaperView[] } = await visit.ask('paper.mine', {})
  return items.filter((paper) => paper.valid)
}

/** Of the same kind as what is asked for, and not handed in already. */
export function mayServe(stored: KeptPaperView, paper: PaperAsked): boolean {
  if (paper.reuse === false || paper.files.some((file) => file.hash === stored.file.hash)) return false
  return stored.kind === kindOfTitle(paper.name.vi).key
}

/** Puts the chosen paper of the store into the draft; says why it could not. */
export async function reuse(
  visit: Visit,
  application: Application,
): Promise<{ path: string; message: string }[]> {
  const [key, paper] = visit.field('reuse').split(' ')
  if (!key || !paper) return []
  try {
    const input = { token: application.token, key, paper }
    renew(visit, application, await visit.act('dossier.reuseInDraft', input, randomUUID()))
    return []
  } catch (error) {
    const problem = error as { status?: number; message: string }
    if (problem.status === undefined || problem.status >= 500) throw error
    return [{ path: `documents.${key}`, message: problem.message }]
  }
}

type Props = { visit: Visit; paper: PaperAsked; stored: readonly KeptPaperView[] }

/** Papers digitised before: one press instead of another photograph. */
export function Reusable({ visit, paper, stored }: Props) {
  const { t, lang } = visit
  if (stored.length === 0) return null
  return (
    <ul className="files">
      {stored.map((each) => (
        <li key={each.id}>
          <span>
            <span lang="vi">
              {[each.title, each.number && `số ${each.number}`].filter(Boolean).join(', ')}
            </span>{' '}
            <span className="quiet">
              {each.validUntil
                ? t(
                    `có giá trị đến ${day(each.validUntil, lang)}`,
                    `valid until ${day(each.validUntil, lang)}`,
                  )
                : t('trong kho của bạn', 'in your store')}
            </span>
          </span>
          <button className="button second" type="submit" name="reuse" value={`${paper.key} ${each.id}`}>
            {t('Dùng lại giấy đã số hóa', 'Use this digitised paper again')}
            <span className="unseen"> {each.title}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
