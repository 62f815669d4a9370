/** One agency as everybody else sees it. */
export type Agency = {
  code: string
  name: string
  shortName: string
  nameEn: string | null
  kind: 'province' | 'centre' | 'department' | 'central-branch' | 'district' | 'commune' | 'desk'
  parent: string | null
  validFrom: string
  validTo: string | null
  successor: string | null
  address: string | null
}

const CENTRE_KINDS = new Set<Agency['kind']>(['department', 'central-branch', 'centre'])

/** The tree of all agencies that are or were; dated questions take the day (`YYYY-MM-DD`). */
export class AgencyTree {
  readonly #byCode: Map<string, Agency>
  readonly #children = new Map<string, string[]>()
  #ended: { day: string; under: Map<string, string[]> } | null = null

  constructor(agencies: readonly Agency[]) {
    this.#byCode = new Map(agencies.map((each) => [each.code, each]))
    for (const { code, parent } of agencies)
      if (parent !== null) this.#children.set(parent, [...(this.#children.get(parent) ?? []), code])
  }

  get(code: string): Agency | undefined {
    return this.#byCode.get(code)
  }

  nameOf(code: string): string {
    return this.#byCode.get(code)?.name ?? code
  }

  all(): Agency[] {
    return [...this.#byCode.values()]
  }

  /** Agencies whose dossiers the provincial centre takes in: departments, branches of central agencies, itself. */
  atCentre(): string[] {
    return this.all().flatMap((agency) => (CENTRE_KINDS.has(agency.kind) ? [agency.code] : []))
  }

  inForce(code: string, day: string): boolean {
    const agency = this.#byCode.get(code)
    return (
      agency !== undefined && agency.validFrom <= day && (agency.validTo === null || day < agency.validTo)
    )
  }

  /** The agency and all below it, those that ended included: their history stays in sight. */
  subtree(code: string): string[] {
    return [code, ...(this.#children.get(code) ?? []).flatMap((child) => this.subtree(child))]
  }

  /** Who answers for it on that day: itself, or the last of its successors in force. Null when the line ended. */
  successorOn(code: string, day: string): Agency | null {
    const seen = new Set<string>()
    for (
      let at = this.#byCode.get(code);
      at && !seen.has(at.code);
      at = at.successor ? this.#byCode.get(at.successor) : undefined
    ) {
      if (this.inForce(at.code, day)) return at
      seen.add(at.code)
    }
    return null
  }

  /** The agencies that have ended by that day and whose work it goes on with, however many mergers ago. */
  predecessors(code: string, day: string): readonly string[] {
    if (this.#ended?.day !== day) this.#ended = { day, under: this.#endedBy(day) }
    return this.#ended.under.get(code) ?? []
  }

  #endedBy(day: string): Map<string, string[]> {
    const under = new Map<string, string[]>()
    for (const agency of this.#byCode.values()) {
      if (agency.validTo === null || day < agency.validTo) continue
      const heir = this.successorOn(agency.code, day)
      if (heir) under.set(heir.code, [...(under.get(heir.code) ?? []), agency.code])
    }
    return under
  }
}
