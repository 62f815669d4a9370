import { useEffect } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { SignInForm } from './SignInForm.tsx'

export function Component() {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  useEffect(() => {
    document.title = 'Đăng nhập – Cán bộ'
  }, [])
  return (
    <main className="sign-in">
      <h1>Đăng nhập cán bộ</h1>
      <p className="quiet">Hệ thống giải quyết thủ tục hành chính tỉnh Tuyên Quang</p>
      <SignInForm
        onSignedIn={() => {
          const back = ownAddress(search.get('ve'))
          if (/^\/(dieu-hanh|quan-tri)(?=\/|$)/.test(back)) location.assign(back)
          else navigate(back.replace(/^\/can-bo(?=\/|$)/, '') || '/', { replace: true })
        }}
      />
    </main>
  )
}

/** Only an address of this site: `//other.example` and full URLs are not followed. */
function ownAddress(asked: string | null): string {
  return asked && /^\/(?![/\\])/.test(asked) ? asked : '/'
}
