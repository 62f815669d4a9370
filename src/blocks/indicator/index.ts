export { getReport } from './queries/get-report.ts'
export { listReports } from './queries/list-reports.ts'
export { agenciesCounted, reportOf } from './reports.ts'
