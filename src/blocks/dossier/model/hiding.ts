import type { Definition, Field, FieldKind, Role } from '../../procedure/model/definition.ts'
import { fieldsOf } from '../../procedure/model/form.ts'

/** What of a dossier's personal data somebody may see: who they are and where to find them; what is marked sensitive. */
export type Sight = { personal: boolean; sensitive: boolean }
export const SEES_ALL: Sight = { personal: true, sensitive: true }

/** Kinds of answer that name a person beyond their name, or say where they are found. */
const NAMING: ReadonlySet<FieldKind> = new Set([
  'person',
  'citizenId',
  'phone',
  'email',
  'address',
  'mapPoint',
  'file',
])
const OF_APPLICANT = ['citizenNumber', 'birthDate', 'phone', 'email', 'address'] as const

type Standing = {
  state: { key: string; role: Role | null }
  assignee: string | null
}

/**
 * By role and state: who plays a part in a dossier that is still on its way sees its personal data; what the edition marks
 * as sensitive only who holds it in this state; once no arrow leads on, nobody, until they say why they must.
 */
export function sightOf(
  definition: Pick<Definition, 'moves' | 'states'>,
  { state, assignee }: Standing,
  { roles, position }: { roles: readonly Role[]; position: string | null },
): Sight {
  if (roles.includes('applicant') || roles.includes('system')) return SEES_ALL
  const onItsWay = definition.moves.some((move) => move.from.includes(state.key))
  // A seat may fit a part that this edition never asks for.
  const asked = new Set([
    ...definition.states.map((each) => each.role),
    ...definition.moves.flatMap((move) => move.who),
  ])
  const personal = onItsWay && roles.some((role) => asked.has(role))
  const holds =
    (state.role !== null && roles.includes(state.role)) || (position !== null && assignee === position)
  return { personal, sensitive: personal && holds }
}

/** What is left of an applicant and their answers, and the paths of what is kept back (`applicant.phone`, `answers.owner`). */
export function keepBack<A extends Record<string, unknown>>(
  form: Pick<Definition, 'form'>,
  applicant: A | null,
  answers: Record<string, unknown>,
  sight: Sight,
): { applicant: A | null; answers: Record<string, unknown>; hidden: string[] } {
  const person = { ...applicant }
  const hidden: string[] = []
  if (!sight.personal)
    for (const part of OF_APPLICANT)
      if (person[part] !== undefined) {
        delete person[part]
        hidden.push(`applicant.${part}`)
      }
  const left = { ...answers }
  for (const field of fieldsOf(form))
    if (answers[field.key] !== undefined && !shows(field, sight)) {
      delete left[field.key]
      hidden.push(`answers.${field.key}`)
    }
  return { applicant: applicant && (person as A), answers: left, hidden }
}

function shows(field: Field, sight: Sight): boolean {
  if (field.sensitive && !sight.sensitive) return false
  const naming = NAMING.has(field.kind) || field.fields?.some((each) => NAMING.has(each.kind))
  return sight.personal || !naming
}
