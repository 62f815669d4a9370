import type { TrackOutput } from '../../../src/blocks/dossier/contract.ts'
import type { PlaceBook } from '../../../src/blocks/organisation/model/places.ts'
import { AskField as AskAny } from '../../../src/blocks/procedure/fields/fills.tsx'
import { changed, rowChange, typedIn } from '../../../src/blocks/procedure/fields/typed-in.ts'
import type { Definition, Field } from '../../../src/blocks/procedure/model/definition.ts'
import { fieldsOf } from '../../../src/blocks/procedure/model/form.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { describedBy, FieldFrame } from '../../ui/FieldFrame.tsx'
import { Phrase } from '../../ui/Phrase.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ACCEPT } from '../apply/papers.tsx'
import { PlaceList, placesFor } from '../apply/places.tsx'
import { Page } from '../Page.tsx'
import { citizenPage, type PageAnswer, type Visit } from '../router.ts'
import { findDossier } from './find.ts'
import { showDossier } from './show.tsx'
import { Hidden } from './Verified.tsx'

type Asked = TrackOutput['correction'][number]
type Kept = { hash: string; name: string }

/**
 * The form that mends exactly what was asked, fields and papers, and nothing else. What was sent answers with the
 * receipt's own address, so that reloading the page sends nothing again.
 */
export const correctionPage = citizenPage('/tra-cuu/bo-sung', async (visit) => {
  const code = visit.field('ma').toUpperCase()
  const check = visit.field('khoa')
  if (visit.request.method === 'GET' || !code) return { goTo: visit.href('/tra-cuu') }
  const found = await findDossier(visit, code, check)
  if ('refused' in found || !found.dossier.verified || found.dossier.correction.length === 0)
    return showDossier(visit, code, check)
  const { dossier } = found
  const definition = dossier.procedure && (await definitionOf(visit, dossier.procedure.code))
  const places = definition ? await placesFor(visit, fieldsOf(definition)) : undefined
  const form = { visit, dossier, check, definition, places }
  if (visit.field('go') === 'open') return draw(form, [], 200)
  const files = keptFiles(visit)
  const wrong: FieldProblem[] = visit.request.refusedFiles.map(({ field, message }) => ({
    path: field,
    message,
  }))
  if (wrong.length > 0) return draw(form, wrong, 422)
  try {
    for (const [index, file] of visit.request.files.entries())
      await visit.act(
        'dossier.attachToAnswer',
        { code, ...(check && { check }), file: fileOf(file) },
        `${visit.field('_key')}.${index}`,
      )
    if (rowChange(visit.field('go'))) return draw(form, [], 200)
    await visit.act('dossier.answerCorrection', answered(form, files), visit.field('_key'))
  } catch (error) {
    const problem = error as { status?: number; message: string; errors?: FieldProblem[] }
    if (problem.status !== 422 && problem.status !== 409) throw error
    const errors = problem.errors?.length ? problem.errors : [{ path: 'note', message: problem.message }]
    return draw(form, errors, 422)
  }
  return { goTo: visit.href('/tra-cuu', { ma: code, khoa: check, xong: 'bo-sung' }) }
})

function fileOf({ hash, name, size, mediaType }: Visit['request']['files'][number]) {
  return { hash, name, size, mediaType }
}

async function definitionOf(visit: Visit, code: string): Promise<Definition | null> {
  try {
    return (await visit.ask('procedure.get', { code })).definition
  } catch (error) {
    // The procedure may have been retired since: what was asked can still be answered as plain text.
    if ((error as { status?: number }).status === 404) return null
    throw error
  }
}

type Form = {
  visit: Visit
  dossier: TrackOutput
  check: string
  definition: Definition | null
  places: PlaceBook | undefined
}

function fieldOf({ definition }: Form, item: Asked): Field {
  const key = item.path.replace('answers.', '')
  const found = definition?.form.flatMap((page) => page.fields).find((field) => field.key === key)
  return found ?? { key, kind: 'text', label: item.label }
}

/** Files sent now, and those of an earlier try that failed: nobody has to photograph a page twice. */
function keptFiles(visit: Visit): Record<string, Kept[]> {
  const files: Record<string, Kept[]> = {}
  const add = (field: string, file: Kept) => {
    const list = files[field] ?? []
    files[field] = list.some((each) => each.hash === file.hash) ? list : [...list, file]
  }
  for (const [name] of Object.entries(visit.request.form)) {
    if (!name.startsWith('kept.')) continue
    for (const each of visit.fields(name)) {
      const [hash = '', ...rest] = each.split(' ')
      if (/^[0-9a-f]{64}$/.test(hash)) add(name.replace('kept.', ''), { hash, name: rest.join(' ') })
    }
  }
  for (const file of visit.request.files) add(file.field, { hash: file.hash, name: file.name })
  return files
}

