import type { Definition, Move, State } from './definition.ts'
import type { Report } from './finding.ts'

/** Clock and phase each national status may have (Quyết định 31/2021/QĐ-TTg's list of ten). */
const STATUSES: Record<number, { clocks: State['clock'][]; phases: State['phase'][] }> = {
  1: { clocks: ['none'], phases: ['intake'] },
  2: { clocks: ['runs'], phases: ['working'] },
  3: { clocks: ['none', 'stopped'], phases: ['closed'] },
  4: { clocks: ['runs'], phases: ['working'] },
  5: { clocks: ['none', 'paused'], phases: ['waiting'] },
  6: { clocks: ['none', 'paused', 'stopped'], phases: ['waiting'] },
  7: { clocks: ['none', 'stopped'], phases: ['closed'] },
  8: { clocks: ['none', 'stopped'], phases: ['closed'] },
  9: { clocks: ['stopped'], phases: ['waiting', 'working'] },
  10: { clocks: ['stopped'], phases: ['closed'] },
}

/** Whether every dossier can begin, move and end, and every hand that holds it can let it go. */
export function checkGraph(definition: Definition, report: Report): void {
  const known = new Set(definition.states.map((state) => state.key))
  const moves = definition.moves.filter(
    (move) => known.has(move.to) && move.from.every((from) => known.has(from)),
  )
  const starts = [definition.initial.online, definition.initial.desk].filter((key) => known.has(key))
  const reached = closure(starts, (key) =>
    moves.filter((move) => move.from.includes(key)).map(({ to }) => to),
  )
  const closed = definition.states.filter((state) => state.phase === 'closed').map((state) => state.key)
  const ending = closure(closed, (key) => moves.filter((move) => move.to === key).flatMap(({ from }) => from))
  if (closed.length === 0)
    report(
      'graph.no-end',
      'states',
      'Quy trình chưa có bước kết thúc nào.',
      'Hãy thêm bước “Đã trả kết quả”.',
    )
  definition.states.forEach((state, at) => {
    const place = `states.${at}`
    const name = `“${state.name.vi}”`
    if (!reached.has(state.key))
      report(
        'graph.unreachable',
        place,
        `Không có đường nào dẫn tới bước ${name}.`,
        'Hãy thêm thao tác chuyển tới hoặc bỏ bước này.',
      )
    else if (closed.length > 0 && !ending.has(state.key))
      report(
        'graph.dead-end',
        place,
        `Hồ sơ tới bước ${name} thì không thể kết thúc.`,
        'Hãy thêm thao tác đi tiếp.',
      )
    if (state.phase === 'closed') checkClosed(state, moves, place, report)
    else checkHolder(state, moves, place, report)
    checkStatus(state, place, report)
  })
  checkStarts(definition, report)
  checkAcceptance(definition, moves, report)
  checkOutcomePapers(definition, report)
}

function closure(from: readonly string[], next: (key: string) => string[]): Set<string> {
  const seen = new Set(from)
  const queue = [...seen]
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    for (const each of next(key)) {
      if (seen.has(each)) continue
      seen.add(each)
      queue.push(each)
    }
  }
  return seen
}

function checkClosed(state: State, moves: Move[], place: string, report: Report): void {
  const out = moves.find((move) => move.from.includes(state.key))
  if (out)
    report(
      'graph.closed-moves',
      place,
      `Bước “${state.name.vi}” đã kết thúc nên thao tác “${out.name.vi}” không được đi ra từ đây.`,
      'Hãy bỏ bước này khỏi thao tác.',
    )
}

/** Whoever holds the dossier must have an arrow to another state, or it lies on their desk for ever. */
function checkHolder(state: State, moves: Move[], place: string, report: Report): void {
  const name = `“${state.name.vi}”`
  if (state.role === null) {
    report(
      'graph.no-holder',
      place,
      `Bước ${name} chưa kết thúc nhưng không giao cho ai.`,
      'Hãy chọn vai trò giữ hồ sơ.',
    )
    return
  }
  const { role } = state
  const mine = moves.some(
    (move) => move.from.includes(state.key) && move.who.includes(role) && move.to !== state.key,
  )
  if (!mine)
    report(
      'graph.holder-stuck',
      place,
      `Người giữ hồ sơ ở bước ${name} không có thao tác nào để chuyển hồ sơ đi.`,
      'Hãy thêm thao tác cho vai trò này.',
    )
}

