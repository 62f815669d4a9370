import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build, type Manifest } from 'vite'
import { citizen } from '../web/vite.citizen.ts'
import { surfaces } from '../web/vite.surfaces.ts'

/**
 * Builds the three surfaces into one folder: `site.js` (the citizen site's server bundle), `assets/*` (hashed, may be
 * cached for ever), `office.html`, `command-centre.html` and `assets.json` (source name -> address: `citizen.css`,
 * `islands/….ts`, a font's file name), `offline.json` (what a counter keeps to open without a line).
 * Run by scripts/setup.js with an empty folder, which it then gives its lasting name.
 */
const out = process.argv[2]
if (!out) throw new Error('build-web needs the folder to build into')

const WORKER = 'office/offline/worker.ts'
const OFFLINE = [
  'office/index.html',
  'office/frame/Frame.tsx',
  'office/intake/Intake.tsx',
  'office/offline/Unlock.tsx',
  'office/offline/offline-me.ts',
]

await build(surfaces(out))
await build(citizen(out))

for (const surface of ['office', 'command-centre']) {
  await rename(join(out, surface, 'index.html'), join(out, `${surface}.html`))
  await rm(join(out, surface), { recursive: true })
}

const manifest: Manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'))
const assets: Record<string, string> = {}
for (const [source, made] of Object.entries(manifest)) {
  if (source.startsWith('citizen/')) assets[source.slice('citizen/'.length)] = `/${made.file}`
  // A page asks for its fonts before it has read the style sheet.
  else if (source.endsWith('.woff2')) assets[basename(source)] = `/${made.file}`
}
await writeFile(join(out, 'offline.json'), `${JSON.stringify(await offline(manifest, out), null, 2)}\n`)
await writeFile(join(out, 'assets.json'), `${JSON.stringify(assets, null, 2)}\n`)
await rm(join(out, 'manifest.json'))

/** What a counter keeps on its device to open without a line: its frame and intake, whole; nothing of the other screens. */
async function offline(manifest: Manifest, folder: string): Promise<{ worker: string; files: string[] }> {
  const files = new Set<string>()
  const take = (key: string): void => {
    const made = manifest[key]
    if (!made || files.has(made.file)) return
    for (const file of [made.file, ...(made.css ?? []), ...(made.assets ?? [])]) files.add(file)
    for (const each of made.imports ?? []) take(each)
  }
  for (const source of OFFLINE) {
    // What other chunks import too goes by its chunk's name.
    const name = basename(source).replace(/\.tsx?$/, '')
    const key = manifest[source]
      ? source
      : Object.keys(manifest).find((each) => manifest[each]!.name === name)
    if (!key) throw new Error(`build-web: ${source} is no chunk of its own`)
    take(key)
  }
  // Started by address, so no manifest names it; the fonts are named by style sheets.
  const others = (await readdir(join(folder, 'assets'))).filter((name) =>
    /^form-check-worker-.*\.js$|^be-vietnam-pro-.*\.woff2$/.test(name),
  )
  for (const name of others) files.add(`assets/${name}`)
  return { worker: manifest[WORKER]!.file, files: [...files].sort().map((file) => `/${file}`) }
}
