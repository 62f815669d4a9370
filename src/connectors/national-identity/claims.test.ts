import { expect, test } from 'vitest'
import type { Problem } from '../../kernel/problem.ts'
import { personOf } from './claims.ts'

const ISSUER = 'https://dinh-danh.example.vn'
const base = { sub: 's1', LoaiTaiKhoan: '1', SoDinhDanh: '008190990101', HoVaTen: 'Nguyễn Thị Hòa' }
const codeOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    return (error as Problem).code
  }
}

test.each([
  ['05/09/1990', '1990-09-05'],
  ['19900905', '1990-09-05'],
  ['1990-09-05', '1990-09-05'],
  ['31/02/1990', null],
  ['1990', null],
  [undefined, null],
])('a birth date told as %s is %s', (told, kept) => {
  const claims = told === undefined ? base : { ...base, NgayThangNamSinh: told }
  expect(personOf(ISSUER, claims).birthDate).toBe(kept)
})

test.each([
  [{ IAL: '2', loAs: '2' }, 3],
  [{ IAL: '2', loAs: '1' }, 2],
  [{ IAL: '1', loAs: '2' }, 2],
  [{ loAs: '2' }, 3],
  [{ IAL: 'cao' }, 1],
  [{}, 1],
])('proof and sign-in %j together are level %i: the weaker counts', (told, level) => {
  expect(personOf(ISSUER, { ...base, ...told }).assurance).toBe(level)
})

test('names are kept composed, so that the same name from two sources is the same text', () => {
  expect(personOf(ISSUER, { ...base, HoVaTen: 'Nguyễn Thị Hòa'.normalize('NFD') }).name).toBe(
    'Nguyễn Thị Hòa',
  )
})

test('a telephone or e-mail that cannot be read is left out; a number or name that is missing refuses', () => {
  expect(personOf(ISSUER, { ...base, SoDienThoai: '+84 531 234 501', ThuDienTu: 'không có' })).toMatchObject({
    phone: '0531234501',
    email: null,
  })
  for (const missing of [{ SoDinhDanh: '123' }, { SoDinhDanh: '' }, { HoVaTen: ' ' }])
    expect(codeOf(() => personOf(ISSUER, { ...base, ...missing }))).toBe('identity.nation-incomplete')
})

test('a company needs its tax code and name; its representative’s number may be missing', () => {
  const company = { ...base, LoaiTaiKhoan: '2', MaSoThue: '5099000012', TenDoanhNghiep: 'Hợp tác xã Thử' }
  expect(personOf(ISSUER, company)).toMatchObject({ kind: 'company', taxCode: '5099000012' })
  expect(personOf(ISSUER, { ...company, SoDinhDanh: '' }).citizenNumber).toBeNull()
  expect(codeOf(() => personOf(ISSUER, { ...company, MaSoThue: '5099000013' }))).toBe(
    'identity.nation-incomplete',
  )
  expect(codeOf(() => personOf(ISSUER, { ...company, TenDoanhNghiep: '' }))).toBe(
    'identity.nation-incomplete',
  )
})
