/** The machine in the hall: prints a fresh slip once, and comes back to the first page for whoever is next. */
const START_AFTER_MS = 20_000
const RELOAD_MS = 30_000

const slip = document.querySelector<HTMLElement>('.slip')
const start = `${location.pathname
  .split('/')
  .slice(0, location.pathname.startsWith('/en/') ? 4 : 3)
  .join('/')}?may=1`

if (slip) {
  if (slip.dataset.fresh !== undefined) {
    // A reload must not print again.
    history.replaceState(null, '', `${location.pathname}?may=1`)
    addEventListener('load', () => print())
  }
  setTimeout(() => location.replace(start), START_AFTER_MS)
} else {
  // The waits on the buttons grow old; somebody who is typing a code is left alone.
  setInterval(() => {
    const code = document.querySelector<HTMLInputElement>('#code')
    if (!code?.value && navigator.onLine) location.replace(start)
  }, RELOAD_MS)
}

export {}
