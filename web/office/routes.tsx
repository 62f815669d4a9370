import { type RouteObject, redirect } from 'react-router'
import { Broken } from './frame/Broken.tsx'
import { requireMe } from './session.ts'

/** Every screen is a chunk of its own: the first load carries the frame and one screen. */
export const routes: RouteObject[] = [
  { path: '/dang-nhap', lazy: () => import('./frame/SignInPage.tsx'), HydrateFallback: () => null },
  { path: '/mo-khoa', lazy: () => import('./offline/Unlock.tsx'), HydrateFallback: () => null },
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
          { path: 'so-hoa', lazy: () => import('./scan/ScanList.tsx') },
          { path: 'so-hoa/:id', lazy: () => import('./scan/ScanList.tsx') },
          { path: 'quay', lazy: () => import('./schedule/Counter.tsx') },
          { path: 'quay/so-lieu', lazy: () => import('./schedule/Figures.tsx') },
          { path: 'buu-chinh', lazy: () => import('./post/Post.tsx') },
          { path: 'thu-phi', lazy: () => import('./payment/Cashier.tsx') },
          { path: 'doi-soat', lazy: () => import('./payment/Reconcile.tsx') },
          { path: 'so-theo-doi', lazy: () => import('./report/Register.tsx') },
          { path: 'bao-cao', lazy: () => import('./report/CentreReport.tsx') },
          { path: 'trung-tam', lazy: () => import('./centre/Centre.tsx') },
          { path: 'trung-tam/ngay', lazy: () => import('./centre/Day.tsx') },
          { path: 'don-doc', lazy: () => import('./centre/Reminders.tsx') },
          { path: 'nguoi-dan', lazy: () => import('./citizens/Citizens.tsx') },
          { path: 'bao-mat', lazy: () => import('./security/Security.tsx') },
          { path: 'mo-khan-cap', lazy: () => import('./delegation/Openings.tsx') },
          { path: 'uy-quyen', lazy: () => import('./delegation/Delegations.tsx') },
          { path: 'phan-anh', lazy: () => import('./quality/FeedbackList.tsx') },
          { path: 'phan-anh/:number', lazy: () => import('./quality/Feedback.tsx') },
          { path: 'danh-gia/:code', lazy: () => import('./quality/AskRating.tsx') },
          { path: 'hai-long', lazy: () => import('./quality/Satisfaction.tsx') },
          { path: '*', lazy: () => import('./frame/NotFound.tsx') },
        ],
      },
    ],
  },
]
