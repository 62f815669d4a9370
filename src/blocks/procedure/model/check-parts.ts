import type { Definition, Effect } from './definition.ts'
import type { Report } from './finding.ts'

export type Part = Extract<Effect, { kind: 'openChild' }>

/** The parts of a joint dossier in the order its edition names them; none for every other procedure. */
export function partsIn({ moves }: Pick<Definition, 'moves'>): Part[] {
  return moves.flatMap((move) => move.effects.filter((effect) => effect.kind === 'openChild'))
}

/** Whether a joint dossier's parts can open, end, and be told of; and whether silence in a consultation has its arrow. */
export function checkParts(definition: Definition, report: Report): void {
  const parts = partsIn(definition)
  const known = new Set(parts.map(({ part }) => part))
  const handedIn = new Set(
    definition.documents.filter((paper) => paper.direction === 'in').map((paper) => paper.key),
  )
  const seen = new Set<string>()
  definition.moves.forEach((move, at) => {
    move.effects.forEach((effect, n) => {
      if (effect.kind !== 'openChild') return
      const place = `moves.${at}.effects.${n}`
      const name = `“${effect.name.vi}”`
      if (seen.has(effect.part))
        report('key.twice', `${place}.part`, `Phần ${name} được mở hai lần.`, 'Hãy bỏ một lần mở.')
      seen.add(effect.part)
      for (const before of effect.after)
        if (!known.has(before))
          report(
            'reference.part',
            `${place}.after`,
            `Phần ${name} chờ phần “${before}” không có trong thủ tục.`,
            'Hãy chọn một phần có trong danh sách.',
          )
      for (const paper of Object.values(effect.documents))
        if (!handedIn.has(paper))
          report(
            'reference.document',
            `${place}.documents`,
            `Phần ${name} lấy giấy tờ “${paper}” mà người nộp không nộp.`,
            'Hãy chọn giấy tờ người dân nộp.',
          )
    })
  })
  if (parts.length === 0) return
  if (waitsForItself(parts))
    report(
      'parts.loop',
      'moves',
      'Các phần liên thông chờ lẫn nhau nên không phần nào mở được.',
      'Hãy để ít nhất một phần mở ngay.',
    )
  for (const [kind, what] of ENDS)
    if (!definition.moves.some((move) => move.kind === kind && move.who.includes('system')))
      report(
        'parts.no-end',
        'moves',
        `Hồ sơ liên thông chưa có thao tác của hệ thống cho trường hợp ${what}.`,
        'Hãy thêm thao tác đó.',
      )
}

const ENDS = [
  ['partsGranted', 'mọi phần được giải quyết'],
  ['partsMixed', 'chỉ một số phần được giải quyết'],
  ['partsRefused', 'không phần nào được giải quyết'],
] as const

/** Silence that is taken for agreement needs somebody to say so. */
export function checkConsultation(definition: Definition, report: Report): void {
  if (definition.consultation?.silence !== 'agree') return
  if (definition.moves.some((move) => move.kind === 'opinion' && move.who.includes('system'))) return
  report(
    'consultation.no-arrow',
    'consultation.silence',
    'Im lặng được coi là đồng ý nhưng quy trình chưa có thao tác của hệ thống để kết thúc việc lấy ý kiến.',
    'Hãy thêm thao tác loại “cho ý kiến” do hệ thống thực hiện.',
  )
}

function waitsForItself(parts: readonly Part[]): boolean {
  const opened = new Set<string>()
  for (;;) {
    const next = parts.filter(
      ({ part, after }) => !opened.has(part) && after.every((before) => opened.has(before)),
    )
    if (next.length === 0) return opened.size < new Set(parts.map(({ part }) => part)).size
    for (const { part } of next) opened.add(part)
  }
}
