import { AskField } from '../../../src/blocks/procedure/fields/fills.tsx'
import { changed, rowChange, typedIn } from '../../../src/blocks/procedure/fields/typed-in.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import { isRequired, readForm, visibleFields } from '../../../src/blocks/procedure/model/form.ts'
import { citizenPage, type Visit } from '../router.ts'
import { takeFiles } from './answer-files.ts'
import { readApplicant } from './applicant-form.ts'
import type { Application } from './application.ts'
import { PlaceList } from './places.tsx'
import { StepPage } from './StepPage.tsx'
import { applyStep } from './step.ts'

const hereOf = (visit: Visit) => `khai/${visit.params.page}`

/** The page's questions that apply, given what has been answered so far. */
function questions(visit: Visit, { definition, draft }: Application): Field[] {
  const page = definition.form.find((each) => each.key === visit.params.page)
  const visible = new Set(
    visibleFields(definition, draft.answers, readApplicant(draft.applicant)).map((field) => field.key),
  )
  return page?.fields.filter((field) => visible.has(field.key)) ?? []
}

/** The questions the sent page carried: only those are saved, so that no hidden answer is emptied. */
function sent(visit: Visit, { definition }: Application): Field[] {
  const page = definition.form.find((each) => each.key === visit.params.page)
  const shown = visit.fields('shown')
  return page?.fields.filter((field) => shown.includes(field.key)) ?? []
}

/** What a page saves as answers: files lie beside the papers, calculated values are nobody's to type. */
const isTyped = (field: Field) => field.kind !== 'file' && field.kind !== 'calculated'

export const formPage = citizenPage(
  '/nop/:token/khai/:page',
  applyStep({
    here: hereOf,
    shape: (visit, application) => ({
      answers: Object.fromEntries(
        questions(visit, application)
          .filter(isTyped)
          .map((field) => [field.key, '']),
      ),
    }),
    before: (visit, application) => takeFiles(visit, application, sent(visit, application)),
    read: (visit, application) => {
      const button = rowChange(visit.field('go'))
      const answers = sent(visit, application)
        .filter(isTyped)
        .map((field) => {
          const typed = typedIn(visit.fields, field)
          return [field.key, button ? changed(field, typed, button) : typed]
        })
      return { answers: Object.fromEntries(answers) }
    },
    stay: (visit, application) => {
      const shown = visit.fields('shown')
      const fresh = questions(visit, application).find((field) => !shown.includes(field.key))
      return fresh ? fresh.key : null
    },
    draw: (visit, application, { values, ...rest }) => {
      const { definition, draft, places } = application
      const fields = questions(visit, application)
      const applicant = readApplicant(draft.applicant)
      const typed: Record<string, unknown> = { ...draft.answers, ...values.answers }
      const { values: read } = readForm(definition, typed, { applicant, places })
      const errors = Object.fromEntries(rest.errors.map(({ path, message }) => [path, message]))
      return {
        body: (
          <StepPage
            visit={visit}
            application={application}
            here={hereOf(visit)}
            {...rest}
            multipart={fields.some((field) => field.kind === 'file')}
            notice={
              visit.query.them &&
              visit.t(
                'Đã lưu. Câu trả lời của bạn cần thêm thông tin: xin trả lời các câu mới trên trang này.',
                'Saved. Your answers call for a little more: please answer the new questions on this page.',
              )
            }
          >
            {fields.map((field) => (
              <div key={field.key}>
                <input type="hidden" name="shown" value={field.key} />
                <AskField
                  field={field}
                  value={field.kind === 'calculated' ? read[field.key] : filled(field, typed, application)}
                  error={errors[`answers.${field.key}`]}
                  errors={errors}
                  lang={visit.lang}
                  required={isRequired(field, read, applicant)}
                  places={places}
                />
              </div>
            ))}
            <PlaceList places={places} />
            <Islands visit={visit} fields={fields} />
          </StepPage>
        ),
      }
    },
  }),
)

/** What the applicant has said of themselves already need not be typed twice. */
function filled(field: Field, typed: Record<string, unknown>, { draft }: Application): unknown {
  const value = typed[field.key]
  if (value !== undefined && value !== '') return value
  return field.prefill ? draft.applicant[field.prefill.replace('applicant.', '')] : undefined
}

const LIVELY = new Set<Field['kind']>(['address', 'mapPoint'])

/** What script adds where there is script: the phone's own place, today's commune while one types. */
function Islands({ visit, fields }: { visit: Visit; fields: readonly Field[] }) {
  const lively = fields.some((field) => [field, ...(field.fields ?? [])].some(({ kind }) => LIVELY.has(kind)))
  const source = visit.assets['islands/form.ts']
  return lively && source ? <script type="module" src={source} /> : null
}
