import { z } from 'zod'
import { Flow } from './definition.ts'
import { Forecast, Scenario } from './simulate/scenario.ts'

/** Exactly one of `draft` and `procedure`; of a procedure the edition in force when none is numbered. */
const FlowAsked = {
  draft: z.uuid().optional(),
  procedure: z.string().max(40).optional(),
  edition: z.coerce.number().int().min(1).optional(),
}
export const SimulateInput = Scenario.extend({
  ...FlowAsked,
  /** Whose seats are counted for the roles that `staff` leaves out. */
  agency: z.string().max(40).optional(),
})
export const SimulateOutput = Forecast
export const ExportBpmnInput = z.strictObject(FlowAsked)
export const ImportBpmnInput = z.strictObject({
  /** The file's text. */
  xml: z.string('Hãy chọn tệp BPMN.'),
})
export const ImportBpmnOutput = Flow.pick({ initial: true }).extend({
  /** Name of the process in the file. */
  title: z.string(),
  states: Flow.shape.states.min(1),
  moves: z.array(Flow.shape.moves.element),
  leftOut: z.array(
    z.object({
      /** Its id in the file; empty for what has none. */
      element: z.string(),
      /** What it is, in Vietnamese. */
      kind: z.string(),
      name: z.string(),
      reason: z.string(),
    }),
  ),
})
