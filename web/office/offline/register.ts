/** Lets this browser open the counter without a line. Where it cannot (plain http on an office network), nothing happens. */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || !isSecureContext) return
  navigator.serviceWorker.register('/can-bo/offline-worker.js', { scope: '/can-bo/' }).catch(() => undefined)
}
