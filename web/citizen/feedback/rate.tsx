import type { SurveyView } from '../../../src/blocks/content/contract.ts'
import { INDICES, MARK_NAMES, MARKS } from '../../../src/blocks/content/model/survey.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { formatDate } from '../../../src/kernel/vietnamese.ts'
import { Choice } from '../../ui/Choice.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Vietnamese } from '../../ui/Phrase.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { typedCode } from '../track/track.tsx'
import { Hidden } from '../track/Verified.tsx'
import { refusedFor } from './refused.ts'

type Rating = { visit: Visit; code: string; check: string; here: string; via: 'link' | 'counter' }

/** Rating how a dossier was handled, by the link of the receipt or of the result notice. */
export const ratePage = citizenPage('/danh-gia/:code', (visit) => {
  const code = typedCode(visit.params.code ?? '')
  const sent = visit.request.method === 'POST'
  const check = sent ? visit.field('khoa') : (visit.query.khoa ?? '').trim()
  return rate({ visit, code, check, here: `/danh-gia/${encodeURIComponent(code)}`, via: 'link' })
})

/** The same on a tablet at the desk: the code of the receipt and four digits open one dossier after another. */
export const counterRatePage = citizenPage('/danh-gia/quay/:agency', (visit) => {
  const here = `/danh-gia/quay/${encodeURIComponent(visit.params.agency ?? '')}`
  const code = typedCode(visit.field('ma'))
  return rate({ visit, code, check: visit.field('khoa'), here, via: 'counter' })
})

async function rate(rating: Rating): Promise<PageAnswer> {
  const { visit, code, check, via } = rating
  if (!code || (via === 'counter' && !check)) return ask(rating, [], 200)
  let survey: SurveyView
  try {
    survey = await visit.ask('survey.get', { dossier: code, ...(check && { check }) })
  } catch (error) {
    const { status } = refusedFor(error, 'khoa')
    if (visit.request.method === 'GET' && !check) return ask(rating, [], 200)
    const message = visit.t(
      'Không mở được phiếu đánh giá với thông tin này. Xem lại mã hồ sơ và bốn số cuối.',
      'These details open no survey. Check the code and the last four digits.',
    )
    return ask(rating, [{ path: 'khoa', message }], status === 422 ? 404 : status)
  }
  if (visit.field('go') !== 'rate') return draw(rating, survey, [], 200)
  const marks = Object.fromEntries(
    INDICES.flatMap(({ key }) => {
      const mark = visit.field(`marks.${key}`)
      return mark ? [[key, mark]] : []
    }),
  )
  try {
    await visit.act(
      'survey.submit',
      { dossier: code, ...(check && { check }), marks, comment: visit.field('comment'), via },
      visit.field('_key'),
    )
  } catch (error) {
    const { status, errors } = refusedFor(error, 'marks')
    const placed = errors.map((each) => (each.path === 'marks' ? { ...each, path: 'marks.time' } : each))
    return draw(rating, { ...survey, marks, comment: visit.field('comment') }, placed, status)
  }
  return thanks(rating, survey)
}

/** Which dossier, and by what right. */
function ask({ visit, code, here }: Rating, errors: FieldProblem[], status: number): PageAnswer {
  const { t, href, lang } = visit
  return {
    status,
    body: (
      <Page visit={visit} title={t('Đánh giá việc giải quyết hồ sơ', 'Rate how a dossier was handled')}>
        <ErrorSummary errors={errors} lang={lang} />
        <h1>{t('Đánh giá việc giải quyết hồ sơ', 'Rate how a dossier was handled')}</h1>
        <p>
          {t(
            'Ý kiến không ghi tên bạn. Cơ quan chỉ thấy kết quả chung, khi đủ nhiều người đánh giá.',
            'Your name is not kept. The agency sees totals only, once enough people have answered.',
          )}
        </p>
        <form method="post" action={href(here)} className="stack" noValidate>
          <TextField
            name="ma"
            label={t('Mã hồ sơ', 'Dossier code')}
            value={code}
            maxLength={40}
            autoComplete="off"
            lang={lang}
          />
          <TextField
            name="khoa"
            label={t('Bốn số cuối', 'Last four digits')}
            help={t(
              'của số điện thoại hoặc số định danh đã khai khi nộp',
              'of the phone or identification number you gave',
            )}
            value=""
            error={errors[0]?.message}
            inputMode="numeric"
            autoComplete="off"
            maxLength={40}
            size="short"
            lang={lang}
          />
          <p>
            <button className="button" type="submit">
              {t('Mở phiếu đánh giá', 'Open the survey')}
            </button>
          </p>
        </form>
      </Page>
    ),
  }
}

