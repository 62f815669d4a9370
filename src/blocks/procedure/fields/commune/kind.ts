import { type Kind, label, oneLine, sharedMessage } from '../kind.ts'

/** The name of a commune as people say it ("Xã Tràng Đà, thành phố Tuyên Quang"): papers name communes long gone. */
export const commune: Kind = {
  kind: 'commune',
  schema: () => ({ type: 'string', minLength: 2, maxLength: 200 }),
  read: (raw) => oneLine(raw),
  show: (value) => String(value ?? ''),
  message: (error, field) =>
    sharedMessage(error, field, `${label(field)} phải là tên xã, phường, thị trấn. Hãy nhập lại.`),
}
