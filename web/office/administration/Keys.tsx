import './administration.css'
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router'
import type { SigningKeyView } from '../../../src/blocks/identity/model/administered.ts'
import { ask } from '../api.ts'
import { requireMe, toSignIn } from '../session.ts'
import { moment } from '../words.ts'
import { Trouble, useActing, useTitle } from './acting.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  await requireMe(request)
  try {
    return (await ask<{ items: SigningKeyView[] }>('/identity/keys', {}, request.signal)).items
  } catch (error) {
    throw toSignIn(error, request)
  }
}

export function Component() {
  const keys = useLoaderData() as SigningKeyView[]
  const { revalidate } = useRevalidator()
  const acting = useActing()
  useTitle('Khóa ký')
  async function rotate() {
    if (await acting.give('/identity/keys/rotate', {})) void revalidate()
  }
  return (
    <section className="admin stack">
      <h1>Khóa ký của hệ thống đăng nhập</h1>
      <p>
        Khóa mới nhất ký mọi xác nhận đăng nhập gửi cho hệ thống đối tác. Hệ thống tự đổi khóa sau 90 ngày;
        đổi ngay khi nghi ngờ khóa bị lộ. Khóa cũ còn dùng để kiểm tra thêm một giờ.
      </p>
      <Trouble text={acting.trouble} />
      <div className="buttons">
        <button type="button" className="plain-button" disabled={acting.busy} onClick={() => void rotate()}>
          Đổi khóa ký
        </button>
      </div>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">Mã khóa</th>
            <th scope="col">Lập lúc</th>
            <th scope="col">Tình trạng</th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.kid}>
              <td className="hash">{key.kid}</td>
              <td data-name="Lập lúc">{moment(key.madeAt)}</td>
              <td data-name="Tình trạng">
                {key.until ? `chỉ để kiểm tra, đến ${moment(key.until)}` : 'đang ký'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
