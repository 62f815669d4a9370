import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has, and which numbers it leaves to level 3. */
const SECTIONS: Record<string, string> = {
  V1: '1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2',
  V2: '2.1:1-3 2.2:1-3 2.3:1-4 2.4:1-1',
  V3: '3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5 3.7:1-2',
  V4: '4.1:1-3 4.2:1-1 4.3:1-2 4.4:1-4',
  V5: '5.1:1-1 5.2:1-3 5.3:1-2 5.4:1-3',
  V6: '6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4 6.5:1-5 6.6:1-3 6.8:1-4',
  V7: '7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2',
  V8: '8.1:1-2 8.2:1-3 8.3:1-1 8.4:1-1',
  V9: '9.1:1-3 9.2:1-4',
  V10: '10.1:1-2 10.2:1-2 10.3:1-4 10.4:1-11 10.5:1-5 10.6:1-2 10.7:1-3',
  V11: '11.1:1-2 11.2:1-3 11.3:1-3 11.4:1-4 11.5:1-1 11.6:1-1',
  V12: '12.1:1-3 12.2:1-2 12.3:1-4',
  V13: '13.1:1-1 13.2:1-5 13.3:1-2 13.4:1-5',
  V14: '14.1:1-2 14.2:1-4 14.3:1-3',
  V15: '15.1:1-3 15.2:1-3 15.3:1-7',
  V16: '16.1:1-1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3',
  V17: '17.1:1-1 17.2:1-4 17.3:1-2',
}
const REQUIRED = Object.values(SECTIONS).flatMap((sections) =>
  sections.split(' ').flatMap((each) => {
    const [section = '', range = ''] = each.split(':')
    const [first = 0, last = 0] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_each, at) => `V${section}.${first + at}`)
  }),
)

const page = readFileSync('docs/security/asvs.md', 'utf8')
const rows = [...page.matchAll(/^\| (V[\d.]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id = '', asks = '', verdict = '']) => ({ id, asks, verdict: verdict.trim() }),
)
const named = (text: string) =>
  [...text.matchAll(/`([\w./-]+\/[\w./-]+\.(?:tsx?|mjs|sql|md|json))`/g)].map(([, path]) => path!)

test('every requirement of levels 1 and 2 has its row, in its chapter, once', () => {
  expect(REQUIRED).toHaveLength(253)
  expect(rows.map((row) => row.id)).toEqual(REQUIRED)
  expect(page.match(/^## V\d+ /gm)).toHaveLength(17)
})

test('every row has one of the three verdicts: met by files, not met with what is missing, not applicable with why', () => {
  for (const { id, asks, verdict } of rows) {
    expect([id, asks.length > 3]).toEqual([id, true])
    expect([id, verdict]).toEqual([
      id,
      expect.stringMatching(/^(met by `|not met: .{5}|not applicable: .{5})/),
    ])
    if (verdict.startsWith('met by')) expect([id, named(verdict).length > 0]).toEqual([id, true])
  }
})

test.each(['asvs.md', 'limits.md', 'wapiti.md'])('every file that %s names is there', (name) => {
  const paths = named(readFileSync(`docs/security/${name}`, 'utf8'))
  expect(paths.length).toBeGreaterThan(2)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})

test('the sums at its head are those of the table', () => {
  const of = (start: string) => rows.filter((row) => row.verdict.startsWith(start)).length
  const told = /\*\*(\d+) met, (\d+) not met, (\d+) not\s+applicable\*\* of (\d+)/
    .exec(page)!
    .slice(1)
    .map(Number)
  expect(told).toEqual([of('met by'), of('not met'), of('not applicable'), rows.length])
})
