import { type RouteObject, redirect } from 'react-router'
import { administrationRoutes } from './administration/routes.tsx'
import { designerRoutes } from './designer/routes.tsx'
import { Broken } from './frame/Broken.tsx'
import { requireMe } from './session.ts'

/** The administration's screens, under /quan-tri/: procedures first, then people, rights and proof. */
export const adminRoutes: RouteObject[] = [
  { path: '/dang-nhap', lazy: () => import('./frame/SignInPage.tsx'), HydrateFallback: () => null },
  {
    id: 'frame',
    path: '/',
    loader: ({ request }) => requireMe(request),
    shouldRevalidate: () => false,
    lazy: () => import('./frame/AdminFrame.tsx'),
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: Broken,
        children: [
          { index: true, loader: () => redirect('/thu-tuc') },
          ...designerRoutes,
          ...administrationRoutes,
          { path: '*', lazy: () => import('./frame/NotFound.tsx') },
        ],
      },
    ],
  },
]
