import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const text = read('CONTRIBUTING.md')
const { scripts, dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(
  read('package.json'),
)

describe('CONTRIBUTING.md', () => {
  test('names only commands that exist, each making its own machine ready', () => {
    const named = [...text.matchAll(/`(?:SCREENS=1 )?npm (?:run )?([a-z:]+)/g)].map(([, name]) => name!)
    expect(named).toContain('check')
    for (const name of named) {
      expect(scripts, name).toHaveProperty(name)
      expect(scripts[`pre${name}`], name).toBe('node scripts/setup.js')
    }
  })

  test('links and names only files that are there', () => {
    const linked = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path]) => path!)
    const named = [...text.matchAll(/`((?:tests|docs|src|web|\.ci)\/[\w./-]+|[\w-]+\.(?:cjs|json|md))`/g)]
    const paths = [...linked, ...named.map(([, path]) => path!)].filter((path) => !path.endsWith('screens/'))
    expect(paths.length).toBeGreaterThan(5)
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })

  test('pins every dependency to an exact version', () => {
    const loose = Object.entries({
      ...dependencies,
      ...devDependencies,
      ...optionalDependencies,
      ...overrides,
    })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))
      .map(([name]) => name)
    expect(loose).toEqual([])
  })

  test('every decision record has the form of the first', () => {
    const headings = (path: string) => [...read(path).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    const form = headings('docs/decisions/0001-record-decisions.md')
    const records = readdirSync(join(root, 'docs/decisions')).sort()
    expect(form).toHaveLength(4)
    for (const [place, name] of records.entries()) {
      expect(name).toMatch(new RegExp(`^${String(place + 1).padStart(4, '0')}-[a-z0-9-]+\\.md$`))
      expect(headings(`docs/decisions/${name}`), name).toEqual(form)
    }
  })
})
