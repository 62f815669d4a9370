import type { Procedure } from '../dossier/definition.ts'
import { type Intake, receiveInput } from '../intake/parts.ts'
import { recallClock } from './clock.ts'
import { type Entry, entries, heldNames, putEntry } from './entries.ts'
import { nextNumber } from './store.ts'

/** Keeps a dossier on this device under a local number; one that was refused keeps its own. Errors: VaultProblem. */
export async function takeHere(intake: Intake, procedure: Procedure, due: string | null): Promise<Entry> {
  const before = (await entries()).find(({ id }) => id === intake.id)
  const clock = await recallClock()
  const number = before ?? (await nextNumber())
  const entry: Entry = {
    id: intake.id,
    device: number.device,
    localNumber: number.localNumber,
    order: number.order,
    status: 'waiting',
    applicant: intake.applicant.name ?? '',
    procedure: { code: procedure.code, name: procedure.definition.title.vi },
    edition: procedure.edition,
    takenAt: before?.takenAt ?? new Date().toISOString(),
    offsetMs: before?.offsetMs ?? clock?.offsetMs ?? 0,
    due: before?.due ?? due,
    intake,
    input: receiveInput(intake, procedure),
    files: await heldNames(intake),
    sending: null,
    refused: null,
    issued: null,
  }
  await putEntry(entry)
  return entry
}
