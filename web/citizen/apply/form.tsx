import { fills } from '../../../src/blocks/procedure/fields/fills.tsx'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import { isRequired, visibleFields } from '../../../src/blocks/procedure/model/form-schema.ts'
import { citizenPage, type Visit } from '../router.ts'
import { readApplicant } from './applicant-form.ts'
import type { Application } from './application.ts'
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

export const formPage = citizenPage(
  '/nop/:token/khai/:page',
  applyStep({
    here: hereOf,
    shape: (visit, application) => ({
      answers: Object.fromEntries(questions(visit, application).map((field) => [field.key, ''])),
    }),
    read: (visit, application) => ({
      answers: Object.fromEntries(
        sent(visit, application).map((field) => [field.key, typedAnswer(visit, field)]),
      ),
    }),
    stay: (visit, application) => {
      const shown = visit.fields('shown')
      const fresh = questions(visit, application).find((field) => !shown.includes(field.key))
      return fresh ? fresh.key : null
    },
    draw: async (visit, application, { values, ...rest }) => {
      const fields = questions(visit, application)
      const answers = values.answers ?? {}
      const communes = fields.some((field) => field.kind === 'commune') ? await communeNames(visit) : []
      return {
        body: (
          <StepPage
            visit={visit}
            application={application}
            here={hereOf(visit)}
            {...rest}
            notice={
              visit.query.them &&
              visit.t(
                'Đã lưu. Câu trả lời của bạn cần thêm thông tin: xin trả lời các câu mới trên trang này.',
                'Saved. Your answers call for a little more: please answer the new questions on this page.',
              )
            }
          >
            {fields.map((field) => {
              const Fill = fills[field.kind]
              const value = answers[field.key]
              return (
                <div key={field.key}>
                  <input type="hidden" name="shown" value={field.key} />
                  <Fill
                    field={field}
                    value={value === undefined || value === '' ? prefilled(field, application) : value}
                    error={rest.errors.find((error) => error.path === `answers.${field.key}`)?.message}
                    lang={visit.lang}
                    required={isRequired(
                      field,
                      application.draft.answers,
                      readApplicant(application.draft.applicant),
                    )}
                  />
                </div>
              )
            })}
            {communes.length > 0 && (
              <datalist id="communes">
                {communes.map((name) => (
                  <option key={name} value={name} />
                ))}
              </datalist>
            )}
          </StepPage>
        ),
      }
    },
  }),
)

/** Names to pick from while typing; "Ủy ban nhân dân xã Yên Nguyên" is the office of xã Yên Nguyên. */
async function communeNames(visit: Visit): Promise<string[]> {
  const { items } = await visit.ask('organisation.find', { kind: 'commune', limit: 500 })
  const names: string[] = items.map((agency: { name: string }) =>
    agency.name.replace(/^Ủy ban nhân dân /, ''),
  )
  return names
    .map((name) => name.charAt(0).toUpperCase() + name.slice(1))
    .sort((a, b) => a.localeCompare(b, 'vi'))
}

function typedAnswer(visit: Visit, field: Field): string | string[] {
  const name = `answers.${field.key}`
  return field.kind === 'choices' ? visit.fields(name) : visit.field(name)
}

/** What the applicant has said of themselves already need not be typed twice. */
function prefilled(field: Field, { draft }: Application): unknown {
  return field.prefill ? draft.applicant[field.prefill.replace('applicant.', '')] : undefined
}
