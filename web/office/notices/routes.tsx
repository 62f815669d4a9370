import type { RouteObject } from 'react-router'

/** What people are told: what went and what failed, the words, the channels and quiet hours. */
export const noticeRoutes: RouteObject[] = [
  { path: 'thong-bao', lazy: () => import('./Deliveries.tsx') },
  { path: 'thong-bao/mau', lazy: () => import('./Templates.tsx') },
  { path: 'thong-bao/kenh', lazy: () => import('./Settings.tsx') },
]
