import type { RouteObject } from 'react-router'

/** The procedure designer: the list of procedures and drafts, and one workbench per draft. */
export const designerRoutes: RouteObject[] = [
  { path: 'thu-tuc', lazy: () => import('./ProcedureList.tsx') },
  { path: 'ban-thao/:id', lazy: () => import('./Workbench.tsx') },
]
