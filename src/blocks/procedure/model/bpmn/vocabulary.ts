import { BpmnModdle } from 'bpmn-moddle'
import type { Role } from '../definition.ts'

/** Our own elements in a BPMN file: what the standard has no word for. Other tools keep them and need not read them. */
export const NAMESPACE = 'urn:tan-trao:bpmn:1'

const attribute = (name: string, type = 'String') => ({ name, type, isAttr: true })
const TEXTS = ['vi', 'en'].map((name) => attribute(name))

const VOCABULARY = {
  name: 'Tân Trào',
  uri: NAMESPACE,
  prefix: 'tt',
  xml: { tagAlias: 'lowerCase' },
  types: [
    {
      name: 'State',
      superClass: ['Element'],
      properties: [
        ...['key', 'nameEn', 'phase', 'clock', 'role', 'holder'].map((name) => attribute(name)),
        attribute('status', 'Integer'),
        attribute('allowanceHours', 'Real'),
        { name: 'citizenText', type: 'CitizenText' },
      ],
    },
    { name: 'CitizenText', superClass: ['Element'], properties: TEXTS },
    {
      name: 'Move',
      superClass: ['Element'],
      properties: [
        ...['key', 'nameEn', 'kind', 'who', 'needs', 'outcome'].map((name) => attribute(name)),
        { name: 'effects', type: 'Effect', isMany: true },
      ],
    },
    {
      name: 'Effect',
      superClass: ['Element'],
      properties: [...['kind', 'document', 'fee', 'child'].map((name) => attribute(name)), ...TEXTS],
    },
    { name: 'Start', superClass: ['Element'], properties: [attribute('channel')] },
    { name: 'Lane', superClass: ['Element'], properties: [attribute('role')] },
    {
      name: 'Term',
      superClass: ['Element'],
      properties: [attribute('term', 'Integer'), attribute('unit'), attribute('cutoff')],
    },
  ],
}

/** The language of conditions, as DMN 1.3 names it. */
export const FEEL_LANGUAGE = 'https://www.omg.org/spec/DMN/20191111/FEEL/'

export const bpmnModdle = (): BpmnModdle => new BpmnModdle({ tt: VOCABULARY })

/** Lanes from top to bottom, and what stands at their head. */
export const LANES: readonly (readonly [role: Role, name: string])[] = [
  ['applicant', 'Người nộp hồ sơ'],
  ['counter', 'Bộ phận Một cửa'],
  ['specialist', 'Chuyên viên'],
  ['head', 'Trưởng phòng'],
  ['leader', 'Lãnh đạo cơ quan'],
  ['consulted', 'Cơ quan được lấy ý kiến'],
  ['cashier', 'Cán bộ thu phí, lệ phí'],
  ['officeSpecialist', 'Chuyên viên Văn phòng UBND tỉnh'],
  ['provinceLeader', 'Lãnh đạo UBND tỉnh'],
  ['system', 'Hệ thống thông tin chuyên ngành'],
]
