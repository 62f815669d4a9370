import { type ComponentType, lazy } from 'react'
import { PARTS, type Part, type PartKey } from './places.ts'

type Section = Part & { Component: ComponentType }

/** A section's file exports `Component`; it is loaded when first opened. */
const load = (file: () => Promise<{ Component: ComponentType }>) =>
  lazy(async () => ({ default: (await file()).Component }))

const COMPONENTS: Record<PartKey, ComponentType> = {
  'thong-tin': load(() => import('./sections/Information.tsx')),
  'bieu-mau': load(() => import('./sections/FormBuilder.tsx')),
  'giay-to': load(() => import('./sections/Papers.tsx')),
  phi: load(() => import('./sections/Fees.tsx')),
  buoc: load(() => import('./sections/Flow.tsx')),
  'thoi-han': load(() => import('./sections/Term.tsx')),
  'ket-qua': load(() => import('./sections/Outcomes.tsx')),
  'bien-the': load(() => import('./sections/Variants.tsx')),
  'kiem-tra': load(() => import('./sections/Findings.tsx')),
  'mo-phong': load(() => import('./sections/Simulation.tsx')),
  bpmn: load(() => import('./sections/Bpmn.tsx')),
  'ban-hanh': load(() => import('./sections/Publication.tsx')),
}

export const SECTIONS: Section[] = PARTS.map((part) => ({ ...part, Component: COMPONENTS[part.key] }))
