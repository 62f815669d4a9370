import { Link, useRouteError } from 'react-router'
import { sentence } from '../api.ts'

/** What stands where a screen could not be loaded: what happened and what to do. */
export function Broken() {
  const error = useRouteError()
  return (
    <main className="broken" role="alert">
      <h1>Chưa mở được trang này</h1>
      <p>{sentence(error)}</p>
      <p>
        <button type="button" className="plain-button" onClick={() => location.reload()}>
          Tải lại trang
        </button>{' '}
        <Link to="/ho-so?queue=mine">Về việc của tôi</Link>
      </p>
    </main>
  )
}
