import type { Definition, Field } from './definition.ts'
import type { Report } from './finding.ts'

type Inner = NonNullable<Field['fields']>[number]

/** Whether a field has what its kind needs, and nothing that only another kind uses. */
export function checkField(
  field: Field,
  place: string,
  definition: Pick<Definition, 'documents'>,
  report: Report,
): void {
  checkSettings(field, place, report)
  const name = `Mục “${field.label.vi}”`
  if (field.kind === 'group') checkRows(field, place, report)
  else if (field.fields !== undefined)
    report('field.rows-unused', place, `${name} không phải nhóm lặp lại.`, 'Hãy bỏ các mục trong dòng.')
  if (field.kind === 'calculated' && field.formula === undefined)
    report('field.formula', place, `${name} chưa có công thức.`, 'Hãy viết công thức từ các mục đứng trước.')
  if (field.kind !== 'calculated' && (field.formula !== undefined || field.result !== undefined))
    report(
      'field.formula-unused',
      place,
      `${name} không phải mục tự tính nên không dùng công thức.`,
      'Hãy bỏ công thức.',
    )
  // The file is kept beside the papers, under this very key.
  if (field.kind === 'file' && definition.documents.some((paper) => paper.key === field.key))
    report(
      'field.file-key',
      `${place}.key`,
      `${name} là tệp đính kèm nhưng trùng khóa với giấy tờ “${field.key}”.`,
      'Hãy đổi khóa của mục này.',
    )
}

function checkRows(field: Field, place: string, report: Report): void {
  const rows = field.fields ?? []
  if (rows.length === 0)
    report(
      'field.rows',
      place,
      `Nhóm “${field.label.vi}” chưa có mục nào trong dòng.`,
      'Hãy thêm ít nhất một mục.',
    )
  const seen = new Set<string>()
  rows.forEach((row, at) => {
    if (seen.has(row.key))
      report(
        'key.twice',
        `${place}.fields.${at}.key`,
        `Khóa “${row.key}” được dùng hai lần trong nhóm “${field.label.vi}”.`,
        'Hãy đổi một trong hai khóa.',
      )
    seen.add(row.key)
    checkSettings(row, `${place}.fields.${at}`, report)
  })
}

/** Options and limits, of a field and of one inside a row alike. */
function checkSettings(field: Field | Inner, place: string, report: Report): void {
  const chosen = field.kind === 'choice' || field.kind === 'choices'
  if (chosen && (field.options ?? []).length < 2)
    report(
      'field.options',
      place,
      `Mục “${field.label.vi}” phải có ít nhất hai lựa chọn.`,
      'Hãy thêm lựa chọn.',
    )
  if (!chosen && field.options !== undefined)
    report(
      'field.options-unused',
      place,
      `Mục “${field.label.vi}” không phải mục chọn nên không dùng danh sách lựa chọn.`,
      'Hãy bỏ danh sách.',
    )
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    report(
      'field.range',
      place,
      `Mục “${field.label.vi}” có mức nhỏ nhất lớn hơn mức lớn nhất.`,
      'Hãy sửa lại.',
    )
}
