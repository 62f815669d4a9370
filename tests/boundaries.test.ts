import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const law = createRequire(import.meta.url)(join(root, 'boundaries.cjs'))

/** One crime a rule: the file that imports and what it imports, all in one small tree. */
const crimes: Record<string, [file: string, imports: string]> = {
  'no-circle': ['src/blocks/dossier/one.ts', "import './two.ts'"],
  'no-dead-end': ['src/blocks/dossier/lost.ts', "import './nowhere.ts'"],
  'kernel-pure': ['src/kernel/greedy.ts', "import '../platform/plain.ts'"],
  'platform-no-domain': ['src/platform/nosy.ts', "import '../blocks/dossier/index.ts'"],
  'blocks-below-areas': ['src/blocks/dossier/local.ts', "import '../../areas/plain/index.ts'"],
  'areas-through-doors': ['src/areas/plain/deep.ts', "import '../../blocks/dossier/tables.ts'"],
  'areas-below-main': ['src/areas/plain/high.ts', "import '../../main.ts'"],
  'block-door': ['src/blocks/indicator/peep.ts', "import '../dossier/tables.ts'"],
  'block-listed': ['src/blocks/unlisted/index.ts', "import '../dossier/index.ts'"],
  'model-pure': ['src/blocks/dossier/model/heavy.ts', "import '../../../platform/plain.ts'"],
  'model-no-io': ['src/blocks/dossier/model/reads.ts', "import 'node:fs'"],
  'connectors-by-port': ['src/connectors/post/deep.ts', "import '../../blocks/dossier/tables.ts'"],
  'nobody-imports-main': ['demo/whole.ts', "import '../src/main.ts'"],
  'testing-in-tests': ['src/blocks/dossier/lazy.ts', "import '../../platform/testing/probe.ts'"],
  'src-no-tsx': ['src/blocks/procedure/fields/text/kind.ts', "import './Fill.tsx'"],
  'field-screens': ['src/blocks/procedure/fields/text/Show.tsx', "import '../../../dossier/index.ts'"],
  'src-no-web': ['src/platform/draws.ts', "import '../../web/ui/plain.ts'"],
  'web-over-the-api': ['web/office/direct.ts', "import '../../src/blocks/dossier/index.ts'"],
  'web-page-types': ['web/citizen/host.ts', "import { port } from '../../src/platform/http/pages.ts'"],
  'web-citizen-alone': ['web/citizen/borrow.ts', "import '../office/plain.ts'"],
  'web-office-alone': ['web/office/borrow.ts', "import '../citizen/plain.ts'"],
  'web-command-centre-alone': ['web/command-centre/borrow.ts', "import '../office/plain.ts'"],
  'ui-knows-no-surface': ['web/ui/knows.ts', "import '../office/plain.ts'"],
  'outside-through-doors': ['tests/deep.ts', "import '../src/blocks/dossier/tables.ts'"],
  ...Object.fromEntries(
    law.forbidden
      .map((rule: { name: string }) => rule.name)
      .filter((name: string) => name.startsWith('block-') && !['block-door', 'block-listed'].includes(name))
      .map((name: string) => {
        // No block may know the report block, and that one may not know meetings.
        const block = name.slice('block-'.length)
        const other = block === 'indicator' ? 'meeting' : 'indicator'
        return [name, [`src/blocks/${block}/strays.ts`, `import '../${other}/index.ts'`]]
      }),
  ),
}

/** What the law allows on purpose. */
const lawful: Record<string, string> = {
  'src/blocks/dossier/knows.ts': "import '../procedure/index.ts'\nimport '../organisation/model/tree.ts'",
  'src/areas/plain/names.ts': "import '../../blocks/dossier/contract.ts'",
  'web/office/reads.ts':
    "import '../../src/blocks/dossier/contract.ts'\nimport '../../src/blocks/organisation/model/tree.ts'\nimport '../ui/plain.ts'",
  'web/citizen/site.ts':
    "import type { Port } from '../../src/platform/http/pages.ts'\nexport type Site = Port",
  'src/blocks/procedure/fields/text/Fill.tsx': "import '../../../../../web/ui/plain.ts'",
  'src/blocks/message/wide.test.ts': "import '../dossier/index.ts'\nimport '../../platform/testing/probe.ts'",
  'demo/uses.ts': "import '../src/blocks/dossier/index.ts'",
}

const plain = [
  'src/main.ts',
  'src/kernel/plain.ts',
  'src/platform/plain.ts',
  'src/platform/testing/probe.ts',
  'src/areas/plain/index.ts',
  'src/blocks/dossier/tables.ts',
  'src/blocks/dossier/contract.ts',
  'src/blocks/organisation/model/tree.ts',
  'web/ui/plain.ts',
  'web/office/plain.ts',
  'web/citizen/plain.ts',
  ...['dossier', 'procedure', 'indicator', 'meeting'].map((block) => `src/blocks/${block}/index.ts`),
]

type Violation = { from: string; rule: { name: string } }
let tree: string
let violations: Violation[]

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'tan-trao-law-'))
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), `${text}\n`)
  }
  for (const file of plain) write(file, 'export const plain = 1')
  write('src/platform/http/pages.ts', 'export type Port = { port: 1 }\nexport const port = 1')
  write('src/blocks/dossier/two.ts', "import './one.ts'")
  for (const [file, imports] of Object.values(crimes)) write(file, imports)
  for (const [file, imports] of Object.entries(lawful)) write(file, imports)
  write(
    'tsconfig.json',
    '{ "compilerOptions": { "allowImportingTsExtensions": true, "module": "NodeNext", "noEmit": true } }',
  )
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const args = [
    '--config',
    join(root, 'boundaries.cjs'),
    '--output-type',
    'json',
    'src',
    'web',
    'demo',
    'tests',
  ]
  const run = spawnSync(process.execPath, [cruiser, ...args], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  if (!run.stdout.startsWith('{')) throw new Error(run.stderr || run.stdout)
  violations = JSON.parse(run.stdout).summary.violations
}, 60_000)
afterAll(() => rmSync(tree, { recursive: true, force: true }))

describe('the law of boundaries.cjs', () => {
  test('has a crime here for every rule', () => {
    expect(Object.keys(crimes).sort()).toEqual(
      law.forbidden.map((rule: { name: string }) => rule.name).sort(),
    )
  })

  test.each(Object.entries(crimes))('%s bites', (name, [file]) => {
    expect(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)).toContain(name)
  })

  test.each(Object.keys(lawful))('%s is lawful', (file) => {
    expect(violations.filter(({ from }) => from === file)).toEqual([])
  })

  test('says why, for every rule', () => {
    for (const rule of law.forbidden) expect(rule.comment.length, rule.name).toBeGreaterThan(20)
  })
})
