import { Link } from 'react-router'

export function Component() {
  return (
    <section>
      <h1>Không có trang này</h1>
      <p>
        Địa chỉ có thể đã gõ nhầm. <Link to="/ho-so?queue=mine">Về việc của tôi</Link>.
      </p>
    </section>
  )
}
