import type { Flow } from '../../../../src/blocks/procedure/model/definition.ts'

/** What sets a flow apart, in the order people ask for it; the first that holds names it. */
const TRAITS: { holds: (flow: Flow) => boolean; name: string }[] = [
  {
    holds: (flow) => flow.moves.some(({ kind }) => kind === 'sendToSystem'),
    name: 'Giải quyết trên hệ thống chuyên ngành quốc gia',
  },
  {
    holds: (flow) => flow.states.some(({ holder }) => holder === 'province'),
    name: 'Sở thẩm định, UBND tỉnh quyết định',
  },
  { holds: (flow) => flow.moves.some(({ kind }) => kind === 'consult'), name: 'Có lấy ý kiến cơ quan khác' },
  {
    holds: (flow) => flow.moves.some(({ kind }) => kind === 'requestPayment'),
    name: 'Có nộp phí, lệ phí trước khi trả kết quả',
  },
  {
    holds: (flow) => !flow.moves.some(({ kind }) => kind === 'transfer' || kind === 'propose'),
    name: 'Giải quyết ngay tại Bộ phận Một cửa',
  },
]

/** "Có lấy ý kiến cơ quan khác": what a person picks a ready-made flow by. */
export const flowName = (flow: Flow): string =>
  TRAITS.find(({ holds }) => holds(flow))?.name ?? 'Một cơ quan tiếp nhận, thẩm định và ký'
