import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CHANNELS } from '../src/blocks/dossier/contract.ts'
import { Clock, FIELD_KINDS, Move, Need, Role, State } from '../src/blocks/procedure/model/definition.ts'

/** The words that must have a row in GLOSSARY.md and have none, each with the place that uses it. */
export function missingWords(root: string): string[] {
  const known = glossary(readFileSync(join(root, 'GLOSSARY.md'), 'utf8'))
  return wordsInUse(root)
    .filter(({ word }) => !known.has(word))
    .map(({ word, where }) => `GLOSSARY.md has no row for "${word}" (${where})`)
}

/** Code words of the table: the back-quoted words of every row's first cell. */
function glossary(text: string): Set<string> {
  const words = new Set<string>()
  for (const line of text.split('\n')) {
    const first = line.match(/^\|([^|]+)\|/)?.[1] ?? ''
    for (const [, word] of first.matchAll(/`([^`]+)`/g)) words.add(word!)
  }
  return words
}

function wordsInUse(root: string): { word: string; where: string }[] {
  const definition = 'procedure/model/definition.ts'
  const blocks = readdirSync(join(root, 'src', 'blocks'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ word: name, where: `src/blocks/${name}` }))
  const listed = (words: readonly string[], where: string) => words.map((word) => ({ word, where }))
  return [
    ...blocks,
    ...nouns(root),
    ...listed(CHANNELS, 'channels in dossier/contract.ts'),
    ...listed(Role.options, `roles in ${definition}`),
    ...listed(Need.options, `needs in ${definition}`),
    ...listed(FIELD_KINDS, `field kinds in ${definition}`),
    ...listed(Move.shape.kind.options, `kinds of move in ${definition}`),
    ...listed(State.shape.phase.options, `phases in ${definition}`),
    ...listed(State.shape.clock.options, `clock states in ${definition}`),
    ...listed(State.shape.holder.options, `holders in ${definition}`),
    ...listed(Clock.shape.unit.options, `units of a term in ${definition}`),
  ]
}

/** The noun of every declared verb: `dossier` of `name: 'dossier.submit'`. */
function nouns(root: string): { word: string; where: string }[] {
  const found = new Map<string, string>()
  const src = join(root, 'src')
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' })) {
    if (!/\.ts$/.test(file) || /\.test\.ts$/.test(file)) continue
    const text = readFileSync(join(src, file), 'utf8')
    if (!/\b(command|query)\(\{/.test(text)) continue
    for (const [, noun] of text.matchAll(/^\s+name: '([a-z]+)\.[a-zA-Z]+',/gm))
      found.set(noun!, `src/${file}`)
  }
  return [...found].map(([word, where]) => ({ word, where }))
}
