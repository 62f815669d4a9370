import type { PartView, TrackOutput } from '../../../src/blocks/dossier/contract.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { Moment } from '../../ui/Values.tsx'
import type { Visit } from '../router.ts'

type Props = { visit: Visit; dossier: TrackOutput; check: string }

/** The parts of a joint dossier, each with its agency and its own way, under the one code and the one date. */
export function Parts({ visit, dossier, check }: Props) {
  if (dossier.parts.length === 0) return null
  const { t } = visit
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">
        {t(
          `${dossier.parts.length} phần của hồ sơ liên thông`,
          `The ${dossier.parts.length} parts of your joint request`,
        )}
      </h2>
      <ol className="parts">
        {dossier.parts.map((part) => (
          <li key={part.key}>
            <Part visit={visit} part={part} parts={dossier.parts} check={check} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Part({
  visit,
  part,
  parts,
  check,
}: {
  visit: Visit
  part: PartView
  parts: readonly PartView[]
  check: string
}) {
  const { t, lang, href } = visit
  const secret = part.check ?? check
  const link = (path: string) => `${href(path)}?ma=${part.code}&khoa=${encodeURIComponent(secret)}`
  return (
    <>
      <h3>
        <Phrase text={part.name} lang={lang} />
      </h3>
      <p>
        <strong>{standingWords(visit, part, parts)}</strong>
        {part.agency && (
          <>
            {' · '}
            <span lang="vi">{part.agency}</span>
          </>
        )}
        {part.finishedAt && (
          <>
            {' · '}
            <Moment at={part.finishedAt} lang={lang} />
          </>
        )}
      </p>
      {part.text && part.standing === 'open' && (
        <p>
          <Phrase text={part.text} lang={lang} />
        </p>
      )}
      {part.standing === 'waits' && part.check && (
        <p className="note">
          <a href={link('/tra-cuu')}>
            {t('Xem nội dung cần bổ sung và gửi lại', 'See what is asked and answer it')}
          </a>
        </p>
      )}
      {part.resultReady && part.code && (
        <p>
          <a
            href={`/api/dossiers/${encodeURIComponent(part.code)}/result?check=${encodeURIComponent(secret)}`}
          >
            {t('Tải kết quả phần này (PDF)', 'Download the result of this part (PDF)')}
          </a>
        </p>
      )}
      {part.steps.length > 0 && (
        <details>
          <summary>
            {t('Phần này đã qua', 'The way of this part')}
            {part.code && <span className="number quiet"> {part.code}</span>}
          </summary>
          <ol className="line">
            {part.steps.map((step) => (
              <li key={`${step.at} ${step.text.vi}`}>
                <Phrase text={step.text} lang={lang} />
                <span className="help quiet">
                  <Moment at={step.at} lang={lang} />
                </span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  )
}

function standingWords({ t }: Visit, part: PartView, parts: readonly PartView[]): string {
  switch (part.standing) {
    case 'pending':
      return parts[0]?.key === part.key
        ? t('Sắp chuyển tới cơ quan giải quyết', 'About to be passed to its agency')
        : t('Bắt đầu khi phần trước có kết quả', 'Begins when the part before it is done')
    case 'open':
      return t('Đang giải quyết', 'Under way')
    case 'waits':
      return t('Chờ bạn bổ sung', 'Waiting for you')
    case 'granted':
      return t('Đã có kết quả', 'Done')
    case 'refused':
      return t('Không được giải quyết', 'Not granted')
    case 'skipped':
      return t(
        'Không thực hiện, vì phần trước không được giải quyết',
        'Not begun: a part before it was not granted',
      )
  }
}

/** A part's own page says where the whole is. */
export function PartOf({ visit, dossier }: { visit: Visit; dossier: TrackOutput }) {
  const { t, href } = visit
  if (!dossier.partOf) return null
  return (
    <p className="note">
      {t('Đây là một phần của hồ sơ liên thông ', 'This is a part of the joint dossier ')}
      <a href={`${href('/tra-cuu')}?ma=${dossier.partOf}`} className="number no-break">
        {dossier.partOf}
      </a>
      {'.'}
    </p>
  )
}
