import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesBetween } from './changes.ts'
import { expandPack } from './expand-pack.ts'

const areas = new URL('../../../areas/', import.meta.url)
const json = (path: string) => JSON.parse(readFileSync(new URL(path, areas), 'utf8'))
const { definition } = expandPack(
  json('land/procedures/1.012787.json'),
  json('one-stop/flows/with-payment.json'),
)
const content = { competent: { kinds: ['commune'], agencies: [] }, definition, variants: [] }
const AGENCIES = new Map([['H60.175', 'UBND phường Mẫu']])

/** The sentences that tell what an official changed. */
function told(change: (copy: any) => void): string[] {
  const after = structuredClone(content)
  change(after)
  return changesBetween(content, after, AGENCIES).map((each) => each.text)
}

const APPLICATION = '“Đơn đăng ký biến động đất đai, tài sản gắn liền với đất”'

test.each<[string, (copy: any) => void, string[]]>([
  [
    'a shorter term',
    (c) => {
      c.definition.clock.term = 5
    },
    ['Thời hạn giảm từ 8 xuống 5 ngày làm việc'],
  ],
  [
    'another unit',
    (c) => {
      c.definition.clock = { ...c.definition.clock, unit: 'calendarDays', term: 10 }
    },
    ['Thời hạn đổi từ 8 ngày làm việc thành 10 ngày'],
  ],
  [
    'a new field',
    (c) => {
      c.definition.form[0].fields.push({ key: 'remark', kind: 'text', label: { vi: 'Ghi chú' } })
    },
    ['Thêm mục “Ghi chú” ở trang “Người yêu cầu”'],
  ],
  [
    'a field on another page',
    (c) => {
      c.definition.form[1].fields.push(c.definition.form[0].fields.shift())
    },
    ['Chuyển mục “Họ, chữ đệm, tên người yêu cầu” từ trang “Người yêu cầu” sang trang “Thửa đất”'],
  ],
  [
    'a paper less',
    (c) => {
      c.definition.documents.shift()
    },
    [`Bỏ giấy tờ ${APPLICATION}`],
  ],
  [
    'a paper eased',
    (c) => {
      c.definition.documents[0].requiredIf = false
      c.definition.documents[0].form = 'electronic'
    },
    [
      `Giấy tờ ${APPLICATION} đổi từ luôn bắt buộc thành không bắt buộc`,
      `Giấy tờ ${APPLICATION}, loại bản đổi từ bản chính thành bản điện tử`,
    ],
  ],
  [
    'a lower fee',
    (c) => {
      c.definition.fees[0].amount = 50_000
    },
    ['Khoản thu “Lệ phí cấp Giấy chứng nhận”, số tiền giảm từ 100.000 đồng xuống 50.000 đồng'],
  ],
  [
    'hours of a step',
    (c) => {
      c.definition.states.find((each: any) => each.key === 'assigning').allowanceHours = 1
    },
    ['Bước “Chờ phân công”, số giờ giảm từ 4 xuống 1'],
  ],
  [
    'another way and another hand',
    (c) => {
      c.definition.moves[0].to = 'appraising'
      c.definition.moves[0].who.push('head')
    },
    [
      'Thao tác “Tiếp nhận hồ sơ”, đến bước đổi từ “Đã tiếp nhận” thành “Đang thẩm định”',
      'Thao tác “Tiếp nhận hồ sơ”, ai làm: thêm trưởng phòng',
    ],
  ],
  [
    'rows in another order',
    (c) => {
      c.definition.states.reverse()
    },
    ['Đổi thứ tự: các bước'],
  ],
  [
    'a variant',
    (c) => {
      const fees = [{ key: c.definition.fees[0].key, amount: 0, resolution: '5/NQ-HĐND' }]
      c.variants.push({ agency: 'H60.175', term: 3, removeDocuments: ['application'], fees })
    },
    [`Thêm biến thể của UBND phường Mẫu: thời hạn 3; bỏ ${APPLICATION}; thu 0 đồng theo “5/NQ-HĐND”`],
  ],
  [
    'who decides',
    (c) => {
      c.competent.agencies.push('H60.175')
    },
    ['Cơ quan giải quyết, các cơ quan: thêm UBND phường Mẫu'],
  ],
  [
    'the law',
    (c) => {
      c.definition.law.confidential = true
      c.definition.law.basis.push('Luật mẫu')
    },
    ['Pháp lý, mật đổi từ không thành có', 'Pháp lý, căn cứ pháp lý: thêm “Luật mẫu”'],
  ],
])('tells %s', (_what, change, sentences) => {
  expect(told(change)).toEqual(sentences)
})

const anyContent = fc.record({
  competent: fc.jsonValue(),
  definition: fc.jsonValue(),
  variants: fc.array(fc.jsonValue()),
})

test('of equal contents there is nothing to tell, whatever they hold and however they were typed', () => {
  const turned = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(turned)
      : value && typeof value === 'object'
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([key, each]) => [key, turned(each)]),
          )
        : value
  fc.assert(
    fc.property(anyContent, (each) => {
      expect(changesBetween(each, turned(each) as typeof each)).toEqual([])
    }),
  )
  expect(changesBetween(content, turned(content) as typeof content)).toEqual([])
})

test('whatever one leaf becomes is told at its place', () => {
  const leaves: string[][] = []
  const walk = (value: unknown, path: string[]): void => {
    if (value !== null && typeof value === 'object')
      for (const [key, each] of Object.entries(value)) walk(each, [...path, key])
    else leaves.push(path)
  }
  walk(definition, [])
  fc.assert(
    fc.property(fc.constantFrom(...leaves), (path) => {
      const after = structuredClone(content) as any
      const owner = path.slice(0, -1).reduce((here, step) => here[step], after.definition)
      const leaf = path.at(-1)!
      owner[leaf] = typeof owner[leaf] === 'number' ? owner[leaf] + 1 : 'changedHere'
      const changes = changesBetween(content, after)
      expect(changes.length).toBeGreaterThan(0)
      expect(changes.some(({ place }) => path.join('.').startsWith(place.split('.')[0]!))).toBe(true)
      for (const { text } of changes) expect(text).toMatch(/^\p{Lu}/u)
    }),
    { numRuns: 300 },
  )
})

test('nothing is too strange to compare', () => {
  fc.assert(
    fc.property(anyContent, anyContent, (one, other) => {
      for (const { text, place } of changesBetween(one, other)) {
        expect(text).not.toBe('')
        expect(typeof place).toBe('string')
      }
    }),
  )
})
