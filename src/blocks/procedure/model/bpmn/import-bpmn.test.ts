import { describe, expect, test } from 'vitest'
import { shipped } from '../../../../../tests/packs/shipped.ts'
import { Problem } from '../../../../kernel/problem.ts'
import { exportBpmn } from './export-bpmn.ts'
import { type Imported, importBpmn } from './import-bpmn.ts'

const bpmn = (process: string, rest = '') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  targetNamespace="urn:thu">${rest}<process id="p" name="Cấp phép">${process}</process></definitions>`
const flow = (from: string, to: string, more = '', inner = '') =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}" ${more}>${inner}</sequenceFlow>`
const short = ({ states, moves, initial }: Imported) => ({
  states: states.map(({ key, role, phase }) => `${key} ${role} ${phase}`),
  moves: moves.map(
    (move) => `${move.name.vi}: ${move.from.join('+')} -> ${move.to}${move.when ? ` | ${move.when}` : ''}`,
  ),
  initial,
})
const refusal = (xml: string) =>
  importBpmn(xml).then(
    () => null,
    (error: unknown) => {
      if (error instanceof Problem) return error
      throw error
    },
  )

test('tasks, a gateway, a loop back and two ends become states and moves', async () => {
  const back = await importBpmn(
    bpmn(
      `<laneSet id="l"><lane id="l1" name="Bộ phận Một cửa"><flowNodeRef>nhan</flowNodeRef></lane>
       <lane id="l2" name="Chuyên viên phòng"><flowNodeRef>xet</flowNodeRef></lane></laneSet>
       <startEvent id="s"/><userTask id="nhan" name="Nhận hồ sơ"/><userTask id="xet" name="Xét duyệt"/>
       <exclusiveGateway id="g"/><endEvent id="e1" name="Đã trả"/><endEvent id="e2" name="Từ chối"/>` +
        flow('s', 'nhan') +
        flow('nhan', 'xet', 'name="Chuyển"') +
        flow('xet', 'g') +
        flow(
          'g',
          'e1',
          'name="Đồng ý"',
          '<conditionExpression xsi:type="tFormalExpression">answers.copies &gt; 1</conditionExpression>',
        ) +
        flow(
          'g',
          'e2',
          'name="Không đồng ý"',
          '<conditionExpression xsi:type="tFormalExpression">#{x == 1}</conditionExpression>',
        ) +
        flow('g', 'nhan'),
    ),
  )
  expect(short(back)).toEqual({
    states: [
      'nhanHoSo counter working',
      'xetDuyet specialist working',
      'daTra null closed',
      'tuChoi null closed',
    ],
    moves: [
      'Chuyển: nhanHoSo -> xetDuyet',
      'Đồng ý: xetDuyet -> daTra | answers.copies > 1',
      'Không đồng ý: xetDuyet -> tuChoi',
      'Chuyển tới “Nhận hồ sơ”: xetDuyet -> nhanHoSo',
    ],
    initial: { online: 'nhanHoSo', desk: 'nhanHoSo' },
  })
  expect(back.title).toBe('Cấp phép')
  expect(back.leftOut).toEqual([
    {
      element: 'g-e2',
      kind: 'điều kiện',
      name: 'Không đồng ý',
      reason: '“#{x == 1}” không phải biểu thức FEEL; thao tác không kèm điều kiện.',
    },
  ])
})

