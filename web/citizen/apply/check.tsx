import { randomUUID } from 'node:crypto'
import type { RepresentationView } from '../../../src/blocks/identity/contract.ts'
import { validateAnswers } from '../../../src/blocks/procedure/model/form-schema.ts'
import { termText } from '../../../src/blocks/procedure/model/term-text.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { Phrase } from '../../ui/Phrase.tsx'
import { Select } from '../../ui/Select.tsx'
import { Page } from '../Page.tsx'
import { address, citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { readApplicant } from './applicant-form.ts'
import { type Application, openApplication } from './application.ts'
import { papersAsked } from './papers-asked.ts'
import { Answers, Applicant, Change, Fees, Papers, Part } from './read-back.tsx'
import { returnWays } from './return.tsx'

/** Check your answers, then submit. */
export const checkPage = citizenPage('/nop/:token/kiem-tra', async (visit) => {
  const application = await openApplication(visit)
  const { token, draft, steps } = application
  const done = { goTo: visit.href(`/nop/${token}/xong`) }
  if (draft.submitted) return done
  if (draft.newer) return { goTo: visit.href(`/nop/${token}/cap-nhat`) }
  const here = `/nop/${token}/kiem-tra`
  if (visit.request.method === 'GET') return draw(visit, application, [], 200)
  if (visit.field('go') === 'language') return { goTo: address(visit.lang === 'vi' ? 'en' : 'vi', here) }
  if (visit.field('go') === 'later') return { goTo: visit.href(`/nop/${token}/luu`) }
  const missing = steps.flatMap((step) => step.errors)
  if (missing.length > 0) return draw(visit, application, missing, 422)
  try {
    const representation = visit.field('representation')
    const asked = { ...submission(application), ...(representation && { representation }) }
    await visit.act('dossier.submit', asked, visit.field('_key') || randomUUID())
    return done
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status !== 422) throw error
    const wrong = problem.errors?.length ? problem.errors : [{ path: 'submit', message: problem.message }]
    return draw(visit, application, wrong, 422)
  }
})

/** The draft as the public command takes it. */
function submission({ token, draft, procedure, definition, places }: Application) {
  const applicant = readApplicant(draft.applicant)
  return {
    draft: token,
    procedure: procedure.code,
    agency: draft.agency ?? procedure.agencies[0]?.code,
    applicant,
    answers: validateAnswers(definition, draft.answers, { applicant, places }).values,
    documents: papersAsked(definition, draft)
      .filter((paper) => paper.files.length > 0)
      .map((paper) => ({ key: paper.key, form: 'electronic', files: paper.files.map((file) => file.hash) })),
    returnBy: draft.returnBy,
  }
}

/** In whose name the signed-in person may ask for this procedure today. */
async function representedIn(visit: Visit, procedure: string): Promise<RepresentationView[]> {
  const { me } = visit.port
  if (!me || me.kind === 'officer') return []
  const told: { represents: RepresentationView[] } = await visit.ask('identity.representations', {})
  return told.represents.filter(
    ({ state, procedures }) => state === 'running' && (procedures?.includes(procedure) ?? true),
  )
}

/** The page a wrong field stands on. */
function placeOf({ steps, definition }: Application, path: string): string {
  const [part, key] = path.split('.')
  const found = {
    agency: 'co-quan',
    applicant: 'nguoi-nop',
    documents: 'giay-to',
    returnBy: 'nhan-ket-qua',
    answers: `khai/${definition.form.find((page) => page.fields.some((field) => field.key === key))?.key}`,
  }[part ?? '']
  return steps.some((step) => step.path === found) ? found! : 'kiem-tra'
}

async function draw(
  visit: Visit,
  application: Application,
  errors: FieldProblem[],
  status: number,
): Promise<PageAnswer> {
  const represented = await representedIn(visit, application.procedure.code)
  const { t, href, lang } = visit
  const { token, definition, draft, procedure, steps } = application
  const change = (step: string) => href(`/nop/${token}/${step}`, { ve: 'kiem-tra' })
  const agency = procedure.agencies.find((each) => each.code === draft.agency) ?? procedure.agencies[0]
  const term = termText(definition.clock)
  return {
    status,
    body: (
      <Page visit={visit} title={t('Kiểm tra và nộp', 'Check and submit')} form="step">
        <p className="quiet">
          {t(`Bước ${steps.length} trên ${steps.length}`, `Step ${steps.length} of ${steps.length}`)}
        </p>
        <ErrorSummary
          errors={errors}
          lang={lang}
          linkTo={(path) => `${change(placeOf(application, path))}#${path}`}
        />
        <h1>{t('Kiểm tra lại trước khi nộp', 'Check before you submit')}</h1>
        <p>
          <Phrase text={definition.title} lang={lang} />
          <br />
          <span className="quiet">
            {t('Giải quyết tại ', 'Decided by ')}
            <span lang="vi">{agency?.name}</span>
            {steps.some((step) => step.path === 'co-quan') && (
              <>
                {' · '}
                <Change to={change('co-quan')} visit={visit} what={t('nơi giải quyết', 'the agency')} />
              </>
            )}
          </span>
        </p>
        <Applicant visit={visit} application={application} to={change('nguoi-nop')} />
        <Answers visit={visit} application={application} change={change} />
        <Papers visit={visit} application={application} to={change('giay-to')} />
        <Part
          visit={visit}
          title={t('Cách nhận kết quả', 'How you get the result')}
          to={change('nhan-ket-qua')}
        >
          <p>{returnWays(t).find((way) => way.value === draft.returnBy)?.label}</p>
        </Part>
        <Fees visit={visit} application={application} />
        <p>
          {t('Thời hạn giải quyết: ', 'Time limit: ')}
          <strong>{t(term.vi, term.en)}</strong>
          {t(', tính từ lúc hồ sơ được tiếp nhận.', ', counted from acceptance.')}
        </p>
        <form id="step" method="post" action={href(`/nop/${token}/kiem-tra`)} className="actions">
          <input type="hidden" name="_key" value={randomUUID()} />
          {represented.length > 0 && (
            <Select
              name="representation"
              label={t('Nộp cho ai', 'For whom')}
              error={errors.find((each) => each.path === 'representation')?.message}
              value={visit.field('representation')}
              empty={t('Cho chính tôi', 'For myself')}
              groups={[
                {
                  label: t('Thay mặt', 'In the name of'),
                  options: represented.map((each) => ({ value: each.id, label: each.name ?? '' })),
                },
              ]}
              lang={lang}
            />
          )}
          <button className="button big" type="submit" name="go" value="next" id="submit">
            {t('Nộp hồ sơ', 'Submit')}
          </button>
          <button className="button link" type="submit" name="go" value="later">
            {t('Lưu và quay lại sau', 'Save and come back later')}
          </button>
        </form>
      </Page>
    ),
  }
}
