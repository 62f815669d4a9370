import { rowChange } from '../../../src/blocks/procedure/fields/typed-in.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import { address, type PageAnswer, type PageHandler, type Visit } from '../router.ts'
import { type Application, held, keep, markOf, nextPath, openApplication, type Patch } from './application.ts'

/** What a page of applying needs to be drawn: fresh, or again with what was typed. */
export type Drawing = {
  /** The page's values: as saved, or as just typed. */
  values: Patch
  seen: string
  errors: FieldProblem[]
  conflict?: boolean
}

type StepDefinition = {
  /** The step's path, below `/nop/<token>/`. */
  here: (visit: Visit) => string
  /** The empty shape of what this page saves: which keys it holds. */
  shape: (visit: Visit, application: Application) => Patch
  /** Takes what came besides text, such as files; says what of it was refused. */
  before?: (visit: Visit, application: Application) => Promise<FieldProblem[]>
  /** What the sent form says. */
  read: (visit: Visit, application: Application) => Patch
  draw: (visit: Visit, application: Application, drawing: Drawing) => PageAnswer | Promise<PageAnswer>
  /** After saving without errors: a reason to show this page again, such as questions that now apply. */
  stay?: (visit: Visit, application: Application) => string | null
}

/** The one way every page of applying works: show what is saved; when sent, save first, then check, then go on. */
export function applyStep(step: StepDefinition): PageHandler {
  return async (visit) => {
    const application = await openApplication(visit)
    const { token, draft } = application
    if (draft.submitted) return { goTo: visit.href(`/nop/${token}/xong`) }
    const here = step.here(visit)
    if (visit.request.method === 'GET' && draft.newer) return { goTo: visit.href(`/nop/${token}/cap-nhat`) }
    if (!application.steps.some((each) => each.path === here)) return { goTo: visit.href(`/nop/${token}`) }
    if (visit.request.method === 'GET') {
      const values = held(draft, step.shape(visit, application))
      return step.draw(visit, application, { values, seen: markOf(values), errors: [] })
    }
    const refused = (await step.before?.(visit, application)) ?? []
    const values = step.read(visit, application)
    if (!(await keep(visit, application, values))) {
      const seen = markOf(held(application.draft, values))
      return withStatus(
        await step.draw(visit, application, { values, seen, errors: [], conflict: true }),
        409,
      )
    }
    return onwards(visit, application, here, { values, refused, step })
  }
}

async function onwards(
  visit: Visit,
  application: Application,
  here: string,
  { values, refused, step }: { values: Patch; refused: FieldProblem[]; step: StepDefinition },
): Promise<PageAnswer> {
  const go = visit.field('go')
  const path = `/nop/${application.token}/${here}`
  if (go === 'language') return { goTo: address(visit.lang === 'vi' ? 'en' : 'vi', path) }
  if (go === 'later' || go === 'back') return { goTo: visit.href(nextPath(visit, application, here)) }
  const button = rowChange(go)
  const ve = visit.field('ve')
  if (button && refused.length === 0) return { goTo: `${visit.href(path, { ve })}#${button.name}` }
  const left = application.steps.find((each) => each.path === here)?.errors ?? []
  const errors = [...refused, ...left.filter((error) => !refused.some(({ path: at }) => at === error.path))]
  const again = step.stay?.(visit, application)
  if (again) return { goTo: visit.href(path, { them: again, ve }) }
  if (errors.length > 0) {
    const seen = markOf(held(application.draft, step.shape(visit, application)))
    return withStatus(await step.draw(visit, application, { values, seen, errors }), 422)
  }
  return { goTo: visit.href(nextPath(visit, application, here)) }
}

function withStatus(answer: PageAnswer, status: number): PageAnswer {
  return 'goTo' in answer ? answer : { ...answer, status }
}
