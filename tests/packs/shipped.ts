import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Definition, Pack } from '../../src/blocks/procedure/model/definition.ts'
import { expandPack } from '../../src/blocks/procedure/model/expand-pack.ts'

const areas = new URL('../../src/areas/', import.meta.url).pathname
const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

export type Shipped = { file: string; area: string; raw: unknown; pack: Pack; definition: Definition }

export const flows = new Map<string, unknown>(
  globSync(`${areas}one-stop/flows/*.json`).map((path) => [basename(path, '.json'), json(path)]),
)

/** Every procedure a release ships, with its flow, by code. */
export const shipped: Shipped[] = globSync(`${areas}*/procedures/*.json`)
  .sort()
  .map((path) => {
    const raw = json(path)
    const { pack, definition } = expandPack(raw, flows.get((raw as { flow: string }).flow))
    const file = path.slice(areas.length)
    return { file, area: file.split('/')[0]!, raw, pack, definition }
  })

export const { agencies } = json(`${areas}province/agencies.json`) as {
  agencies: { code: string; kind: string }[]
}
export const calendarData = json(`${areas}province/calendar.json`)
