import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isDossierCode,
  isPhone,
  isProcedureCode,
  isTaxCode,
  normalPhone,
  parseCitizenNumber,
  parseIdCardQr,
  taxCheckDigit,
} from './identifiers.ts'

/** Fictitious: the serial begins with 99. */
const card =
  '008099991234||Nguyễn Văn A|01011999|Nam|Tổ 1, Phan Thiết, Thành phố Tuyên Quang, Tuyên Quang|01052021'

test('the citizen number tells sex, century and birth year', () => {
  expect(parseCitizenNumber('008099991234')).toEqual({
    ok: true,
    value: { number: '008099991234', provinceCode: '008', sex: 'male', birthYear: 1999 },
  })
  expect(parseCitizenNumber('002 305 990 001')).toMatchObject({
    value: { provinceCode: '002', sex: 'female', birthYear: 2005 },
  })
  expect(parseCitizenNumber('008161990001')).toMatchObject({ value: { sex: 'female', birthYear: 1961 } })
})

test.each([
  ['', 'Chưa có số'],
  ['070123456', 'chứng minh nhân dân 9 số'],
  ['00809999123', 'số vừa nhập có 11'],
  ['0080999912345', 'số vừa nhập có 13'],
  ['00809999123A', 'chỉ gồm chữ số'],
  ['000099991234', 'không thể là 000'],
])('citizen number "%s" is refused in words', (text, words) => {
  const parsed = parseCitizenNumber(text, 'answers.citizenNumber')
  expect(parsed).toMatchObject({ ok: false, problem: { path: 'answers.citizenNumber' } })
  expect(!parsed.ok && parsed.problem.message).toContain(words)
})

test("an identity card's QR code fills in the applicant", () => {
  expect(parseIdCardQr(card)).toEqual({
    ok: true,
    value: {
      citizen: { number: '008099991234', provinceCode: '008', sex: 'male', birthYear: 1999 },
      formerNumber: null,
      fullName: 'Nguyễn Văn A',
      birthDate: '1999-01-01',
      sex: 'male',
      address: 'Tổ 1, Phan Thiết, Thành phố Tuyên Quang, Tuyên Quang',
      issuedOn: '2021-05-01',
      warnings: [],
    },
  })
})

test('scanners and newer cards vary without harm', () => {
  const plainCard = parseIdCardQr(card)
  expect(parseIdCardQr(`${card}\r\n`)).toEqual(plainCard)
  expect(parseIdCardQr(`\ufeff ${card}`)).toEqual(plainCard)
  expect(parseIdCardQr(`${card}|||`)).toEqual(plainCard)
  expect(parseIdCardQr(card.normalize('NFD'))).toEqual(plainCard)
  expect(parseIdCardQr(card.replace('||', '|070123456|'))).toMatchObject({
    value: { formerNumber: '070123456' },
  })
  const woman = card.replace('0080', '0081').replace('Nam', 'Nữ')
  expect(parseIdCardQr(woman.normalize('NFD'))).toMatchObject({ value: { sex: 'female', warnings: [] } })
})

test.each([
  ['https://example.vn', 'idCard', 'đọc được 1'],
  [card.replace('008099991234', '00809999123'), 'idCard.citizenNumber', '12 chữ số'],
  [card.replace('||', '|0701|'), 'idCard.formerNumber', '9 chữ số hoặc để trống'],
  [card.replace('Nguyễn Văn A', ' '), 'idCard.fullName', 'thiếu họ và tên'],
  [card.replace('01011999', '31021999'), 'idCard.birthDate', '31021999'],
  [card.replace('01011999', '1999-01-01'), 'idCard.birthDate', 'Ngày sinh'],
  [card.replace('Nam', 'M'), 'idCard.sex', 'Nam hoặc Nữ'],
  [card.replace(/Tổ.*Quang/, ''), 'idCard.address', 'nơi thường trú'],
  [card.replace('01052021', ''), 'idCard.issuedOn', 'Ngày cấp'],
  [card.replace('01052021', '31121998'), 'idCard.issuedOn', 'trước ngày sinh'],
])('card "%s" is refused with the field named', (text, path, words) => {
  const parsed = parseIdCardQr(text)
  expect(parsed).toMatchObject({ ok: false, problem: { path } })
  expect(!parsed.ok && parsed.problem.message).toContain(words)
})

