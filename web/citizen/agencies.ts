import type { OptionGroup } from '../ui/Select.tsx'
import { AGENCY_KIND_NAMES } from './life-events.ts'
import type { Visit } from './router.ts'

type Agency = { code: string; name: string; kind: string }

/** Agencies under the headings of their kind, each group in Vietnamese order. */
export function agencyGroups(agencies: readonly Agency[], t: Visit['t']): OptionGroup[] {
  return Object.entries(AGENCY_KIND_NAMES)
    .map(([kind, label]) => ({
      label: t(label.vi, label.en ?? label.vi),
      options: agencies
        .filter((agency) => agency.kind === kind)
        .sort((a, b) => a.name.localeCompare(b.name, 'vi'))
        .map((agency) => ({ value: agency.code, label: agency.name })),
    }))
    .filter((group) => group.options.length > 0)
}