function answered(form: Form, files: Record<string, Kept[]>) {
  const { visit, dossier, check } = form
  const answers: Record<string, unknown> = {}
  const documents: { key: string; form: string; files: string[] }[] = []
  for (const item of dossier.correction) {
    const [part, key = ''] = item.path.split('.')
    if (part === 'answers') {
      answers[key] = typedAnswer(form, item)
    } else if (files[item.path]?.length) {
      documents.push({ key, form: 'electronic', files: files[item.path]!.map((file) => file.hash) })
    }
  }
  const note = visit.field('note')
  return { code: dossier.code, ...(check && { check }), answers, documents, ...(note && { note }) }
}

function draw(form: Form, errors: FieldProblem[], status: number): PageAnswer {
  const { visit, dossier, check } = form
  const { t, lang } = visit
  const files = keptFiles(visit)
  const errorAt = (path: string) => errors.find((error) => error.path === path)?.message
  return {
    status,
    body: (
      <Page visit={visit} title={t('Bổ sung hồ sơ', 'Add to your dossier')}>
        <ErrorSummary errors={errors} lang={lang} />
        <h1>{t('Bổ sung hồ sơ', 'Add to your dossier')}</h1>
        <p className="number quiet">{dossier.code}</p>
        <form
          method="post"
          action={visit.href('/tra-cuu/bo-sung')}
          encType="multipart/form-data"
          className="stack"
          noValidate
        >
          <Hidden dossier={dossier} check={check} />
          {dossier.correction.map((item) => (
            <div key={item.path} className="asked">
              <p lang="vi">{item.note}</p>
              {item.path.startsWith('documents.') ? (
                <Paper visit={visit} item={item} files={files[item.path] ?? []} error={errorAt(item.path)} />
              ) : (
                <AskedField form={form} item={item} errors={errors} />
              )}
            </div>
          ))}
          <PlaceList places={form.places} />
          <TextField
            name="note"
            label={t('Lời nhắn cho cơ quan', 'Message to the agency')}
            value={visit.field('note')}
            error={errorAt('note')}
            rows={3}
            maxLength={4000}
            required={false}
            lang={lang}
          />
          <p>
            <button className="button" type="submit" name="go" value="send">
              {t('Gửi bổ sung', 'Send')}
            </button>
          </p>
        </form>
      </Page>
    ),
  }
}

function AskedField({ form, item, errors }: { form: Form; item: Asked; errors: FieldProblem[] }) {
  const byPath = Object.fromEntries(errors.map(({ path, message }) => [path, message]))
  return (
    <AskAny
      field={fieldOf(form, item)}
      value={typedAnswer(form, item)}
      error={byPath[item.path]}
      errors={byPath}
      lang={form.visit.lang}
      places={form.places}
    />
  )
}

/** What was typed for one item, after a button for a row more or less; a file just sent is among the files. */
function typedAnswer(form: Form, item: Asked): unknown {
  const { visit } = form
  const field = fieldOf(form, item)
  const typed = typedIn(visit.fields, field)
  const fresh = visit.request.files
    .filter((each) => each.field === `${item.path}.new`)
    .map((each) => JSON.stringify(fileOf(each)))
  const all = field.kind === 'file' && Array.isArray(typed) ? [...typed, ...fresh] : typed
  const button = rowChange(visit.field('go'))
  return button ? changed(field, all, button) : all
}

type PaperProps = { visit: Visit; item: Asked; files: Kept[]; error?: string | undefined }

function Paper({ visit, item, files, error }: PaperProps) {
  const { lang, t } = visit
  return (
    <FieldFrame name={item.path} label={<Phrase text={item.label} lang={lang} />} error={error} lang={lang}>
      {files.map((file) => (
        <p key={file.hash}>
          <input type="hidden" name={`kept.${item.path}`} value={`${file.hash} ${file.name}`} />
          <span className="fine">✓</span> {file.name}{' '}
          <span className="quiet">{t('đã tải lên', 'uploaded')}</span>
        </p>
      ))}
      <input
        id={item.path}
        name={item.path}
        type="file"
        multiple
        accept={ACCEPT}
        className="input file"
        aria-describedby={describedBy({ name: item.path, error })}
        aria-invalid={error ? true : undefined}
      />
    </FieldFrame>
  )
}
