import { z } from 'zod'
import { query } from '../../../platform/command/declare.ts'
import { REPORTS } from '../reports.ts'

/** The reports there are. */
export const listReports = query({
  name: 'report.list',
  route: 'GET /reports',
  summary: 'Danh mục báo cáo',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(z.object({ id: z.string(), title: z.string(), describes: z.string() })),
  }),
  permission: 'public',
  run: async () => ({
    items: Object.entries(REPORTS).map(([id, { title, describes }]) => ({ id, title, describes })),
  }),
})
