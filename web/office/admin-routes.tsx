import { type RouteObject, redirect } from 'react-router'
import { administrationRoutes } from './administration/routes.tsx'
import { designerRoutes } from './designer/routes.tsx'
import { exchangeRoutes } from './exchange/routes.ts'
import { Broken } from './frame/Broken.tsx'
import { noticeRoutes } from './notices/routes.tsx'
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
          ...exchangeRoutes,
          ...noticeRoutes,
          { path: 'mau-giay', lazy: () => import('./letters/Wordings.tsx') },
          { path: 'ban-tiep-nhan', lazy: () => import('./schedule/DeskSettings.tsx') },
          { path: '*', lazy: () => import('./frame/NotFound.tsx') },
        ],
      },
    ],
  },
]
