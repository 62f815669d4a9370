import '../ui/tokens.css'
import '../ui/fonts.css'
import '../ui/fonts-semibold.css'
import '../ui/base.css'
import './wall.css'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'

/** Each screen is loaded when it is asked for. */
const Wall = lazy(async () => ({ default: (await import('./Wall.tsx')).Wall }))
const Index766 = lazy(async () => ({ default: (await import('./Index766.tsx')).Index766 }))
const isIndex = location.pathname.replace(/\/+$/, '').endsWith('/766')

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Suspense fallback={null}>{isIndex ? <Index766 /> : <Wall />}</Suspense>
  </StrictMode>,
)
