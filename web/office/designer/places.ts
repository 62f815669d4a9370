/** One entry of the workbench's left list and what of the draft it edits. */
export type Part = {
  /** `?muc=` in the address. */
  key: string
  name: string
  /** Places of the draft: their findings are counted beside the name. */
  owns: string[]
  /** It needs the width of the screen, so the citizen's page stays closed until asked for. */
  wide?: boolean
}

/** The workbench's left list, in the order an official works. */
export const PARTS = [
  {
    key: 'thong-tin',
    name: 'Thông tin chung',
    owns: ['title', 'field', 'keywords', 'lifeEvents', 'whatYouGet', 'whoMayAsk', 'law', 'competent'],
  },
  { key: 'bieu-mau', name: 'Biểu mẫu', owns: ['form'] },
  { key: 'giay-to', name: 'Giấy tờ', owns: ['documents'] },
  { key: 'phi', name: 'Phí, lệ phí', owns: ['fees'] },
  { key: 'buoc', name: 'Các bước', owns: ['states', 'moves', 'initial'], wide: true },
  { key: 'thoi-han', name: 'Thời hạn', owns: ['clock'] },
  { key: 'ket-qua', name: 'Kết quả', owns: ['outcomes'] },
  { key: 'bien-the', name: 'Quy định riêng', owns: ['variants'] },
  { key: 'kiem-tra', name: 'Kiểm tra', owns: [] },
  { key: 'mo-phong', name: 'Mô phỏng', owns: [], wide: true },
  { key: 'bpmn', name: 'Sơ đồ BPMN', owns: [], wide: true },
  { key: 'ban-hanh', name: 'Ban hành', owns: [] },
] as const satisfies Part[]

export type PartKey = (typeof PARTS)[number]['key']

/** The part that edits a place of the draft. */
export const partOf = (place: string): Part | undefined =>
  (PARTS as readonly Part[]).find((part) =>
    part.owns.some((path) => place === path || place.startsWith(`${path}.`)),
  )

/** Where in the workbench a place of the draft is edited: the part opens there and the place gets the focus. */
export function placeLink(place: string): string {
  const part = partOf(place)
  return `?${new URLSearchParams({ ...(part && { muc: part.key }), cho: place })}`
}
