import { DOMParser } from '@xmldom/xmldom'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Numbered, receiptXml } from './receipt.ts'

const receipt = (payer: string): Numbered => ({
  form: '01/BL',
  symbol: 'TN-26E',
  number: 7,
  issuedAt: '2026-11-24T09:00:00+07:00',
  content: {
    issuer: { code: 'H60.21', name: 'Sở Nông nghiệp và Môi trường' },
    payer: { name: payer, address: null },
    code: 'H60.21-261124-0001',
    procedure: 'Đăng ký',
    method: 'Tiền mặt',
    lines: [
      { name: 'Lệ phí', kind: 'lệ phí', amount: 100_000, account: '7111' },
      { name: 'Phí', kind: 'phí', amount: 205_000, account: '3511' },
    ],
    treasury: 'Kho bạc',
    cashier: 'Thu',
    total: 305_000,
    replaces: null,
  },
})

test('a receipt’s XML keeps whatever a payer is called, and can be read', () => {
  const faults: string[] = []
  const parser = new DOMParser({
    errorHandler: (_level: string, message: string) => void faults.push(message),
  })
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
      const read = parser.parseFromString(receiptXml(receipt(`<${name}&]]>`)), 'text/xml')
      const payer = read.getElementsByTagName('NguoiNop').item(0)?.textContent ?? ''
      expect(faults).toEqual([])
      expect([payer.startsWith('<'), payer.endsWith('&]]>')]).toEqual([true, true])
    }),
  )
})

test('phí and lệ phí stand on lines of their own, each with its account, and add up', () => {
  const xml = receiptXml(receipt('Nông Thị Thử'))
  expect(xml).toContain(
    '<KhoanThu loai="LE_PHI"><Ten>Lệ phí</Ten><TaiKhoan>7111</TaiKhoan><SoTien>100000</SoTien>',
  )
  expect(xml).toContain('<KhoanThu loai="PHI"><Ten>Phí</Ten><TaiKhoan>3511</TaiKhoan><SoTien>205000</SoTien>')
  expect(xml).toContain('<TongPhi>205000</TongPhi><TongLePhi>100000</TongLePhi><TongTien>305000</TongTien>')
  expect(xml).toContain('<BangChu>Ba trăm linh năm nghìn đồng</BangChu>')
})
