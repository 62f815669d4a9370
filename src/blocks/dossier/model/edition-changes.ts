import { formatMoney } from '../../../kernel/vietnamese.ts'
import type { Definition, Field } from '../../procedure/model/definition.ts'
import { fieldsOf } from '../../procedure/model/form.ts'
import { termText } from '../../procedure/model/term-text.ts'

/**
 * What a newer edition changes for somebody who has begun an application, in Vietnamese sentences for them: what is asked
 * more or no more, papers, fees, the time it takes. `answered` names the fields they have answered.
 */
export function editionChanges(
  before: Definition,
  after: Definition,
  answered: ReadonlySet<string>,
): string[] {
  return [
    ...fieldChanges(before, after, answered),
    ...paperChanges(before, after),
    ...feeChanges(before, after),
    ...termChanges(before, after),
  ]
}

/** The answers that still stand under the newer edition: to fields asked as before. */
export function answersThatStand(
  before: Definition,
  after: Definition,
  answers: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const old = byKey(fieldsOf(before))
  return Object.fromEntries(
    fieldsOf(after).flatMap((field) => {
      const was = old.get(field.key)
      return was?.kind === field.kind && Object.hasOwn(answers, field.key)
        ? [[field.key, answers[field.key]]]
        : []
    }),
  )
}

function fieldChanges(before: Definition, after: Definition, answered: ReadonlySet<string>): string[] {
  const old = byKey(fieldsOf(before))
  const now = byKey(fieldsOf(after))
  const said: string[] = []
  for (const [key, field] of now) {
    const was = old.get(key)
    if (!was) said.push(`Tờ khai hỏi thêm “${field.label.vi}”.`)
    else said.push(...sameField(was, field, answered.has(key)))
  }
  for (const [key, field] of old)
    if (!now.has(key))
      said.push(
        `Tờ khai không còn hỏi “${field.label.vi}”${answered.has(key) ? '; câu trả lời của bạn cho mục này được bỏ' : ''}.`,
      )
  return said
}

function sameField(was: Field, field: Field, answered: boolean): string[] {
  const said: string[] = []
  if (was.label.vi !== field.label.vi) said.push(`Mục “${was.label.vi}” nay là “${field.label.vi}”.`)
  if (was.kind !== field.kind)
    said.push(`“${field.label.vi}” nay khai theo cách khác${answered ? '; hãy trả lời lại mục này' : ''}.`)
  else if (content(was) !== content(field))
    said.push(`“${field.label.vi}” có yêu cầu mới; hãy xem lại mục này.`)
  if (was.requiredIf !== undefined && field.requiredIf === undefined)
    said.push(`“${field.label.vi}” nay bắt buộc phải khai.`)
  if (was.requiredIf === undefined && field.requiredIf === false)
    said.push(`“${field.label.vi}” nay không bắt buộc.`)
  return said
}

/** What decides whether an answer is right; wording and conditions aside. */
function content({ options, min, max, maxLength, fields, formula }: Field): string {
  return JSON.stringify([options, min, max, maxLength, fields, formula])
}

function paperChanges(before: Definition, after: Definition): string[] {
  const asked = (definition: Definition) =>
    byKey(definition.documents.filter((paper) => paper.direction === 'in'))
  const old = asked(before)
  const now = asked(after)
  const said: string[] = []
  for (const [key, paper] of now) {
    const was = old.get(key)
    if (!was) said.push(`Hồ sơ cần thêm giấy tờ: ${paper.name.vi}.`)
    else if (was.requiredIf !== undefined && paper.requiredIf === undefined)
      said.push(`Giấy tờ nay bắt buộc: ${paper.name.vi}.`)
    else if (was.form !== paper.form || was.copies !== paper.copies)
      said.push(`Giấy tờ “${paper.name.vi}” nay nộp theo cách khác; hãy xem lại.`)
  }
  for (const [key, paper] of old) if (!now.has(key)) said.push(`Không cần nộp nữa: ${paper.name.vi}.`)
  return said
}

function feeChanges(before: Definition, after: Definition): string[] {
  const old = byKey(before.fees)
  const now = byKey(after.fees)
  const said: string[] = []
  for (const [key, fee] of now) {
    const was = old.get(key)
    if (!was) said.push(`Có thêm khoản thu: ${fee.name.vi}.`)
    else if (was.amount !== undefined && fee.amount !== undefined && was.amount !== fee.amount)
      said.push(
        `${fee.name.vi} ${fee.amount < was.amount ? 'giảm' : 'tăng'} từ ${formatMoney(was.amount)} ${fee.amount < was.amount ? 'xuống' : 'lên'} ${formatMoney(fee.amount)}.`,
      )
    else if (
      JSON.stringify([was.amount, was.formula, was.waivedIf]) !==
      JSON.stringify([fee.amount, fee.formula, fee.waivedIf])
    )
      said.push(`Cách tính ${fee.name.vi} thay đổi.`)
  }
  for (const [key, fee] of old) if (!now.has(key)) said.push(`Không còn thu: ${fee.name.vi}.`)
  return said
}

function termChanges(before: Definition, after: Definition): string[] {
  const was = termText(before.clock).vi
  const is = termText(after.clock).vi
  return was === is ? [] : [`Thời hạn giải quyết đổi từ ${was} thành ${is}.`]
}

function byKey<T extends { key: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.key, item]))
}
