import type { FeedbackView } from '../../../src/blocks/content/contract.ts'

export const KINDS: Record<FeedbackView['kind'], string> = {
  complaint: 'Khiếu nại một bước',
  petition: 'Phản ánh, kiến nghị',
}
export const CLASSES: Record<FeedbackView['class'], string> = {
  regulation: 'Quy định hành chính',
  conduct: 'Hành vi',
}
export const STATES: Record<FeedbackView['state'], string> = {
  received: 'Chờ trả lời',
  supplementing: 'Chờ bổ sung',
  refused: 'Đã từ chối',
  answered: 'Đã trả lời, chờ công khai',
  published: 'Đã công khai',
}
export const EVENTS: Record<string, string> = {
  submit: 'Người dân gửi',
  forward: 'Chuyển cơ quan',
  askSupplement: 'Đề nghị bổ sung',
  supplement: 'Người dân bổ sung',
  refuse: 'Từ chối',
  answer: 'Trả lời',
  publish: 'Công khai',
}
