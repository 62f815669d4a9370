import type { TrackOutput } from '../../../src/blocks/dossier/contract.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { Moment } from '../../ui/Values.tsx'
import type { Visit } from '../router.ts'

type Props = { visit: Visit; dossier: TrackOutput }

/** One big plain sentence: where it is and when it is due. */
export function Status({ visit, dossier }: Props) {
  const { t, lang } = visit
  const underway = dossier.step.phase === 'working' && dossier.agency !== null
  return (
    <div className="status">
      <p className="big">
        {underway && (
          <>
            {t('Hồ sơ đang ở ', 'Your dossier is at ')}
            <strong lang="vi">{dossier.agency}</strong>
            {'. '}
          </>
        )}
        <Phrase text={dossier.step.text} lang={lang} />
      </p>
      <Due visit={visit} dossier={dossier} />
    </div>
  )
}

function Due({ visit, dossier }: Props) {
  const { t, lang } = visit
  const { firstDueAt, rescheduledDueAt, finishedAt, late } = dossier
  if (finishedAt) {
    return (
      <p className={dossier.late ? 'late' : 'fine'}>
        {t('Xong lúc ', 'Finished ')}
        <Moment at={finishedAt} lang={lang} />
        {dossier.late ? t(' (quá hạn)', ' (late)') : ''}
      </p>
    )
  }
  if (!firstDueAt)
    return (
      <p>
        {t(
          'Chưa có ngày hẹn trả: thời hạn tính từ lúc hồ sơ được tiếp nhận.',
          'No due date yet: the time limit runs from acceptance.',
        )}
      </p>
    )
  return (
    <>
      <p className="due">
        {rescheduledDueAt ? t('Hẹn lại: ', 'New date: ') : t('Hẹn trả: ', 'Due: ')}
        <strong>
          <Moment at={rescheduledDueAt ?? firstDueAt} lang={lang} />
        </strong>
      </p>
      {rescheduledDueAt && (
        <p>
          {t('Ngày hẹn ban đầu: ', 'First date: ')}
          <Moment at={firstDueAt} lang={lang} />
        </p>
      )}
      {late && (
        <p className="late">
          {t(
            'Hồ sơ đã quá hạn. Cơ quan phải xin lỗi và hẹn lại ngày.',
            'Overdue. The agency owes you an apology and a new date.',
          )}
        </p>
      )}
      {!dossier.clockRuns && <p>{t('Thời hạn đang tạm dừng.', 'The time limit is paused.')}</p>}
    </>
  )
}

/** The way so far, newest last, as a vertical line. */
export function Steps({ visit, dossier }: Props) {
  const { t, lang } = visit
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">{t('Hồ sơ đã qua', 'The way so far')}</h2>
      <ol className="line">
        {dossier.steps.map((step, at) => (
          <li
            key={`${step.at} ${step.text.vi}`}
            aria-current={at === dossier.steps.length - 1 ? 'step' : undefined}
          >
            <Phrase text={step.text} lang={lang} />
            <span className="help quiet">
              <Moment at={step.at} lang={lang} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

/** "Why this date?": the intervals, holidays and pauses that made it. */
export function WhyThisDate({ visit, dossier }: Props) {
  if (dossier.explained.length === 0) return null
  return (
    <details>
      <summary>{visit.t('Vì sao ngày này?', 'Why this date?')}</summary>
      <ul lang="vi">
        {dossier.explained.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  )
}