test('a card whose parts disagree is read with a warning', () => {
  expect(parseIdCardQr(card.replace('Nam', 'Nữ'))).toMatchObject({
    ok: true,
    value: { sex: 'female', warnings: [expect.stringContaining('Giới tính')] },
  })
  expect(parseIdCardQr(card.replace('01011999', '01011998'))).toMatchObject({
    ok: true,
    value: { warnings: [expect.stringContaining('Năm sinh')] },
  })
})

test('no text makes the readers throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(fc.string(), { minLength: 7 })), (input) => {
      const text = Array.isArray(input) ? input.join('|') : input
      expect(typeof parseIdCardQr(text).ok).toBe('boolean')
      expect(typeof parseCitizenNumber(text).ok).toBe('boolean')
    }),
  )
})

test('tax codes carry a check digit, branches three more digits, persons their citizen number', () => {
  for (const right of [
    '0314409058',
    '0100109106',
    '0106026495',
    '0106026495-001',
    '0106026495001',
    '008099991234',
  ]) {
    expect(isTaxCode(right), right).toBe(true)
  }
  for (const wrong of [
    '0314409059',
    '031440905',
    '0106026495-000',
    '0106026495-01',
    '0106026495--001',
    '000099991234',
  ]) {
    expect(isTaxCode(wrong), wrong).toBe(false)
  }
})

test('one wrong digit never passes the check of a tax code', () => {
  const nine = fc.stringMatching(/^\d{9}$/).filter((text) => taxCheckDigit(text) !== undefined)
  fc.assert(
    fc.property(nine, fc.nat(9), fc.integer({ min: 1, max: 9 }), (first, at, shift) => {
      const code = `${first}${taxCheckDigit(first)}`
      const digit = (Number(code[at]) + shift) % 10
      expect(isTaxCode(code)).toBe(true)
      expect(isTaxCode(code.slice(0, at) + digit + code.slice(at + 1))).toBe(false)
    }),
  )
})

test.each([
  ['0912 345 678', '0912345678'],
  ['+84 912.345.678', '0912345678'],
  ['84912345678', '0912345678'],
  ['0084(0)912345678', '0912345678'],
  ['(0207) 3822-345', '02073822345'],
  ['+842073822345', '02073822345'],
  ['0842345678', '0842345678'],
  ['0112345678', null],
  ['091234567', null],
  ['09123456789', null],
  ['1900 1234', null],
  ['0912345678x', null],
  ['', null],
])('telephone "%s" is stored as %s', (text, stored) => {
  expect(normalPhone(text)).toBe(stored)
  expect(isPhone(text)).toBe(stored !== null)
})

test('dossier and procedure codes', () => {
  for (const code of [
    'H60.08-221010-0001',
    'H15.50.05.13-261008-0975',
    'G09.20-20260609-0092637',
    'H60.31.05-220601-12345',
  ]) {
    expect(isDossierCode(code), code).toBe(true)
  }
  for (const code of [
    'H60.08-221010-001',
    'h60.08-221010-0001',
    'H60.08-221010-0001 ',
    'H6.08-221010-0001',
    'H60.08/221010-0001',
  ]) {
    expect(isDossierCode(code), code).toBe(false)
  }
  for (const code of ['1.001193', '2.000815.H60', '1.001193.000.00.00.H60'])
    expect(isProcedureCode(code), code).toBe(true)
  for (const code of ['0.001193', '1.01193', '1.001193.60', '1.001193\n'])
    expect(isProcedureCode(code), code).toBe(false)
})
