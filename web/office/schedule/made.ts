const KEPT = 'tan-trao.counter.dossiers'

/** Codes of the dossiers taken in or given back for whoever stands at the counter now; they go with `schedule.finish`. */
export function dossiersMade(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]')
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string').slice(0, 50) : []
  } catch {
    return []
  }
}

/** Called by the screens that make dossiers, at the moment one has its code. */
export function noteDossier(code: string): void {
  sessionStorage.setItem(KEPT, JSON.stringify([...new Set([...dossiersMade(), code])]))
}

export function forgetDossiers(): void {
  sessionStorage.removeItem(KEPT)
}
