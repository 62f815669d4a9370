import type { RouteObject } from 'react-router'

/** People, positions, rights, clients, sessions, keys and the audit search. */
export const administrationRoutes: RouteObject[] = [
  { path: 'tai-khoan', lazy: () => import('./Accounts.tsx') },
  { path: 'vi-tri', lazy: () => import('./Positions.tsx') },
  { path: 'vi-tri/mot', lazy: () => import('./Position.tsx') },
  { path: 'nhap-can-bo', lazy: () => import('./ImportStaff.tsx') },
  { path: 'phien', lazy: () => import('./Sessions.tsx') },
  { path: 'xac-thuc-hai-lop', lazy: () => import('./FactorPolicy.tsx') },
  { path: 'hop-thu', lazy: () => import('./Mailboxes.tsx') },
  { path: 'doi-tac', lazy: () => import('./Partners.tsx') },
  { path: 'khoa-ky', lazy: () => import('./Keys.tsx') },
  { path: 'nhat-ky', lazy: () => import('./Audit.tsx') },
  { path: 'cau-hoi', lazy: () => import('./Questions.tsx') },
]