function draw(rating: Rating, survey: SurveyView, errors: FieldProblem[], status: number): PageAnswer {
  const { visit, check, here } = rating
  const { t, href, lang } = visit
  const errorAt = (path: string) => errors.find((each) => each.path === path)?.message
  return {
    status,
    body: (
      <Page
        visit={visit}
        title={t('Đánh giá việc giải quyết hồ sơ', 'Rate how a dossier was handled')}
        otherLanguage={otherLanguage(rating)}
      >
        <ErrorSummary errors={errors} lang={lang} />
        <h1>{t('Bạn hài lòng đến mức nào?', 'How satisfied are you?')}</h1>
        <p>
          {t('Hồ sơ ', 'Dossier ')}
          <span className="number no-break">{survey.dossier}</span>, <Vietnamese>{survey.agency}</Vietnamese>.
        </p>
        {survey.standing === 'early' ? (
          <p className="note" role="status">
            {t(
              'Hồ sơ chưa có kết quả. Khi có kết quả, bạn đánh giá ở chính trang này.',
              'There is no result yet. Once there is, you can rate it on this page.',
            )}
          </p>
        ) : survey.standing === 'closed' ? (
          <p className="note" role="status">
            {t('Đã hết thời gian đánh giá hồ sơ này.', 'The time to rate this dossier is over.')}
          </p>
        ) : (
          <form method="post" action={href(here)} className="stack" noValidate>
            <Hidden dossier={{ code: survey.dossier }} check={check} />
            <p className="quiet">
              {survey.answered
                ? t(
                    `Bạn đã đánh giá; sửa được đến hết ngày ${formatDate(survey.closesOn!)}.`,
                    `You have answered; you may change it until ${formatDate(survey.closesOn!)}.`,
                  )
                : t(
                    'Chọn ở những mục bạn có ý kiến. Ý kiến không ghi tên bạn.',
                    'Choose where you have a view. Your name is not kept.',
                  )}
            </p>
            {INDICES.map((index, at) => (
              <Choice
                key={index.key}
                name={`marks.${index.key}`}
                label={`${at + 1}. ${t(index.vi, index.en)}`}
                options={MARKS.map((mark) => ({
                  value: mark,
                  label: t(MARK_NAMES[mark].vi, MARK_NAMES[mark].en),
                }))}
                chosen={survey.marks[index.key] ? [survey.marks[index.key]!] : []}
                error={errorAt(`marks.${index.key}`)}
                lang={lang}
              />
            ))}
            <TextField
              name="comment"
              label={t('Ý kiến khác', 'Anything else')}
              help={t('Đừng ghi tên hay số điện thoại của ai.', 'Please name nobody and give no numbers.')}
              value={survey.comment ?? ''}
              error={errorAt('comment')}
              rows={4}
              maxLength={2000}
              required={false}
              lang={lang}
            />
            <p>
              <button className="button" type="submit" name="go" value="rate">
                {t('Gửi đánh giá', 'Send')}
              </button>
            </p>
          </form>
        )}
      </Page>
    ),
  }
}

function thanks(rating: Rating, survey: SurveyView): PageAnswer {
  const { visit, code, check, here, via } = rating
  const { t, href } = visit
  return {
    body: (
      <Page
        visit={visit}
        title={t('Cảm ơn bạn đã đánh giá', 'Thank you')}
        otherLanguage={otherLanguage(rating)}
      >
        <h1>{t('Cảm ơn bạn đã đánh giá', 'Thank you for your answer')}</h1>
        <p>
          {t(
            `Bạn sửa được đánh giá này đến hết ngày ${formatDate(survey.closesOn!)}.`,
            `You may change it until ${formatDate(survey.closesOn!)}.`,
          )}
        </p>
        {via === 'counter' ? (
          <p>
            <a className="button" href={href(here)}>
              {t('Người tiếp theo', 'Next person')}
            </a>
          </p>
        ) : (
          <form method="post" action={href(`/danh-gia/${encodeURIComponent(code)}`)}>
            <input type="hidden" name="khoa" value={check} />
            <button className="button second" type="submit">
              {t('Xem lại, sửa', 'See or change it')}
            </button>
          </form>
        )}
      </Page>
    ),
  }
}

/** What was posted cannot be asked for again by a link: the other language begins from the survey's own address. */
function otherLanguage({ visit, check, here, via }: Rating): string {
  const path = visit.lang === 'vi' ? `/en${here}` : here
  return via === 'link' && check.length >= 16 ? `${path}?khoa=${encodeURIComponent(check)}` : path
}
