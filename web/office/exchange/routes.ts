import type { RouteObject } from 'react-router'

/** Lines to outside systems, and the rules online submission stands under. */
export const exchangeRoutes: RouteObject[] = [
  { path: 'lien-thong', lazy: () => import('./Exchange.tsx') },
  { path: 'che-do', lazy: () => import('./Regime.tsx') },
]
