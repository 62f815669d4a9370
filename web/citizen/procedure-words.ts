import type { Definition, DocumentRequirement, Fee } from '../../src/blocks/procedure/model/definition.ts'
import { money } from '../ui/Values.tsx'
import type { Visit } from './router.ts'

export function feeWords(fee: Fee, visit: Visit): string {
  if (fee.amount === 0) return visit.t('Miễn phí', 'Free')
  if (fee.amount !== undefined) return money(fee.amount, visit.lang)
  return visit.t(
    'Tính theo nội dung bạn khai; báo trước khi nộp',
    'Worked out from your answers; told before you submit',
  )
}

export const levelWords = (level: Definition['law']['onlineLevel'], t: Visit['t']): string =>
  ({
    full: t('Nộp trực tuyến toàn trình', 'Fully online'),
    partial: t('Nộp trực tuyến một phần', 'Partly online'),
    information: t('Nộp tại Bộ phận Một cửa', 'At the one-stop desk'),
  })[level]

export const paperFormWords = (form: DocumentRequirement['form'], t: Visit['t']): string =>
  ({
    original: t('bản chính', 'original'),
    certified: t('bản sao chứng thực', 'certified copy'),
    copy: t('bản sao', 'copy'),
    electronic: t('bản điện tử', 'electronic'),
  })[form]

/** When a paper is asked for. */
export function paperNeed(paper: DocumentRequirement, t: Visit['t']): string | null {
  if (paper.requiredIf === undefined) return null
  return paper.requiredIf === false
    ? t('nếu có', 'if you have it')
    : t('tùy trường hợp, hỏi khi bạn khai', 'only in some cases, told as you fill in the form')
}

/** Of a procedure that the national catalogue tells of and that cannot be handed in through this system. */
export const informationWords = (t: Visit['t']): string =>
  t('Thông tin từ danh mục quốc gia', 'Information from the national catalogue')
