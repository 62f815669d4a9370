import { type RouteObject, redirect } from 'react-router'
import { Broken } from './frame/Broken.tsx'
import { requireMe } from './session.ts'

/** Every screen is a chunk of its own: the first load carries the frame and one screen. */
export const routes: RouteObject[] = [
  { path: '/dang-nhap', lazy: () => import('./frame/SignInPage.tsx'), HydrateFallback: () => null },
  {
    id: 'frame',
    path: '/',
    loader: ({ request }) => requireMe(request),
    shouldRevalidate: () => false,
    lazy: () => import('./frame/Frame.tsx'),
    ErrorBoundary: Broken,
    HydrateFallback: () => null,
    children: [
      {
        ErrorBoundary: Broken,
        children: [
          { index: true, loader: () => redirect('/ho-so?queue=mine') },
          { path: 'ho-so', lazy: () => import('./worklist/Worklist.tsx') },
          { path: 'ho-so/:code', lazy: () => import('./dossier/DossierPage.tsx') },
          { path: 'tiep-nhan', lazy: () => import('./intake/Intake.tsx') },
          { path: 'bao-cao', lazy: () => import('./report/CentreReport.tsx') },
          { path: 'bao-mat', lazy: () => import('./security/Security.tsx') },
          { path: 'mo-khan-cap', lazy: () => import('./delegation/Openings.tsx') },
          { path: 'uy-quyen', lazy: () => import('./delegation/Delegations.tsx') },
          { path: '*', lazy: () => import('./frame/NotFound.tsx') },
        ],
      },
    ],
  },
]
