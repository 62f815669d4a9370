import type { Element, Warning } from 'bpmn-moddle'
import { Problem } from '../../../../kernel/problem.ts'
import { bpmnModdle } from './vocabulary.ts'

export const BPMN_LIMIT = 5 * 1024 * 1024
const REFUSED = /<!\s*(DOCTYPE|ENTITY)/i
/** What the reader only warns of, though the file is broken or cut. */
const BROKEN = /nested error: (missing (attribute value|closing quotes)|unexpected|illegal)/i

/**
 * The elements of a BPMN file. Errors: procedure.bpmn-too-large 413 above 5 MB, procedure.bpmn-doctype 422 for a file
 * with a DOCTYPE (entities could blow it up or read other files), procedure.bpmn-unreadable 422 with the line where it
 * stops being XML, procedure.bpmn-not-bpmn 422.
 */
export async function readBpmn(xml: string): Promise<{ definitions: Element; warnings: Warning[] }> {
  if (xml.length > BPMN_LIMIT || new TextEncoder().encode(xml).length > BPMN_LIMIT)
    throw new Problem(
      'procedure.bpmn-too-large',
      413,
      'Tệp BPMN lớn hơn 5 MB. Hãy tách thành nhiều quy trình nhỏ hơn.',
      [{ path: 'xml', message: 'Tệp lớn hơn 5 MB.' }],
    )
  if (REFUSED.test(xml))
    throw refused(
      'procedure.bpmn-doctype',
      'Tệp có khai báo DOCTYPE hoặc ENTITY nên không được đọc. Hãy bỏ khai báo đó.',
    )
  if (!xml.includes('<'))
    throw refused('procedure.bpmn-unreadable', 'Tệp không phải XML. Hãy chọn tệp .bpmn.')
  let read: Awaited<ReturnType<ReturnType<typeof bpmnModdle>['fromXML']>>
  try {
    read = await bpmnModdle().fromXML(xml)
  } catch (error) {
    throw unreadable(error as Error)
  }
  const broken = read.warnings.find(({ message }) => BROKEN.test(message))
  if (broken) throw unreadable(new Error(broken.message))
  if (read.rootElement.$type !== 'bpmn:Definitions')
    throw refused(
      'procedure.bpmn-not-bpmn',
      'Tệp là XML nhưng không phải BPMN 2.0. Hãy xuất lại theo chuẩn BPMN 2.0.',
    )
  return { definitions: read.rootElement, warnings: read.warnings }
}

function unreadable(error: Error): Problem {
  if (/failed to parse document as|unknown type|no such type/i.test(error.message))
    return refused(
      'procedure.bpmn-not-bpmn',
      'Tệp là XML nhưng không phải BPMN 2.0. Hãy xuất lại theo chuẩn BPMN 2.0.',
    )
  const line = /line:?\s*(\d+)/i.exec(error.message)?.[1]
  const where = line ? ` ở dòng ${Number(line) + 1}` : ''
  return refused(
    'procedure.bpmn-unreadable',
    `Tệp BPMN hỏng hoặc bị cắt${where}: không đọc được như XML. Hãy xuất lại tệp từ phần mềm vẽ.`,
  )
}

const refused = (code: string, detail: string): Problem =>
  new Problem(code, 422, detail, [{ path: 'xml', message: detail }])