test('automatic work, events, sub-processes and parallel ways are passed through, each told by name', async () => {
  const back = await importBpmn(
    bpmn(
      `<startEvent id="s"><timerEventDefinition/></startEvent>
       <task id="a" name="A"/><serviceTask id="auto" name="Tra cứu"/>
       <subProcess id="sub" name="Thẩm định"><startEvent id="s2"/><userTask id="b" name="B"/><endEvent id="e2"/>${flow('s2', 'b')}${flow('b', 'e2')}</subProcess>
       <boundaryEvent id="late" name="Quá hạn" attachedToRef="a"><timerEventDefinition/></boundaryEvent>
       <parallelGateway id="split"/><manualTask id="c" name="C"/><intermediateThrowEvent id="sent" name="Đã gửi"/>
       <callActivity id="call" name="Gọi"/><endEvent id="e" name="Xong"><messageEventDefinition/></endEvent>
       <subProcess id="side" name="Bên lề" triggeredByEvent="true"><startEvent id="s3"/><userTask id="never" name="Không lấy"/>${flow('s3', 'never')}</subProcess>
       <dataObjectReference id="data" name="Đơn"/><textAnnotation id="note"><text>Chú ý</text></textAnnotation>` +
        flow('s', 'a') +
        flow('a', 'auto') +
        flow('auto', 'sub') +
        flow('sub', 'split') +
        flow('split', 'c') +
        flow('split', 'sent') +
        flow('sent', 'call') +
        flow('call', 'e') +
        flow('c', 'e') +
        flow('late', 'c', 'name="Xử lý quá hạn"'),
      `<collaboration id="col"><participant id="p1" name="Sở" processRef="p"/><participant id="p2" name="Ngân hàng"/>
       <messageFlow id="m" name="Báo có" sourceRef="p2" targetRef="p1"/></collaboration>
       <process id="other" name="Khác"><task id="z" name="Z"/></process>`,
    ),
  )
  expect(short(back)).toEqual({
    states: ['a specialist working', 'b specialist working', 'c specialist working', 'xong null closed'],
    moves: ['Chuyển tới “B”: a -> b', 'Chuyển tới “C”: b -> c', 'Xong: b+c -> xong', 'Xử lý quá hạn: a -> c'],
    initial: { online: 'a', desk: 'a' },
  })
  const told = back.leftOut.map(({ element, kind }) => `${element} ${kind}`)
  expect(told.sort()).toEqual(
    [
      's cách khởi đầu',
      'auto việc tự động',
      'sub quy trình con',
      'late sự kiện gắn ở mép bước',
      'split cổng song song',
      'sent sự kiện phát',
      'call gọi quy trình khác',
      'e việc làm khi kết thúc',
      'side quy trình con theo sự kiện',
      'data dữ liệu',
      'note ghi chú',
      'p2 bên tham gia',
      'm luồng tin',
      'other quy trình khác trong tệp',
    ].sort(),
  )
  for (const { reason } of back.leftOut) expect(reason).toMatch(/\.$/)
})

test('lanes within lanes, unknown lanes, names that clash and none at all', async () => {
  const back = await importBpmn(
    bpmn(
      `<laneSet id="l"><lane id="o" name="Sở Tư pháp"><childLaneSet id="c">
         <lane id="i" name="Lãnh đạo Sở"><flowNodeRef>a</flowNodeRef></lane>
         <lane id="u" name="Phòng 3"><flowNodeRef>b</flowNodeRef></lane></childLaneSet></lane></laneSet>
       <task id="a" name="Ký"/><task id="b" name="Ký"/><task id="d"/><endEvent id="e"/>` +
        flow('a', 'b') +
        flow('b', 'd') +
        flow('d', 'e'),
    ),
  )
  expect(short(back).states).toEqual([
    'ky leader working',
    'ky2 specialist working',
    'buocChuaCoTen specialist working',
    'ketThuc null closed',
  ])
  expect(back.leftOut.map(({ element }) => element)).toEqual(['u'])
})

test('gateways in a circle and a flow to nothing end', async () => {
  const back = await importBpmn(
    bpmn(
      `<task id="a" name="A"/><exclusiveGateway id="g1"/><exclusiveGateway id="g2"/>` +
        flow('a', 'g1') +
        flow('g1', 'g2') +
        flow('g2', 'g1') +
        flow('g2', 'nowhere'),
    ),
  )
  expect(back.moves).toEqual([])
  expect(back.leftOut.map(({ kind }) => kind)).toEqual(['tham chiếu'])
})

