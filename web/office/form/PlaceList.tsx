import { memo } from 'react'
import type { Places } from './places.ts'

/** Names to pick from while typing: today's communes, and former ones with where they lie today. */
export const PlaceList = memo(function PlaceList({ places }: { places: Places | null }) {
  if (!places) return null
  return (
    <datalist id="communes">
      {places.book.present().map(({ code, name }) => (
        <option key={code} value={name} />
      ))}
      {places.book.former().map(({ name, present }) => (
        <option
          key={name}
          value={name}
          label={`${name}: nay là ${present.map((each) => each.name).join('; ')}`}
        />
      ))}
    </datalist>
  )
})
