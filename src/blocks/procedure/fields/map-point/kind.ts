import { formatNumber } from '../../../../kernel/vietnamese.ts'
import type { Field } from '../../model/definition.ts'
import { type Kind, label, type Parts, sharedMessage } from '../kind.ts'

/** Vietnam with its islands, from Trường Sa to Lũng Cú; degrees, WGS 84. */
export const BOUNDS = { lat: { min: 6.3, max: 23.5 }, lng: { min: 102.1, max: 117.9 } }

const PARTS: Field[] = [
  {
    key: 'lat',
    kind: 'number',
    label: { vi: 'Vĩ độ', en: 'Latitude' },
    help: { vi: 'Ví dụ 21,8236', en: 'For example 21.8236' },
    min: BOUNDS.lat.min,
    max: BOUNDS.lat.max,
  },
  {
    key: 'lng',
    kind: 'number',
    label: { vi: 'Kinh độ', en: 'Longitude' },
    help: { vi: 'Ví dụ 105,2142', en: 'For example 105.2142' },
    min: BOUNDS.lng.min,
    max: BOUNDS.lng.max,
  },
]

/** One place on the map of Vietnam, in degrees (WGS 84), to the metre: five decimals. */
export const mapPoint: Kind = {
  kind: 'mapPoint',
  parts: () => PARTS,
  schema: (_field, inside) => inside ?? {},
  read: (parts) =>
    Object.fromEntries(Object.entries(parts as Parts).map(([key, value]) => [key, toMetre(value)])),
  show(value) {
    const { lat, lng } = (value ?? {}) as Parts
    if (typeof lat !== 'number' || typeof lng !== 'number') return String(value ?? '')
    return `${formatNumber(lat, 5)}° B, ${formatNumber(lng, 5)}° Đ`
  },
  message: (error, field) =>
    error.keyword === 'required'
      ? `Chưa có ${label(field)}. Hãy ghi vĩ độ và kinh độ của địa điểm.`
      : sharedMessage(
          error,
          field,
          `${label(field)} phải có vĩ độ và kinh độ trong lãnh thổ Việt Nam. Hãy nhập lại.`,
        ),
}

function toMetre(value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1e5) / 1e5 : value
}
