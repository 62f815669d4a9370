import { useEffect } from 'react'

const TRIES = 12
const EVERY_MS = 100

/** Gives the focus to the input of a place (`?cho=form.0.fields.2.label`), or to the nearest part around it. */
export function usePlaceFocus(place: string | null): void {
  useEffect(() => {
    if (!place) return
    let tries = 0
    const timer = setInterval(() => {
      tries++
      const exact = focusable(place)
      // Sections are loaded when first opened: the input may come a moment later.
      if (!exact && tries < TRIES) return
      clearInterval(timer)
      const found = exact ?? nearest(place)
      found?.focus()
      found?.scrollIntoView({ block: 'center' })
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [place])
}

const focusable = (place: string): HTMLElement | null =>
  document.getElementById(`${place}.vi`) ?? document.getElementById(place)

function nearest(place: string): HTMLElement | null {
  const steps = place.split('.')
  while (steps.length > 1) {
    steps.pop()
    const found = focusable(steps.join('.'))
    if (found) return found
  }
  return null
}
