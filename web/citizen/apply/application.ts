import { createHash, randomUUID } from 'node:crypto'
import type { Draft } from '../../../src/blocks/dossier/contract.ts'
import type { PlaceBook } from '../../../src/blocks/organisation/model/places.ts'
import type { ProcedureView } from '../../../src/blocks/procedure/contract.ts'
import type { Definition } from '../../../src/blocks/procedure/model/definition.ts'
import { fieldsOf, validateAnswers, visibleFields } from '../../../src/blocks/procedure/model/form-schema.ts'
import { applyVariant } from '../../../src/blocks/procedure/model/variant.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import type { Visit } from '../router.ts'
import { applicantErrors, readApplicant } from './applicant-form.ts'
import { withFiles } from './draft-answers.ts'
import { papersAsked } from './papers-asked.ts'
import { placesFor } from './places.tsx'

/** One page of applying: where it lives, what it is called, and what is still missing or wrong on it. */
export type Step = { path: string; title: string; readonly errors: FieldProblem[] }

/** A draft on its way, with the procedure as the chosen agency runs it and the pages it has at present. */
export type Application = {
  token: string
  draft: Draft
  procedure: ProcedureView
  definition: Definition
  /** The province's communes, when the form asks for an address. */
  places: PlaceBook | undefined
  steps: Step[]
}

/** The draft under its link, with the edition it was begun with: a newer one is taken only by the applicant's own word. */
export async function openApplication(visit: Visit): Promise<Application> {
  const token = visit.params.token ?? ''
  const draft: Draft = await visit.ask('dossier.getDraft', { token })
  const procedure: ProcedureView = await visit.ask('procedure.get', {
    code: draft.procedure,
    edition: draft.edition,
  })
  const places = await placesFor(visit, fieldsOf(procedure.definition))
  return applicationOf(visit, token, draft, procedure, places)
}

function applicationOf(
  visit: Visit,
  token: string,
  saved: Draft,
  procedure: ProcedureView,
  places: PlaceBook | undefined,
): Application {
  const definition = definitionFor(procedure, saved.agency)
  const draft = { ...saved, answers: withFiles(saved, definition) }
  const steps = stepsOf(visit, draft, procedure, definition, places)
  return { token, draft, procedure, definition, places, steps }
}

const KEPT = 200
const editions = new Map<string, Definition>()

/** An edition never changes once published, so one object stands for it: its compiled form check is made once. */
function definitionFor(
  { code, edition, definition, variants }: ProcedureView,
  agency: string | null,
): Definition {
  const id = `${code}/${edition}`
  if (!editions.has(id)) {
    if (editions.size >= KEPT) editions.clear()
    editions.set(id, definition)
  }
  const variant = variants.find((each) => each.agency === agency)
  return variant ? applyVariant(editions.get(id)!, variant) : editions.get(id)!
}

/** The pages in order. A page of the form none of whose questions applies is left out, and so is a choice of one. */
function stepsOf(
  { t, lang }: Visit,
  draft: Draft,
  procedure: ProcedureView,
  definition: Definition,
  places: PlaceBook | undefined,
): Step[] {
  const said = (text: { vi: string; en?: string | undefined }) =>
    lang === 'en' && text.en ? text.en : text.vi
  const applicant = readApplicant(draft.applicant)
  const steps: Step[] = []
  if (procedure.agencies.length > 1) {
    const missing = {
      path: 'agency',
      message: 'Chưa chọn cơ quan giải quyết. Hãy chọn một cơ quan trong danh sách.',
    }
    steps.push({
      path: 'co-quan',
      title: t('Nơi giải quyết', 'Agency'),
      errors: draft.agency ? [] : [missing],
    })
  }
  steps.push(asked('nguoi-nop', t('Người nộp hồ sơ', 'Applicant'), () => applicantErrors(draft.applicant)))
  const visible = new Set(visibleFields(definition, draft.answers, applicant).map((field) => field.key))
  for (const page of definition.form) {
    if (!page.fields.some((field) => visible.has(field.key))) continue
    const check = { page: page.key, applicant, places }
    steps.push(
      asked(
        `khai/${page.key}`,
        said(page.title),
        () => validateAnswers(definition, draft.answers, check).errors,
      ),
    )
  }
  const papers = papersAsked(definition, draft)
  if (papers.length > 0) {
    const errors = papers
      .filter((paper) => paper.required && paper.files.length === 0)
      .map((paper) => ({
        path: `documents.${paper.key}`,
        message: `Chưa có “${paper.name.vi}”. Hãy chụp hoặc chọn tệp rồi tải lên.`,
      }))
    steps.push({ path: 'giay-to', title: t('Giấy tờ', 'Papers'), errors })
  }
  steps.push({ path: 'nhan-ket-qua', title: t('Cách nhận kết quả', 'How you get the result'), errors: [] })
  steps.push({ path: 'kiem-tra', title: t('Kiểm tra và nộp', 'Check and submit'), errors: [] })
  return steps
}

