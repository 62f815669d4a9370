import type { z } from 'zod'
import { readShape } from './check-shape.ts'
import { Definition, DocumentRequirement, Fee, Field, FormPage } from './definition.ts'

type Row = Record<string, unknown>

const UNNAMED = 'Chưa đặt tên'
const STATE: Definition['states'][number] = {
  key: 'draft',
  name: { vi: UNNAMED },
  status: 1,
  phase: 'intake',
  clock: 'none',
  role: 'counter',
  holder: 'desk',
  citizenText: { vi: UNNAMED },
}
const FIELD: Field = { key: 'draft', kind: 'text', label: { vi: 'Chưa có mục nào' }, requiredIf: false }
/** What stands where a draft says nothing yet. */
const NOTHING: Definition = {
  title: { vi: 'Thủ tục chưa đặt tên' },
  field: 'Chưa chọn lĩnh vực',
  keywords: [],
  lifeEvents: [],
  whatYouGet: { vi: 'Chưa ghi kết quả' },
  whoMayAsk: { vi: 'Chưa ghi đối tượng' },
  form: [{ key: 'draft', title: { vi: 'Chưa có trang biểu mẫu' }, fields: [FIELD] }],
  documents: [],
  fees: [],
  states: [STATE, { ...STATE, key: 'end', status: 10, phase: 'closed', clock: 'stopped', role: null }],
  initial: { online: 'draft', desk: 'draft' },
  moves: [
    {
      key: 'draft',
      name: { vi: UNNAMED },
      from: ['draft'],
      to: 'end',
      who: ['counter'],
      kind: 'forward',
      needs: [],
      effects: [],
    },
  ],
  clock: { term: null, unit: 'workingDays', resume: 'continue', silence: 'none' },
  outcomes: [{ key: 'draft', name: { vi: UNNAMED }, favourable: true, retentionYears: 10 }],
  law: {
    decision: 'Chưa có số quyết định',
    onlineLevel: 'information',
    confidential: false,
    systemOfRecord: 'own',
    basis: ['Chưa ghi căn cứ'],
  },
}

/**
 * A draft as a definition that a citizen's page can draw: what is right stands, rows that are not yet right are mended as
 * far as a name goes or left out, what is missing is filled in. For looking at, never for publishing. Pure and total.
 */
export function filledDraft(draft: unknown): Definition {
  const given = isObject(draft) ? draft : {}
  const read = readShape(given, () => undefined)
  return {
    ...NOTHING,
    ...read,
    form: read.form ?? pages(given.form),
    documents:
      read.documents ?? rows(given.documents, DocumentRequirement, { direction: 'in', form: 'copy' }),
    fees: read.fees ?? rows(given.fees, Fee, { kind: 'lệ phí', legalBasis: '' }),
    clock: read.clock ?? { ...NOTHING.clock, ...partsOf(given.clock, Definition.shape.clock.shape) },
    law: read.law ?? { ...NOTHING.law, ...partsOf(given.law, Definition.shape.law.shape) },
  }
}

function pages(form: unknown): Definition['form'] {
  const read = listOf(form).flatMap((page, at) => {
    const asked = rows(page.fields, Field, { kind: 'text' }, 'label')
    const fields = asked.length > 0 ? asked : [FIELD]
    const [read] = rows([{ ...page, fields }], FormPage, { key: `page${at + 1}` }, 'title')
    return read ? [read] : []
  })
  return read.length > 0 ? read : NOTHING.form
}

/** Each row as it is if it reads; else with what it lacks. */
function rows<Schema extends z.ZodType>(
  list: unknown,
  schema: Schema,
  lacking: Row,
  named = 'name',
): z.output<Schema>[] {
  return listOf(list).flatMap((row, at) => {
    const text = isObject(row[named]) ? (row[named] as Row).vi : undefined
    const whole = {
      key: `row${at + 1}`,
      ...lacking,
      ...withoutBlanks(row),
      ...(typeof text === 'string' && text !== '' ? {} : { [named]: { vi: UNNAMED } }),
    }
    const read = schema.safeParse(whole)
    return read.success ? [read.data] : []
  })
}

function withoutBlanks(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )
}

function partsOf(given: unknown, shape: Record<string, z.ZodType>): Row {
  if (!isObject(given)) return {}
  return Object.fromEntries(
    Object.entries(shape).flatMap(([key, schema]) => {
      const read = schema.safeParse(given[key])
      return read.success && read.data !== undefined ? [[key, read.data]] : []
    }),
  )
}

function listOf(list: unknown): Row[] {
  return Array.isArray(list) ? list.filter(isObject) : []
}

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
