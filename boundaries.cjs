// Which room may know which: executable law, read by dependency-cruiser in `npm run check`.
// main -> areas -> blocks -> platform -> kernel; tests/boundaries.test.ts proves that every rule bites.

/** Blocks that may know other blocks. A new arrow is a decision: the table must stay without a circle. */
const KNOWS = {
  organisation: [],
  procedure: ['organisation', 'document'],
  identity: ['organisation'],
  document: ['organisation', 'identity'],
  message: ['organisation'],
  dossier: ['procedure', 'organisation', 'document', 'message', 'identity'],
  indicator: [
    'dossier',
    'procedure',
    'organisation',
    'identity',
    'payment',
    'content',
    'schedule',
    'document',
    'message',
  ],
  payment: ['dossier', 'procedure', 'organisation', 'document', 'message'],
  register: [],
  meeting: [],
  content: ['dossier', 'procedure', 'organisation', 'message', 'identity'],
  schedule: ['organisation', 'procedure'],
}

/** What a block shows: its door, its contract, its pure model. */
const SHOWN = '(index\\.ts|contract\\.ts|model/)'
const TEST = '\\.test\\.tsx?$'
const SURFACES = ['citizen', 'office', 'command-centre']

const circle = findCircle(KNOWS)
if (circle) throw new Error(`boundaries.cjs: blocks know each other in a circle: ${circle.join(' -> ')}`)

function findCircle(table, path = []) {
  for (const next of path.length ? (table[path.at(-1)] ?? []) : Object.keys(table)) {
    if (path.includes(next)) return [...path, next]
    const found = findCircle(table, [...path, next])
    if (found) return found
  }
  return null
}

const rule = (name, why, from, to) => ({ name, comment: why, severity: 'error', from, to })

const edges = Object.entries(KNOWS).map(([block, known]) =>
  rule(
    `block-${block}`,
    `${block} may know ${known.join(', ') || 'no other block'}; for the rest it reacts to events`,
    { path: `^src/blocks/${block}/`, pathNot: TEST },
    { path: '^src/blocks/[^/]+/', pathNot: `^src/blocks/(${[block, ...known].join('|')})/` },
  ),
)