/** A step that is checked when somebody wants to know: showing one page need not check them all. */
function asked(path: string, title: string, check: () => FieldProblem[]): Step {
  let found: FieldProblem[] | undefined
  return {
    path,
    title,
    get errors() {
      found ??= check()
      return found
    },
  }
}

/** The application after something was saved. */
export function renew(visit: Visit, application: Application, draft: Draft): void {
  const { token, procedure, places } = application
  Object.assign(application, applicationOf(visit, token, draft, procedure, places))
}

/** What one page saves. */
export type Patch = Partial<Pick<Draft, 'agency' | 'applicant' | 'answers' | 'returnBy'>>

/** What the draft holds now of the things a page saves. */
export function held(draft: Draft, patch: Patch): Patch {
  const now: Patch = {}
  if ('agency' in patch) now.agency = draft.agency
  if ('returnBy' in patch) now.returnBy = draft.returnBy
  if (patch.applicant) now.applicant = picked(draft.applicant, patch.applicant)
  if (patch.answers) now.answers = picked(draft.answers, patch.answers)
  return now
}

function picked(from: Record<string, unknown>, like: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(like).map((key) => [key, from[key] ?? '']))
}

/** A short mark of what a page showed, carried in the form, to notice when another window changed just that. */
export function markOf(patch: Patch): string {
  const sorted = JSON.stringify(patch, (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
  return createHash('sha256').update(sorted).digest('hex').slice(0, 16)
}

/**
 * Saves what a page sent. Two windows on different pages do not disturb each other; when this very page was changed
 * elsewhere since it was shown, nothing is written and the answer is false: the person decides.
 */
export async function keep(visit: Visit, application: Application, patch: Patch): Promise<boolean> {
  const mine = markOf(patch)
  for (let tries = 1; ; tries += 1) {
    const { draft } = application
    const theirs = markOf(held(draft, patch))
    if (theirs === mine) return true
    if (visit.field('seen') !== theirs) return false
    try {
      const key = `${visit.field('_key') || randomUUID()}:${draft.version}:${mine}`
      const input = { token: application.token, version: draft.version, ...patch }
      renew(visit, application, await visit.act('dossier.saveDraft', input, key))
      return true
    } catch (error) {
      if ((error as { code?: string }).code !== 'draft.changed-elsewhere' || tries === 3) throw error
      renew(visit, application, await visit.ask('dossier.getDraft', { token: application.token }))
    }
  }
}

/** Where to go after a page was saved. */
export function nextPath(visit: Visit, application: Application, here: string): string {
  const { steps, token } = application
  const at = steps.findIndex((step) => step.path === here)
  const go = visit.field('go')
  if (go === 'later') return `/nop/${token}/luu`
  if (go === 'back') return at > 0 ? `/nop/${token}/${steps[at - 1]!.path}` : `/nop/${token}`
  if (visit.field('ve') === 'kiem-tra') return `/nop/${token}/kiem-tra`
  return `/nop/${token}/${steps[at + 1]?.path ?? 'kiem-tra'}`
}
