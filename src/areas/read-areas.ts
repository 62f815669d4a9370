import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('.', import.meta.url))
const read = (path: string): any => JSON.parse(readFileSync(path, 'utf8'))

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `${folder}/${name}`)
}

/** Every area's shipped procedures and the flows they share, as they lie in the folders. */
export function shippedProcedures(): { packs: unknown[]; flows: Record<string, unknown> } {
  const areas = readdirSync(root, { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map((each) => each.name)
  const packs = areas.flatMap((area) => filesOf(`${root}${area}/procedures`).map(read))
  const flows = areas.flatMap((area) => filesOf(`${root}${area}/flows`))
  return {
    packs,
    flows: Object.fromEntries(flows.map((path) => [path.split('/').pop()!.replace('.json', ''), read(path)])),
  }
}

/** The province's agencies, who took over from whom, its working calendar, and its places of today and of former days. */
export function shippedProvince() {
  const { agencies } = read(`${root}province/agencies.json`)
  const successions = read(`${root}province/successions.json`)
  const calendar = read(`${root}province/calendar.json`)
  const places = read(`${root}province/places.json`)
  return { agencies, successions: successions.successions ?? successions, calendar, places }
}