function checkStatus(state: State, place: string, report: Report): void {
  const name = `“${state.name.vi}”`
  const rule = STATUSES[state.status]
  if (!rule) return
  if (!rule.phases.includes(state.phase))
    report(
      'clock.phase',
      `${place}.phase`,
      `Bước ${name} mang mã trạng thái ${state.status} nhưng giai đoạn không khớp.`,
      'Hãy sửa giai đoạn hoặc mã trạng thái.',
    )
  // An edition may stop the main clock while another agency is asked; without saying so it runs on.
  const asking = state.role === 'consulted' && state.clock === 'paused'
  if (!rule.clocks.includes(state.clock) && !asking)
    report(
      'clock.status',
      `${place}.clock`,
      `Bước ${name} mang mã trạng thái ${state.status} nhưng cách tính thời hạn không khớp.`,
      'Hãy sửa cách tính hoặc mã trạng thái.',
    )
  if (state.clock === 'paused' && state.phase !== 'waiting' && !asking)
    report(
      'clock.paused',
      `${place}.clock`,
      `Chỉ được tạm dừng thời hạn khi chờ người dân, chờ nộp tiền hoặc lấy ý kiến; bước ${name} không phải bước chờ.`,
      'Hãy cho thời hạn chạy.',
    )
  if (state.status === 4 && state.allowanceHours === undefined)
    report(
      'clock.no-allowance',
      place,
      `Bước ${name} chưa có số giờ dự kiến.`,
      'Hãy ghi để cán bộ thấy thời gian còn lại của bước.',
      'warning',
    )
}

function checkStarts(definition: Definition, report: Report): void {
  const online = definition.states.find((state) => state.key === definition.initial.online)
  const desk = definition.states.find((state) => state.key === definition.initial.desk)
  if (online && online.clock !== 'none')
    report(
      'clock.online-start',
      'initial.online',
      'Hồ sơ nộp trực tuyến chưa được tiếp nhận nên thời hạn chưa chạy.',
      'Hãy chọn bước “Mới đăng ký”.',
    )
  if (desk && desk.clock !== 'runs')
    report(
      'clock.desk-start',
      'initial.desk',
      'Hồ sơ nhận tại quầy đã được tiếp nhận nên thời hạn phải chạy.',
      'Hãy chọn bước “Được tiếp nhận”.',
    )
}

/** The clock starts with an 'accept' and with nothing else: no arrow may slip past it. */
function checkAcceptance(definition: Definition, moves: Move[], report: Report): void {
  const clockOf = (key: string) => definition.states.find((state) => state.key === key)?.clock
  definition.moves.forEach((move, at) => {
    if (!moves.includes(move)) return
    const starts =
      move.from.some((from) => clockOf(from) === 'none') &&
      ['runs', 'paused'].includes(clockOf(move.to) ?? '')
    if (starts && move.kind !== 'accept')
      report(
        'clock.unaccepted',
        `moves.${at}`,
        `Thao tác “${move.name.vi}” đưa hồ sơ chưa tiếp nhận vào xử lý mà thời hạn không chạy.`,
        'Hãy chọn loại thao tác “Tiếp nhận”.',
      )
    if (move.kind === 'accept' && !starts)
      report(
        'clock.accept-twice',
        `moves.${at}`,
        `Thao tác tiếp nhận “${move.name.vi}” phải đi từ bước chưa tiếp nhận tới bước thời hạn chạy.`,
        'Hãy sửa bước đi hoặc bước đến.',
      )
  })
}

function checkOutcomePapers(definition: Definition, report: Report): void {
  const hasOutPaper = definition.documents.some((paper) => paper.direction === 'out')
  definition.outcomes.forEach((outcome, at) => {
    if (outcome.favourable && hasOutPaper && outcome.document === undefined)
      report(
        'outcome.no-document',
        `outcomes.${at}`,
        `Kết quả “${outcome.name.vi}” chưa nêu giấy tờ trả cho người dân.`,
        'Hãy chọn giấy tờ kết quả.',
      )
  })
  if (!definition.outcomes.some((outcome) => outcome.favourable))
    report(
      'outcome.none-favourable',
      'outcomes',
      'Thủ tục chưa có kết quả nào thuận cho người dân.',
      'Hãy thêm kết quả được giải quyết.',
    )
}
