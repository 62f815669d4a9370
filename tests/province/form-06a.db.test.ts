import { sql } from 'kysely'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { extractedPages } from '../../src/platform/pdf/extracted-text.ts'
import { at, openWorld, refusal, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const call = { now: at('16:00', '2022-05-31') }
const form = (format: string) =>
  world.ask(
    world.visitor(),
    'report.get',
    { id: 'II.06a', from: '2022-05-01', to: '2022-05-31', format },
    call,
  )

test('II.06a counts what came before, came in, ended and stays, and holds; on paper and as a workbook too', async () => {
  await world.open({ now: at('09:00', '2022-04-12') })
  await world.to(await world.open({ now: at('09:00', '2022-04-12') }), 'ready', at('10:00', '2022-05-12'))
  await world.to(await world.open(), 'ready')
  await world.open({ channel: 'post' })
  await world.open({ procedure: '2.000635', agency: 'H60.03', now: at('14:00', '2022-05-31') })
  const { lines } = await form('json')
  const line = (name: RegExp) => lines.find((each: any) => name.test(each.name))
  const total = line(/^Tổng số$/).values
  expect(total.slice(0, 5)).toEqual([5, 0, 3, 2, 2])
  expect(total[0]).toBe(total[4] + total[8])
  expect(total[8]).toBe(total[9] + total[10])
  expect(lines.filter((each: any) => each.level === 'agency')).toHaveLength(2)

  const { body } = await form('xlsx')
  const [sheet] = (await readXlsx(Buffer.from(body))) as any
  const rows: unknown[][] = sheet.data ?? sheet
  const cells = rows.map((row: any) => row.map(String).join('|')).join('\n')
  expect(cells).toContain('Biểu số II.06a/VPCP/KSTT')
  expect(cells).toContain(
    '(1)|(2)=(3)+(4)+(5)|(3)|(4)|(5)|(6)=(7)+(8)+(9)|(7)|(8)|(9)|(10)=(11)+(12)|(11)|(12)',
  )
  expect(cells).toMatch(new RegExp(`Tổng số\\|${total.join('\\|')}`))

  const pages = await extractedPages((await form('pdf')).body)
  expect(pages.join('\n')).toContain('Từ ngày 01/05/2022 đến ngày 31/05/2022')
})

test('a row that cannot be is named, and nothing is printed', async () => {
  await sql`update dossier.dossier set timeliness = null where finished_at is not null`.execute(
    world.house.db,
  )
  const problem = await refusal(form('xlsx'))
  expect(problem.code).toBe('report.unbalanced')
  expect(problem.message).toMatch(/chênh 2/)
})
