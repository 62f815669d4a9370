import { type Kind, label, oneLine, sharedMessage } from '../kind.ts'

/** One @, a domain with a dot, nothing a mail server would refuse outright; whether it exists, a letter shows. */
const ADDRESS =
  /^[^\s@<>()[\]\\,;:"]+@[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$/u

export const email: Kind = {
  kind: 'email',
  schema: () => ({ type: 'string', maxLength: 254, format: 'emailAddress' }),
  read: (raw) => oneLine(raw),
  show: (value) => String(value ?? ''),
  message: (error, field) =>
    sharedMessage(error, field, `${label(field)} không đúng. Hãy nhập địa chỉ như hoa.nguyen@example.vn.`),
  formats: { emailAddress: (text) => text.length <= 254 && ADDRESS.test(text) },
}
