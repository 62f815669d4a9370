import type { DossierRow } from '../../../src/blocks/dossier/contract.ts'
import { Moment } from '../../ui/Values.tsx'
import type { Visit } from '../router.ts'

type Draft = { id: string; procedure: { code: string; title: string }; savedUntil: string }
export type Owned = { dossiers: DossierRow[]; more: boolean; drafts: Draft[] }

const SHOWN = 50

/** What the signed-in citizen or company has here; null for visitors and officers. */
export async function ownedBy(visit: Visit): Promise<Owned | null> {
  const { me } = visit.port
  if (!me || me.kind === 'officer') return null
  const found = await visit.ask('dossier.find', { sort: '-received', limit: SHOWN })
  const { items } = await visit.ask('dossier.findDrafts', {})
  return { dossiers: found.items, more: found.nextCursor !== null, drafts: items }
}

/** "Hồ sơ của tôi": newest first, then what is still being filled in. */
export function Mine({ visit, owned }: { visit: Visit; owned: Owned }) {
  const { t } = visit
  const { dossiers, more, drafts } = owned
  return (
    <>
      <section aria-labelledby="mine">
        <h2 id="mine">{t('Hồ sơ của tôi', 'My dossiers')}</h2>
        {dossiers.length === 0 && (
          <p>
            {t(
              'Chưa có. Hồ sơ bạn nộp khi đã đăng nhập, hoặc nộp tại quầy bằng số định danh này, sẽ có ở đây.',
              'None yet. What you submit while signed in, or at a counter by this number, will be listed here.',
            )}
          </p>
        )}
        <ul className="results">
          {dossiers.map((dossier) => (
            <Row key={dossier.code} visit={visit} dossier={dossier} />
          ))}
        </ul>
        {more && (
          <p className="quiet">
            {t(
              `${SHOWN} hồ sơ gần nhất. Hồ sơ cũ hơn: tra bằng mã ở trên.`,
              `The latest ${SHOWN}. Older ones: by their code above.`,
            )}
          </p>
        )}
      </section>
      {drafts.length > 0 && (
        <section aria-labelledby="drafts">
          <h2 id="drafts">{t('Đang khai dở', 'Not yet submitted')}</h2>
          <ul className="results">
            {drafts.map((draft) => (
              <li key={draft.id}>
                <a href={visit.href(`/nop/${draft.id}`)} lang="vi">
                  {draft.procedure.title}
                </a>
                <span className="help quiet">
                  {t('giữ đến ', 'kept until ')}
                  <Moment at={draft.savedUntil} lang={visit.lang} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Row({ visit, dossier }: { visit: Visit; dossier: DossierRow }) {
  const { t, href, lang } = visit
  const due = dossier.rescheduledDueAt ?? dossier.firstDueAt
  return (
    <li>
      <h3>
        <a href={href('/tra-cuu', { ma: dossier.code })} lang="vi">
          {dossier.procedure.name}
        </a>
      </h3>
      <p>
        <span lang="vi">{dossier.state.name}</span>
        {!dossier.finishedAt && due && (
          <span className={dossier.late ? 'late' : undefined}>
            {dossier.late ? t(', quá hạn, hẹn trả ', ', overdue, due ') : t(', hẹn trả ', ', due ')}
            <Moment at={due} lang={lang} />
          </span>
        )}
      </p>
      <p className="quiet number">{dossier.code}</p>
    </li>
  )
}
