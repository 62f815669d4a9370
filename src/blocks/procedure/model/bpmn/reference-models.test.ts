import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Problem } from '../../../../kernel/problem.ts'
import { exportBpmn } from './export-bpmn.ts'
import { importBpmn } from './import-bpmn.ts'

const HERE = new URL('models/', import.meta.url).pathname
/** A folder of others' models, such as the reference models of BPMN MIWG, beside our own. */
const folders = [HERE, ...(process.env.BPMN_MODELS ? [process.env.BPMN_MODELS] : [])]
const files = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.bpmn'))
    .map((name) => [name, join(folder, name)] as const),
)

test.each(files)(
  '%s is read without a crash, and what was read is drawn and read again',
  async (_name, path) => {
    const xml = readFileSync(path, 'utf8')
    const read = await importBpmn(xml).catch((error: unknown) => {
      // A model without any work of people is told so; nothing else may be wrong with a sound file.
      expect(error).toBeInstanceOf(Problem)
      expect((error as Problem).code).toMatch(/^procedure\.bpmn-no-(task|process)$/)
      return null
    })
    if (!read) return
    const again = await importBpmn(await exportBpmn({ ...read, clock: null }))
    expect(again).toEqual({ ...read, leftOut: [] })
  },
)

test('our own models hold what they are named for', async () => {
  const read = async (name: string) => importBpmn(readFileSync(join(HERE, name), 'utf8'))
  const tasks = await read('tasks-and-gateways.bpmn')
  expect(tasks.states.map(({ name }) => name.vi)).toEqual([
    'Nhận đơn',
    'Xét đơn',
    'Hỏi thêm',
    'Xong',
    'Trả lại',
  ])
  expect(tasks.moves.find(({ to }) => to === 'hoiThem')).toMatchObject({
    from: ['xetDon'],
    name: { vi: 'Chưa rõ' },
  })
  const pools = await read('pools-and-messages.bpmn')
  expect(pools.states.map(({ name, role }) => `${name.vi}: ${role}`)).toEqual([
    'Tiếp nhận: counter',
    'Thẩm định: specialist',
    'Ký: leader',
    'Đã trả: null',
  ])
  expect(pools.leftOut.map(({ kind }) => kind)).toContain('luồng tin')
  const everything = await read('every-element.bpmn')
  expect(everything.states.map(({ key }) => key)).toEqual([
    'soan',
    'kiemTra',
    'kyNhay',
    'boSung',
    'banHanh',
    'huy',
  ])
  const out = (key: string) => everything.moves.filter(({ from }) => from.includes(key)).map(({ to }) => to)
  // Out of a sub-process without an end of its own, through a link, past an event at its edge.
  expect(out('kyNhay').sort()).toEqual(['banHanh', 'huy'])
  expect(out('boSung')).toEqual(['banHanh'])
  expect(out('kiemTra').sort()).toEqual(['huy', 'kyNhay'])
  expect(everything.leftOut.length).toBeGreaterThan(25)
})
