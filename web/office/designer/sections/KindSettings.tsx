import { EditField } from '../../../../src/blocks/procedure/fields/edits.tsx'
import type { Field } from '../../../../src/blocks/procedure/model/definition.ts'
import { useDraft } from '../use-draft.ts'
import { KIND_NAMES } from '../words.ts'

/** What a kind of field sets for itself: its options, limits, formula or inner fields. */
export function KindSettings({ path, field, locked }: { path: string; field: Field; locked: boolean }) {
  const { change } = useDraft()
  // A draft may hold a kind that is no longer there, and a field without any label.
  if (!(field.kind in KIND_NAMES)) return null
  return (
    <div className="kind-settings">
      <EditField
        field={{ ...field, label: field.label ?? { vi: '' } }}
        locked={locked}
        onChange={(part) => change(path, withPart(field, part))}
      />
    </div>
  )
}

/** What is set to nothing is taken out. */
function withPart(field: Field, part: Partial<Field>): Partial<Field> {
  return Object.fromEntries(Object.entries({ ...field, ...part }).filter(([, value]) => value !== undefined))
}
