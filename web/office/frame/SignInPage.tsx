import { useEffect } from 'react'
import { useSearchParams } from 'react-router'

/** Signing in happens at the province's own provider, on a page of the server; this address only leads there. */
export function Component() {
  const [search] = useSearchParams()
  useEffect(() => {
    document.title = 'Đăng nhập – Cán bộ'
    location.replace(`/dang-nhap?ve=${encodeURIComponent(ownAddress(search.get('ve')))}`)
  }, [search])
  return (
    <main className="sign-in" aria-busy>
      <h1>Đăng nhập cán bộ</h1>
      <p className="quiet">Đang mở trang đăng nhập…</p>
    </main>
  )
}

/** Only an address of this site: `//other.example` and full URLs are not followed. */
function ownAddress(asked: string | null): string {
  return asked && /^\/(can-bo|quan-tri|dieu-hanh)(?=\/|$)/.test(asked) ? asked : '/can-bo/'
}
