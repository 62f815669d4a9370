import { randomUUID } from 'node:crypto'
import { rowChange } from '../../../src/blocks/procedure/fields/typed-in.ts'
import type { Field } from '../../../src/blocks/procedure/model/definition.ts'
import type { FieldProblem } from '../../../src/kernel/problem.ts'
import type { Visit } from '../router.ts'
import { type Application, renew } from './application.ts'

/** Puts the files that came with a page of the form into the draft, takes off the one asked; says which were refused. */
export async function takeFiles(
  visit: Visit,
  application: Application,
  fields: readonly Field[],
): Promise<FieldProblem[]> {
  const own = fields.filter((field) => field.kind === 'file')
  const wrong = visit.request.refusedFiles.map(({ field, message }) => ({
    path: field.replace(/\.new$/, ''),
    message,
  }))
  for (const { field: name, ...file } of visit.request.files) {
    const field = own.find((each) => name === `answers.${each.key}.new`)
    if (!field) continue
    const input = { token: application.token, key: field.key, file }
    const sent = `${visit.field('_key') || randomUUID()}:${field.key}:${file.hash}`
    renew(visit, application, await visit.act('dossier.attachToDraft', input, sent))
  }
  const asked = rowChange(visit.field('go'))
  const field = own.find((each) => asked?.name === `answers.${each.key}`)
  if (asked?.change === 'remove' && field) {
    const input = { token: application.token, key: field.key, hash: asked.at }
    renew(visit, application, await visit.act('dossier.detachFromDraft', input, randomUUID()))
  }
  return wrong
}
