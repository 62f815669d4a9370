import type { PlaceBook } from '../../../src/blocks/organisation/model/places.ts'
import type { ProcedureView } from '../../../src/blocks/procedure/contract.ts'
import { AskField } from '../../../src/blocks/procedure/fields/fills.tsx'
import { changed, rowChange, typedIn } from '../../../src/blocks/procedure/fields/typed-in.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import { type Answers, fieldsOf, isRequired, readForm } from '../../../src/blocks/procedure/model/form.ts'
import { Phrase } from '../../ui/Phrase.tsx'
import { PlaceList, placesFor } from '../apply/places.tsx'
import { Page } from '../Page.tsx'
import { Procedure } from '../pages/procedure.tsx'
import { citizenPage, type Visit } from '../router.ts'

/** The procedure's page as a citizen will see it once the draft is published; shown to officials only. */
export const previewPage = citizenPage('/xem-truoc/:draft', async (officer) => {
  const procedure = await previewed(officer)
  const visit = asCitizen(officer)
  const first = procedure.definition.form[0]
  return {
    body: (
      <Procedure
        visit={visit}
        procedure={procedure}
        apply={
          <p>
            {first && (
              <a className="button big" href={formHref(visit, first.key)}>
                {visit.t('Xem biểu mẫu', 'See the form')}
              </a>
            )}
          </p>
        }
      />
    ),
  }
})

/** One page of the form; what is answered shows and hides questions, nothing is saved. */
export const previewForm = citizenPage('/xem-truoc/:draft/bieu-mau/:page', async (officer) => {
  const procedure = await previewed(officer)
  const places = await placesFor(officer, fieldsOf(procedure.definition))
  return { body: <Form visit={asCitizen(officer)} procedure={procedure} places={places} /> }
})

/** The page names nobody: a citizen who has not signed in sees it so. */
const asCitizen = (officer: Visit): Visit => ({ ...officer, port: { ...officer.port, me: null } })

const previewed = (visit: Visit): Promise<ProcedureView> =>
  visit.ask('procedure.preview', { id: visit.params.draft })

const formHref = (visit: Visit, page: string) =>
  visit.href(`/xem-truoc/${visit.params.draft}/bieu-mau/${page}`)

type FormProps = { visit: Visit; procedure: ProcedureView; places: PlaceBook | undefined }

function Form({ visit, procedure, places }: FormProps) {
  const { t, lang, params, query } = visit
  const { definition } = procedure
  const at = definition.form.findIndex((page) => page.key === params.page)
  const page = definition.form[at]
  if (!page)
    return (
      <Page visit={visit} title={t('Không có trang này', 'No such page')}>
        <p>
          {t('Bản đã lưu không có trang này của biểu mẫu.', 'The saved draft has no such page of the form.')}
        </p>
      </Page>
    )
  const typed = typedHere(procedure, query)
  const { values, visible } = readForm(definition, typed, { places })
  const asked = page.fields.filter((field) => visible.includes(field))
  const hidden = page.fields.filter((field) => !visible.includes(field))
  const conditional = definition.form.some((each) =>
    each.fields.some((field) => field.showIf || field.requiredIf),
  )
  const next = definition.form[at + 1]
  return (
    <Page visit={visit} title={page.title.vi}>
      <p className="quiet">
        <Phrase text={definition.title} lang={lang} />
        <br />
        {t(
          `Trang ${at + 1} trên ${definition.form.length} của biểu mẫu`,
          `Page ${at + 1} of ${definition.form.length} of the form`,
        )}
      </p>
      <h1>
        <Phrase text={page.title} lang={lang} />
      </h1>
      <form method="get" className="stack" noValidate>
        <Earlier definition={procedure.definition} page={page.key} query={query} />
        {asked.map((field) => (
          <AskField
            key={field.key}
            field={field}
            value={field.kind === 'calculated' ? values[field.key] : typed[field.key]}
            lang={lang}
            required={isRequired(field, values)}
            places={places}
          />
        ))}
        <PlaceList places={places} />
        <div className="actions">
          {conditional && (
            <button className="button second" type="submit">
              {t('Xem câu hỏi theo câu trả lời', 'Show questions by these answers')}
            </button>
          )}
          {next && (
            <button className="button" type="submit" formAction={formHref(visit, next.key)}>
              {t('Trang sau', 'Next page')}
            </button>
          )}
        </div>
        {hidden.length > 0 && <Hidden visit={visit} fields={hidden} />}
      </form>
    </Page>
  )
}

/** What stands in the address: the answers as typed, with a row more or less where a button asked for it. */
function typedHere({ definition }: ProcedureView, query: Record<string, string>): Answers {
  const inputs = (name: string) => (query[name] === undefined ? [] : [query[name]])
  const pressed = rowChange(query.go ?? '')
  return Object.fromEntries(
    fieldsOf(definition).map((field) => {
      const value = typedIn(inputs, field)
      return [field.key, pressed ? changed(field, value, pressed) : value]
    }),
  )
}

/** What was answered on the other pages goes along, so that conditions see it. */
function Earlier({
  definition,
  page,
  query,
}: {
  definition: ProcedureView['definition']
  page: string
  query: Record<string, string>
}) {
  const here = new Set(definition.form.find((each) => each.key === page)?.fields.map((field) => field.key))
  return Object.entries(query)
    .filter(([name]) => name.startsWith('answers.') && !here.has(name.split('.')[1] ?? ''))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}

/** Told to the official only: a citizen would not know of them. */
function Hidden({ visit, fields }: { visit: Visit; fields: Field[] }) {
  const { t, lang } = visit
  return (
    <div className="note">
      <p>
        {t(
          'Chưa hỏi, vì câu trả lời trên chưa dẫn tới (chỉ bản xem trước nói điều này):',
          'Not asked yet, as the answers above do not call for it (told in this preview only):',
        )}
      </p>
      <ul>
        {fields.map((field) => (
          <li key={field.key}>
            <Phrase text={field.label} lang={lang} />
          </li>
        ))}
      </ul>
    </div>
  )
}
