/** A number on somebody's own phone: looks again by itself; without script the button does. */
const LOOK_MS = 10_000

const place = document.querySelector<HTMLElement>('.slip-place')

async function look(): Promise<void> {
  if (!place || document.hidden) return
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = page.querySelector('.slip-place')
  // Only what has changed is told: the region is read aloud.
  if (now && now.textContent !== place.textContent) place.replaceChildren(...now.childNodes)
}

setInterval(() => void look(), LOOK_MS)
document.addEventListener('visibilitychange', () => void look())

export {}
