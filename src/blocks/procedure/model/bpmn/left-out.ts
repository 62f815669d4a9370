import type { Element, Warning } from 'bpmn-moddle'
import { type Graph, HUMAN, isContainer } from './graph.ts'

/** One thing of the file that states and moves do not hold, and why. */
export type LeftOut = {
  /** Its id in the file; empty for what has none. */
  element: string
  /** What it is, in Vietnamese. */
  kind: string
  name: string
  reason: string
}

/** At most so many are told by name; `importBpmn` counts the rest in one last line. */
export const TOLD = 500

const THROUGH = 'Không do người giữ hồ sơ; hai bước ở hai đầu được nối thẳng với nhau.'
const EVENT = 'Sự kiện giữa chừng không phải là bước; hai bước ở hai đầu được nối thẳng với nhau.'
const PAPER = 'Giấy tờ và dữ liệu khai ở thành phần hồ sơ, không ở quy trình.'
const DRAWN = 'Chỉ để đọc trên hình, không có trong quy trình.'

/** What is never a state or a move, by its type. */
const REASONS: Record<string, readonly [kind: string, reason: string]> = {
  ServiceTask: ['việc tự động', THROUGH],
  SendTask: ['việc gửi tin', THROUGH],
  ReceiveTask: ['việc nhận tin', THROUGH],
  ScriptTask: ['việc chạy mã', THROUGH],
  BusinessRuleTask: ['việc theo bảng quyết định', THROUGH],
  CallActivity: [
    'gọi quy trình khác',
    'Quy trình khác không nằm trong tệp; hai bước ở hai đầu được nối thẳng với nhau.',
  ],
  ParallelGateway: [
    'cổng song song',
    'Một hồ sơ chỉ ở một bước; các nhánh song song được đọc thành các thao tác để chọn.',
  ],
  InclusiveGateway: [
    'cổng bao gồm',
    'Một hồ sơ chỉ ở một bước; các nhánh được đọc thành các thao tác để chọn.',
  ],
  ComplexGateway: [
    'cổng phức hợp',
    'Quy tắc của cổng không đọc được; các nhánh được đọc thành các thao tác để chọn.',
  ],
  EventBasedGateway: [
    'cổng chờ sự kiện',
    'Sự kiện đến trước do người bấm; các nhánh được đọc thành các thao tác để chọn.',
  ],
  IntermediateCatchEvent: ['sự kiện chờ', EVENT],
  IntermediateThrowEvent: ['sự kiện phát', EVENT],
  BoundaryEvent: [
    'sự kiện gắn ở mép bước',
    'Điều làm nó xảy ra không giữ; đường đi ra từ nó thành thao tác của bước.',
  ],
  DataObject: ['dữ liệu', PAPER],
  DataObjectReference: ['dữ liệu', PAPER],
  DataStoreReference: ['kho dữ liệu', PAPER],
  TextAnnotation: ['ghi chú', DRAWN],
  Association: ['đường nối ghi chú', DRAWN],
  Group: ['khung nhóm', DRAWN],
}

/** Elements of the process read that became neither state nor move. Gateways of choice are the moves themselves. */
export function leftOutOf(graph: Graph): LeftOut[] {
  const term = ourTerm(graph)
  return graph.elements.flatMap((element) => {
    const type = element.$type.replace('bpmn:', '')
    const told = (kind: string, reason: string) => [leftOut(element, kind, reason)]
    if (term.has(element)) return []
    if (graph.aside.has(element))
      return isContainer(element)
        ? told('quy trình con theo sự kiện', 'Chạy bên lề quy trình; các bước bên trong không lấy vào.')
        : []
    if (isContainer(element))
      return told(
        'quy trình con',
        'Bước không lồng nhau; các bước bên trong được đưa ra ngoài, cùng hàng với các bước khác.',
      )
    if (type === 'StartEvent' && element.eventDefinitions?.length)
      return told('cách khởi đầu', 'Hồ sơ bắt đầu khi người dân nộp; sự kiện khởi đầu khác không giữ.')
    if (type === 'EndEvent' && element.eventDefinitions?.length)
      return told(
        'việc làm khi kết thúc',
        'Bước kết thúc được giữ, tin gửi đi hoặc lỗi phát ra ở đó thì không.',
      )
    if (HUMAN.has(element.$type) && element.loopCharacteristics)
      return told('việc lặp lại', 'Bước được giữ, số lần lặp thì không.')
    const known = REASONS[type]
    if (known) return told(...known)
    return ['ExclusiveGateway', 'StartEvent', 'EndEvent'].includes(type) || HUMAN.has(element.$type)
      ? []
      : told(type, 'Loại này không có trong quy trình nội bộ.')
  })
}

/** The event sub-process that `exportBpmn` draws the legal term with, and all in it. */
function ourTerm(graph: Graph): Set<Element> {
  const bodies = graph.elements.flatMap((element) =>
    ownElement(element, 'tt:Term') ? (graph.inside.get(element) ?? []) : [],
  )
  return new Set(bodies.flatMap((body) => [body, ...(body.flowElements ?? [])]))
}

/** Our own element in another's `extensionElements`. */
export function ownElement(element: Element, type: string): Element | undefined {
  return element.extensionElements?.values?.find((each: Element) => each.$type === type)
}

export const leftOut = (element: Element, kind: string, reason: string): LeftOut => ({
  element: short(element.id ?? ''),
  kind,
  name: short(element.name ?? element.text ?? ''),
  reason,
})

const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

/** What the reader itself stumbled over: references to nothing by name; elements and attributes no one knows, counted. */
export function ofWarnings(warnings: readonly Warning[]): LeftOut[] {
  const counted = new Map<string, number>()
  const told: LeftOut[] = []
  for (const { message, element, property, value } of warnings) {
    // The file came as text, whatever bytes it says it was; and how it is drawn is not taken over anyhow.
    if (/encoding/.test(message) || /^(bpmndi|dc|di):/.test(element?.$type ?? '')) continue
    if (element && property !== undefined)
      told.push(
        leftOut(element, 'tham chiếu', `Nhắc tới “${short(value ?? '')}” (${property}) không có trong tệp.`),
      )
    else {
      const what = short(/<[^>]*>/.exec(message)?.[0] ?? message.split('\n')[0]!)
      counted.set(what, (counted.get(what) ?? 0) + 1)
    }
  }
  for (const [name, times] of counted)
    told.push({
      ...{ element: '', kind: 'phần không theo chuẩn', name },
      reason: `BPMN 2.0 không có phần này (${times} chỗ); nó được bỏ qua.`,
    })
  return told
}

/** Root elements and other pools: only one process becomes the flow. */
export function outsideOf(definitions: Element, chosen: Element): LeftOut[] {
  const roots: Element[] = definitions.rootElements ?? []
  return roots.flatMap((root) => {
    if (root.$type === 'bpmn:Process' && root !== chosen)
      return [
        leftOut(
          root,
          'quy trình khác trong tệp',
          'Mỗi lần chỉ nhập một quy trình: quy trình có nhiều việc của người nhất.',
        ),
      ]
    if (root.$type !== 'bpmn:Collaboration') return []
    const flows: Element[] = root.messageFlows ?? []
    const pools: Element[] = root.participants ?? []
    return [
      ...pools
        .filter((pool) => !pool.processRef)
        .map((pool) => leftOut(pool, 'bên tham gia', 'Bên này không có quy trình riêng trong tệp.')),
      ...flows.map((flow) => leftOut(flow, 'luồng tin', 'Tin gửi giữa các bên không phải là thao tác.')),
    ]
  })
}
