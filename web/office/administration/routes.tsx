import type { RouteObject } from 'react-router'

/** People, positions, rights, clients, sessions, keys and the audit search. */
export const administrationRoutes: RouteObject[] = []
