import type { Text } from '../../src/blocks/procedure/model/definition.ts'

/** What happens in a life, as people say it; the keys are the definition's own. */
export const LIFE_EVENTS: Record<string, Text> = {
  birth: { vi: 'Có con', en: 'Having a child' },
  marriage: { vi: 'Kết hôn', en: 'Getting married' },
  death: { vi: 'Người thân qua đời', en: 'When someone dies' },
  land: { vi: 'Đất đai', en: 'Land' },
  home: { vi: 'Xây nhà, nhà ở', en: 'Building, housing' },
  business: { vi: 'Kinh doanh', en: 'Doing business' },
  work: { vi: 'Việc làm', en: 'Work' },
  driving: { vi: 'Lái xe', en: 'Driving' },
  papers: { vi: 'Giấy tờ, chứng thực', en: 'Papers, certification' },
  support: { vi: 'Trợ giúp xã hội', en: 'Social support' },
}

export const AGENCY_KIND_NAMES: Record<string, Text> = {
  province: { vi: 'Ủy ban nhân dân tỉnh', en: 'Provincial People’s Committee' },
  department: { vi: 'Sở, ban, ngành của tỉnh', en: 'Provincial departments' },
  'central-branch': { vi: 'Cơ quan trung ương tại tỉnh', en: 'Central agencies in the province' },
  district: { vi: 'Cấp huyện', en: 'Districts' },
  commune: { vi: 'Ủy ban nhân dân xã, phường', en: 'Communes and wards' },
  centre: { vi: 'Trung tâm Phục vụ hành chính công', en: 'Public Administration Service Centre' },
  desk: { vi: 'Bộ phận Một cửa', en: 'One-stop desks' },
}
