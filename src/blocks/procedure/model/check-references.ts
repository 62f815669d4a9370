import type { Definition } from './definition.ts'
import type { Report } from './finding.ts'

/** Whether keys are unique and everything that is named exists. */
export function checkReferences(definition: Definition, report: Report): void {
  checkKeys(definition, report)
  const states = new Set(definition.states.map((state) => state.key))
  const documents = new Map(definition.documents.map((paper) => [paper.key, paper]))
  const fees = new Set(definition.fees.map((fee) => fee.key))
  const outcomes = new Set(definition.outcomes.map((outcome) => outcome.key))
  const state = (key: string, place: string) => {
    if (!states.has(key))
      report('reference.state', place, `Không có bước “${key}”.`, 'Hãy chọn một bước có trong quy trình.')
  }
  const outPaper = (key: string, place: string) => {
    if (!documents.has(key))
      report(
        'reference.document',
        place,
        `Không có giấy tờ “${key}”.`,
        'Hãy thêm giấy tờ này hoặc chọn giấy tờ khác.',
      )
    else if (documents.get(key)?.direction !== 'out')
      report(
        'reference.not-out',
        place,
        `“${documents.get(key)?.name.vi}” không phải giấy tờ trả cho người dân.`,
        'Hãy chọn giấy tờ kết quả.',
      )
  }
  state(definition.initial.online, 'initial.online')
  state(definition.initial.desk, 'initial.desk')
  definition.moves.forEach((move, at) => {
    move.from.forEach((from, n) => {
      state(from, `moves.${at}.from.${n}`)
    })
    state(move.to, `moves.${at}.to`)
    if (move.outcome !== undefined && !outcomes.has(move.outcome))
      report(
        'reference.outcome',
        `moves.${at}.outcome`,
        `Không có kết quả “${move.outcome}”.`,
        'Hãy chọn một kết quả có trong thủ tục.',
      )
    move.effects.forEach((effect, n) => {
      const place = `moves.${at}.effects.${n}`
      if (effect.kind === 'issueDocument') outPaper(effect.document, place)
      if (effect.kind === 'charge' && !fees.has(effect.fee))
        report(
          'reference.fee',
          place,
          `Không có khoản thu “${effect.fee}”.`,
          'Hãy chọn một khoản phí, lệ phí của thủ tục.',
        )
    })
  })
  definition.fees.forEach((fee, at) => {
    if (fee.payableBefore !== undefined) state(fee.payableBefore, `fees.${at}.payableBefore`)
  })
  definition.outcomes.forEach((outcome, at) => {
    if (outcome.document !== undefined) outPaper(outcome.document, `outcomes.${at}.document`)
  })
  checkTexts(definition, report)
}

function checkKeys(definition: Definition, report: Report): void {
  const unique = (items: readonly { key: string }[], place: (at: number) => string, what: string) => {
    const seen = new Set<string>()
    items.forEach(({ key }, at) => {
      if (seen.has(key))
        report(
          'key.twice',
          place(at),
          `Khóa “${key}” của ${what} bị dùng hai lần.`,
          'Hãy đổi một trong hai khóa.',
        )
      seen.add(key)
    })
  }
  const fields = definition.form.flatMap((page, p) =>
    page.fields.map((field, f) => ({ key: field.key, place: `form.${p}.fields.${f}.key` })),
  )
  unique(definition.form, (at) => `form.${at}.key`, 'trang biểu mẫu')
  unique(fields, (at) => fields[at]?.place ?? 'form', 'mục trong tờ khai')
  unique(definition.documents, (at) => `documents.${at}.key`, 'giấy tờ')
  unique(definition.fees, (at) => `fees.${at}.key`, 'khoản thu')
  unique(definition.states, (at) => `states.${at}.key`, 'bước')
  unique(definition.moves, (at) => `moves.${at}.key`, 'thao tác')
  unique(definition.outcomes, (at) => `outcomes.${at}.key`, 'kết quả')
  for (const [at, field] of definition.form.flatMap((page) => page.fields).entries()) {
    unique(
      (field.options ?? []).map(({ value }) => ({ key: value })),
      () => fields[at]?.place.replace(/key$/, 'options') ?? 'form',
      `lựa chọn trong mục “${field.label.vi}”`,
    )
  }
}

/** Every text has Vietnamese that is more than blanks; English missing where a citizen reads is only a warning. */
function checkTexts(value: unknown, report: Report): void {
  const walk = (each: unknown, place: string): void => {
    if (each === null || typeof each !== 'object') return
    if ('vi' in each && typeof each.vi === 'string') {
      if (each.vi.trim() === '')
        report(
          'text.empty',
          `${place}.vi`,
          'Chưa có lời văn tiếng Việt ở đây.',
          'Hãy viết câu cho người dân đọc.',
        )
      const citizenReads = /^(title|whatYouGet|whoMayAsk|form\.\d+\.title|.*\.citizenText|.*\.label)$/.test(
        place,
      )
      if (citizenReads && !('en' in each && typeof each.en === 'string' && each.en.trim() !== ''))
        report(
          'text.no-english',
          place,
          `“${each.vi}” chưa có bản tiếng Anh.`,
          'Nên thêm cho người nước ngoài đọc.',
          'warning',
        )
      return
    }
    for (const [key, inner] of Object.entries(each)) walk(inner, place === '' ? key : `${place}.${key}`)
  }
  walk(value, '')
}
