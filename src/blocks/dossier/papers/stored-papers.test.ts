import { expect, test } from 'vitest'
import { usable } from './stored-papers.ts'

const file = { hash: 'a'.repeat(64), name: 'giay.pdf', size: 10, mediaType: 'application/pdf' }
const paper = {
  ...{ id: '11111111-1111-4111-8111-111111111111', citizenNumber: '008185000111', kind: 'diploma' },
  ...{ title: 'Chứng chỉ', validUntil: '2022-05-10', file },
}
const owner = { citizenNumber: '008185000111' }

test('a stored paper serves its owner to the end of its last day, and nobody else', () => {
  expect(usable(paper, owner, '2022-05-10', 'p')).toBe(paper)
  expect(() => usable(paper, owner, '2022-05-11', 'p')).toThrow('10/05/2022')
  expect(usable({ ...paper, validUntil: null }, owner, '2099-01-01', 'p').validUntil).toBeNull()
  for (const who of [{ citizenNumber: '008185000112' }, {}])
    expect(() => usable(paper, who, '2022-05-10', 'p')).toThrow('kho dữ liệu của người nộp')
  expect(() => usable(undefined, owner, '2022-05-10', 'p')).toThrow('kho dữ liệu của người nộp')
})
