import type { RouteObject } from 'react-router'

/** The procedure designer: the list of procedures and drafts, and one workbench per draft. */
export const designerRoutes: RouteObject[] = []
