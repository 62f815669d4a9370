import { z } from 'zod'
import { Problem } from '../../../kernel/problem.ts'
import { command } from '../../../platform/command/declare.ts'
import { ScanView } from '../model/scan.ts'
import { SCAN_QUEUE } from './begin-scan.ts'
import { scanOf, scanView, setScan } from './read-scan.ts'

const Id = z.strictObject({ id: z.uuid() })

/** Breaks a scan off; pages already read stay and can be taken up again. Errors: scan.not-found, scan.already-accepted 409. */
export const cancelScan = command({
  name: 'scan.cancel',
  route: 'POST /scans/{id}/cancel',
  summary: 'Hủy một lượt số hóa',
  input: Id,
  output: ScanView,
  permission: 'scan.work',
  audit: (input) => `cancelled scan ${input.id}`,
  async run({ input, actor, sql, now }) {
    const row = await scanOf(sql, input.id, actor, true)
    if (row.status === 'accepted')
      throw new Problem(
        'scan.already-accepted',
        409,
        'Giấy này đã vào kho của người dân nên không hủy được nữa.',
      )
    await setScan(sql, row.id, 'cancelled', now)
    return scanView(sql, await scanOf(sql, row.id, actor))
  },
})

/** Takes a failed or cancelled scan up again where it stopped. Errors: scan.not-found, scan.nothing-to-retry 409. */
export const retryScan = command({
  name: 'scan.retry',
  route: 'POST /scans/{id}/retry',
  summary: 'Làm lại một lượt số hóa bị lỗi hoặc đã hủy',
  input: Id,
  output: ScanView,
  permission: 'scan.work',
  audit: (input) => `took up scan ${input.id} again`,
  async run({ input, actor, sql, send, now }) {
    const row = await scanOf(sql, input.id, actor, true)
    const stuck = row.status === 'waiting' && row.problem !== null
    if (row.status !== 'failed' && row.status !== 'cancelled' && !stuck)
      throw new Problem(
        'scan.nothing-to-retry',
        409,
        row.status === 'accepted' || row.status === 'ready'
          ? 'Lượt số hóa này đã xong, không cần làm lại.'
          : 'Lượt số hóa này đang chạy, chưa cần làm lại.',
      )
    await sql.updateTable('document.scan').set({ attempts: 0 }).where('id', '=', row.id).execute()
    await setScan(sql, row.id, 'waiting', now)
    await send(SCAN_QUEUE, { id: row.id })
    return scanView(sql, await scanOf(sql, row.id, actor))
  },
})