describe('what is broken or hostile is refused, never half-read', () => {
  const { definition } = shipped[0]!
  const whole = () => exportBpmn({ ...definition, title: 'Thử' })

  test('cut anywhere', async () => {
    const xml = await whole()
    for (let at = 0; at < xml.length - 20; at += Math.floor(xml.length / 60)) {
      const found = await refusal(xml.slice(0, at))
      expect(found?.code, `cut at ${at}: …${xml.slice(at - 30, at)}`).toMatch(
        /^procedure\.bpmn-(unreadable|not-bpmn)$/,
      )
    }
  })

  test('not XML, not BPMN, nothing in it', async () => {
    expect((await refusal(''))?.code).toBe('procedure.bpmn-unreadable')
    expect((await refusal('xin chào'))?.code).toBe('procedure.bpmn-unreadable')
    expect((await refusal('<html><body>1</body></html>'))?.code).toBe('procedure.bpmn-not-bpmn')
    expect((await refusal(bpmn('').replace(/<process[\s\S]*<\/process>/, '')))?.code).toBe(
      'procedure.bpmn-no-process',
    )
    expect((await refusal(bpmn('<startEvent id="s"/>')))?.code).toBe('procedure.bpmn-no-task')
  })

  test('a broken tag names its line', async () => {
    const found = await refusal((await whole()).replace('</bpmn:userTask>', '</bpmn:userTsk>'))
    expect(found?.code).toBe('procedure.bpmn-unreadable')
    expect(found?.message).toMatch(/ở dòng \d+/)
  })

  test('entities and DOCTYPE', async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>`
    const xml = (await whole()).replace('?>', `?>${bomb}`)
    expect((await refusal(xml))?.code).toBe('procedure.bpmn-doctype')
    const file = (await whole()).replace('?>', '?><!doctype x SYSTEM "file:///etc/passwd">')
    expect((await refusal(file))?.code).toBe('procedure.bpmn-doctype')
  })

  test('more than 5 MB, more than 300 tasks, deep nesting, a maze of gateways: soon', async () => {
    expect(await refusal(bpmn(`<task id="a"/><!--${'x'.repeat(5 * 1024 * 1024)}-->`))).toMatchObject({
      status: 413,
    })
    const many = Array.from({ length: 20_000 }, (_, n) => `<task id="t${n}"/>`).join('')
    expect((await refusal(bpmn(many)))?.code).toBe('procedure.bpmn-too-large')
    const deep = 20_000
    const nested = `${'<subProcess><task name="x"/>'.repeat(200)}${'<subProcess>'.repeat(deep)}${'</subProcess>'.repeat(deep + 200)}`
    const found = await importBpmn(bpmn(nested))
    expect(found.states.length).toBe(200)
    expect(found.leftOut.length).toBe(501)
    const gates = Array.from(
      { length: 9_000 },
      (_, n) => `<exclusiveGateway id="g${n}"/>${flow(`g${n}`, `g${n + 1}`)}`,
    )
    const tasks = Array.from({ length: 290 }, (_, n) => `<task id="t${n}"/>${flow(`t${n}`, 'g0')}`)
    expect((await refusal(bpmn([...gates, ...tasks].join(''))))?.code).toBe('procedure.bpmn-too-large')
  })

  test('our own attributes changed into what cannot be', async () => {
    const xml = (await whole()).replace('phase="working"', 'phase="dancing"')
    const found = await refusal(xml)
    expect(found?.code).toBe('procedure.bpmn-invalid')
    expect(found?.errors[0]?.path).toMatch(/^state_\w+\.phase$/)
  })

  test('markup in names stays text', async () => {
    const back = await importBpmn(
      bpmn('<task id="a" name="&lt;script&gt;alert(1)&lt;/script&gt;"/><endEvent id="e"/>'),
    )
    expect(back.states[0]).toMatchObject({
      key: 'scriptAlert1Script',
      name: { vi: '<script>alert(1)</script>' },
    })
  })
})
