import { isTaxCode } from '../../../../kernel/identifiers.ts'
import { type Kind, label, oneLine, sharedMessage } from '../kind.ts'

export const taxCode: Kind = {
  kind: 'taxCode',
  schema: () => ({ type: 'string', format: 'taxCode' }),
  read(raw) {
    const text = oneLine(raw)
    const code = text?.replace(/\s/g, '')
    return code && /^[\d-]+$/.test(code) ? code : text
  },
  show: (value) => String(value ?? ''),
  message: (error, field) =>
    sharedMessage(
      error,
      field,
      `${label(field)} không đúng: mã số thuế có 10 số, chi nhánh thêm gạch nối và 3 số, cá nhân dùng 12 số định danh. ` +
        'Hãy đối chiếu với giấy đăng ký.',
    ),
  formats: { taxCode: isTaxCode },
}
