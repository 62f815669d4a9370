import type { Kysely } from 'kysely'
import { filesByHash } from '../document/index.ts'
import type { Definition } from '../procedure/model/definition.ts'
import { type Answers, fieldsOf } from '../procedure/model/form.ts'
import type { FileRef } from './tables.ts'

/** The contents named by answers that are files, each with the path of its answer. */
export function answeredHashes(
  definition: Pick<Definition, 'form'>,
  answers: Answers,
): { path: string; key: string; hashes: string[] }[] {
  return fieldsOf(definition)
    .filter((field) => field.kind === 'file')
    .map(({ key }) => ({ path: `answers.${key}`, key, hashes: hashesIn(answers[key]) }))
    .filter(({ hashes }) => hashes.length > 0)
}

/**
 * Answers that are files, as papers of the dossier: read, kept and erased like any other. Puts into the answers what the
 * store knows of each file, whatever was sent. Errors: request.invalid 422 naming the answer when one was not uploaded.
 */
export async function answeredFiles(
  sql: Kysely<any>,
  definition: Pick<Definition, 'form'>,
  answers: Answers,
): Promise<{ key: string; form: string; copies: number; files: FileRef[] }[]> {
  const answered = answeredHashes(definition, answers)
  const asked = answered.flatMap(({ path, hashes }) => hashes.map((hash) => ({ hash, path })))
  const known = await filesByHash(sql, asked)
  return answered.map(({ key, hashes }) => {
    const files = hashes.map((hash): FileRef => known.get(hash)!)
    answers[key] = files
    return { key, form: 'electronic', copies: 1, files }
  })
}

function hashesIn(value: unknown): string[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((each: unknown) =>
    each !== null && typeof each === 'object' && 'hash' in each && typeof each.hash === 'string'
      ? [each.hash]
      : [],
  )
}
