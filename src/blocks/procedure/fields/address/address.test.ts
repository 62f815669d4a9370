import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PlaceBook, type PlaceRow } from '../../../organisation/model/places.ts'
import type { Field } from '../../model/definition.ts'
import { validateAnswers } from '../../model/form-schema.ts'
import { readAnswer, showAnswer } from '../answers.ts'
import { meanings } from './resolve.ts'

const rows = (
  JSON.parse(
    readFileSync(new URL('../../../../areas/province/places.json', import.meta.url), 'utf8'),
  ) as PlaceRow[]
).map((row) => ({ ...row, district: row.district ?? null, validTo: row.validTo ?? null }))
const places = new PlaceBook(rows, 'Tuyên Quang')
const field: Field = { key: 'home', kind: 'address', label: { vi: 'Nơi ở' } }
const form = [{ key: 'all', title: { vi: 'Trang' }, fields: [field] }]
const read = (value: object) => readAnswer(field, value, { places })
const errors = (home: unknown) => validateAnswers({ form }, { home }, { places }).errors

describe('a commune by any name it has borne', () => {
  test.each(['xã Tràng Đà', 'Trang Da', 'tràng đà', 'X. Tràng Đà, TP. Tuyên Quang'])('%s', (commune) => {
    expect(read({ commune, detail: ' Tổ  5 ' })).toEqual({
      detail: 'Tổ 5',
      commune: 'Phường Nông Tiến',
      province: 'Tuyên Quang',
      code: '02212',
      former: 'Xã Tràng Đà, Thành phố Tuyên Quang',
    })
  })

  test('today’s name needs no former one', () => {
    expect(read({ commune: 'phường nông tiến' })).toEqual({
      commune: 'Phường Nông Tiến',
      province: 'Tuyên Quang',
      code: '02212',
    })
  })

  test('every former commune of the record leads to where it lies today', () => {
    for (const former of places.former()) {
      const found = meanings(former.name, places).map(({ commune }) => commune.code)
      expect(found.sort(), former.name).toEqual(former.present.map(({ code }) => code).sort())
    }
  })

  test('one divided among several waits for a choice, and takes it', () => {
    const divided = places.former().find((each) => each.present.length > 1)!
    const [first, second] = divided.present
    expect(errors({ commune: divided.name })[0]).toMatchObject({
      path: 'answers.home.commune',
      message: expect.stringContaining('chưa rõ'),
    })
    expect(read({ commune: divided.name, code: second!.code })).toMatchObject({
      commune: second!.name,
      code: second!.code,
      former: divided.name,
    })
    expect(first!.code).not.toBe(second!.code)
  })
})

test('what no commune of the province is called is refused at its input', () => {
  expect(errors({ commune: 'Xã Không Có' })).toEqual([
    {
      path: 'answers.home.commune',
      message: expect.stringMatching(/“Nơi ở”: chưa rõ là xã, phường nào.*Hãy chọn/),
    },
  ])
})

test('a code sent beside a name is believed only if the name may mean it', () => {
  expect(read({ commune: 'xã Tràng Đà', code: '02494' })).toMatchObject({ code: '02212' })
  expect(errors({ commune: 'Xã Không Có', code: '02212' })[0]?.path).toBe('answers.home.commune')
})

test('elsewhere a commune is as typed, with its province', () => {
  const there = { commune: 'Xã Vĩnh Tường', province: 'Phú Thọ' }
  expect(read(there)).toEqual(there)
  expect(errors(there)).toEqual([])
})

test('reads as people say it', () => {
  expect(showAnswer(field, read({ commune: 'xã Tràng Đà', detail: 'Tổ 5' }), 'vi')).toBe(
    'Tổ 5, Phường Nông Tiến, Tuyên Quang (trước đây là Xã Tràng Đà, Thành phố Tuyên Quang)',
  )
})

test('while one types: the name, and where it lies today', () => {
  expect(places.search('trang d', 5)).toEqual([
    {
      name: 'Xã Tràng Đà, Thành phố Tuyên Quang',
      former: true,
      present: [{ code: '02212', name: 'Phường Nông Tiến' }],
    },
  ])
})