module.exports = {
  forbidden: [
    rule(
      'no-circle',
      'Files that need each other are one file, or one of them asks the wrong question',
      {},
      { circular: true },
    ),
    rule('no-dead-end', 'What is imported must be there', {}, { couldNotResolve: true }),

    rule(
      'kernel-pure',
      'The kernel is pure: no I/O, no framework, so that it runs in the browser and in a property test alike',
      { path: '^src/kernel/', pathNot: TEST },
      { pathNot: '^(src/kernel/|node_modules/(feelin|@bpmn-io|lezer-feel|@lezer)/)' },
    ),
    rule(
      'platform-no-domain',
      'The platform serves any block, so it knows none',
      { path: '^src/platform/', pathNot: TEST },
      { path: '^src/(blocks|areas|connectors)/|^src/main\\.ts$' },
    ),
    rule(
      'blocks-below-areas',
      'A block is the same in every area; areas are configuration that the composition root hands in',
      { path: '^src/blocks/', pathNot: TEST },
      { path: '^src/areas/|^src/main\\.ts$|^(demo|bench|tests)/' },
    ),
    rule(
      'areas-through-doors',
      'An area owns no command and no table: it names what blocks show',
      { path: '^src/areas/' },
      { path: '^src/blocks/[^/]+/', pathNot: `^src/blocks/[^/]+/${SHOWN}` },
    ),
    rule(
      'areas-below-main',
      'Only main composes; an area that needs main wants a feature of a block',
      { path: '^src/areas/' },
      { path: '^src/main\\.ts$|^(web|demo|bench|tests)/' },
    ),
    rule(
      'block-door',
      'Another block is known by index.ts, contract.ts or model/ only, so that its tables and commands may change',
      { path: '^src/blocks/([^/]+)/' },
      { path: '^src/blocks/[^/]+/', pathNot: `^src/blocks/($1/|[^/]+/${SHOWN})` },
    ),
    ...edges,
    rule(
      'block-listed',
      'A new block gets its row in the table above before it knows any other',
      { path: '^src/blocks/([^/]+)/', pathNot: `^src/blocks/(${Object.keys(KNOWS).join('|')})/|${TEST}` },
      { path: '^src/blocks/[^/]+/', pathNot: '^src/blocks/$1/' },
    ),
    rule(
      'model-pure',
      'A model is shared with the browser: types, kernel, other models and pure libraries; no platform, no database',
      { path: '^src/blocks/[^/]+/(model/|contract\\.ts$)', pathNot: TEST },
      {
        path: '^src/(platform|connectors)/|^node_modules/(pg|kysely|pg-boss|fastify|pino|@fastify)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    rule(
      'model-no-io',
      'A model reads no file, no clock of the machine, no network',
      { path: '^src/blocks/[^/]+/(model/|contract\\.ts$)|^src/kernel/', pathNot: TEST },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'connectors-by-port',
      'A connector speaks one outside system; it knows a block by its contract only',
      { path: '^src/connectors/', pathNot: TEST },
      { path: '^src/(areas|main\\.ts)|^src/blocks/', pathNot: `^src/blocks/[^/]+/${SHOWN}` },
    ),
    rule(
      'nobody-imports-main',
      'main.ts is the composition root: it knows all and is known by none',
      { pathNot: '^(tests|bench)/' },
      { path: '^src/main\\.ts$' },
    ),
    rule(
      'testing-in-tests',
      'What serves tests must not end up in what is shipped',
      { path: '^(src|web)/', pathNot: `^src/platform/testing/|${TEST}` },
      { path: '^src/platform/testing/|^tests/|^node_modules/(vitest|fast-check|playwright-core|axe-core)/' },
    ),

    rule(
      'src-no-tsx',
      'Node reads no TSX: no .ts of src may need a .tsx at run time',
      { path: '^src/.*\\.ts$', pathNot: TEST },
      { path: '\\.tsx$' },
    ),
    rule(
      'field-screens',
      'The screens of a field kind are drawn with web/ui and React, from their own kind, and nothing else',
      { path: '^src/blocks/procedure/fields/([^/]+)/.*\\.tsx$', pathNot: TEST },
      {
        pathNot:
          '^(src/blocks/procedure/fields/$1/|src/blocks/procedure/(model/|fields/[^/]+\\.ts$)|src/kernel/|web/ui/|node_modules/(react|react-dom|@types/react|@types/react-dom)/)',
      },
    ),
    rule(
      'src-no-web',
      'src runs without the surfaces; field screens alone may use web/ui',
      { path: '^src/', pathNot: `^src/blocks/procedure/fields/.*\\.tsx$|${TEST}` },
      { path: '^web/' },
    ),

    rule(
      'web-over-the-api',
      'A surface speaks the public API: of src it knows only contracts, pure models, the kernel and field screens',
      { path: '^web/', pathNot: TEST },
      {
        path: '^src/',
        pathNot:
          '^src/(blocks/[^/]+/(contract\\.ts$|model/)|kernel/|blocks/procedure/fields/|platform/http/pages\\.ts$)',
      },
    ),
    rule(
      'web-page-types',
      'What the host and the citizen site agree on is types; code of the platform stays on the server',
      { path: '^web/' },
      { path: '^src/platform/http/pages\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    ...SURFACES.map((surface) =>
      rule(
        `web-${surface}-alone`,
        'Citizen, office and command centre share web/ui and nothing else',
        { path: `^web/${surface}/` },
        { path: '^web/', pathNot: `^web/(${surface}|ui)/` },
      ),
    ),
    rule(
      'ui-knows-no-surface',
      'web/ui is tokens and components: it fetches nothing and knows no surface',
      { path: '^web/ui/' },
      { path: `^web/(${SURFACES.join('|')})/` },
    ),
    rule(
      'outside-through-doors',
      'The demo, the benchmarks and the tests use a block as any other: by what it shows',
      { path: '^(demo|bench|tests)/' },
      { path: '^src/blocks/[^/]+/', pathNot: `^src/blocks/[^/]+/${SHOWN}` },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.built|\\.cache|\\.data)/|\\.css$|\\?(raw|url)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'default', 'types'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
}
