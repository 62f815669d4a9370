import { expect, test } from 'vitest'
import type { FormFigures } from '../../dossier/index.ts'
import { formLines } from './form-06a.ts'

const names = { agency: (code: string) => `Cơ quan ${code}`, field: (code: string) => `Lĩnh vực ${code}` }
const row = (agency: string, procedure: string, more: Partial<FormFigures>): FormFigures => ({
  agency,
  procedure,
  online: 0,
  direct: 0,
  before: 0,
  early: 0,
  onTime: 0,
  late: 0,
  open: 0,
  openLate: 0,
  ...more,
})

test('a unit, its fields, and all together, in the form’s columns', () => {
  const lines = formLines(
    [
      row('B', '1', { online: 3, direct: 5, before: 2, early: 6, late: 1, open: 3, openLate: 1 }),
      row('A', '2', { direct: 1, onTime: 1 }),
      row('B', '2', { direct: 4, open: 4 }),
    ],
    names,
  )
  expect(lines.map((line) => [line.level, line.name, ...line.values])).toEqual([
    ['agency', 'Cơ quan A', 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0],
    ['field', 'Lĩnh vực 2', 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0],
    ['agency', 'Cơ quan B', 14, 3, 9, 2, 7, 6, 0, 1, 7, 6, 1],
    ['field', 'Lĩnh vực 1', 10, 3, 5, 2, 7, 6, 0, 1, 3, 2, 1],
    ['field', 'Lĩnh vực 2', 4, 0, 4, 0, 0, 0, 0, 0, 4, 4, 0],
    ['total', 'Tổng số', 15, 3, 10, 2, 8, 6, 1, 1, 7, 6, 1],
  ])
})

test('what does not hold is not printed, and says where and by how much', () => {
  const unbalanced = [row('A', '1', { direct: 9, onTime: 5, open: 3 })]
  expect(() => formLines(unbalanced, names)).toThrow(
    /“Cơ quan A” nhận 9 hồ sơ .* giải quyết 5 .* 3, chênh 1\./,
  )
})
