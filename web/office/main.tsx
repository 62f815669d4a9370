import './styles.ts'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { adminRoutes } from './admin-routes.tsx'
import { routes } from './routes.tsx'
import { theme } from './theme.ts'

/** One application under two addresses: the officers' workspace and the administration; they share frame and session. */
const administration = /^\/quan-tri(\/|$)/.test(location.pathname)
const router = administration
  ? createBrowserRouter(adminRoutes, { basename: '/quan-tri' })
  : createBrowserRouter(routes, { basename: '/can-bo' })

/** Mantine makes style elements by script; the page's policy lets in only those that carry this answer's nonce. */
const styleNonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="light" getStyleNonce={styleNonce}>
      <RouterProvider router={router} />
    </MantineProvider>
  </StrictMode>,
)
