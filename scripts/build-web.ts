import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build, type Manifest } from 'vite'
import { citizen } from '../web/vite.citizen.ts'
import { surfaces } from '../web/vite.surfaces.ts'

/**
 * Builds the three surfaces into one folder: `site.js` (the citizen site's server bundle), `assets/*` (hashed, may be
 * cached for ever), `office.html`, `command-centre.html` and `assets.json` (source name -> address: `citizen.css`,
 * `islands/….ts`, a font's file name).
 * Run by scripts/setup.js with an empty folder, which it then gives its lasting name.
 */
const out = process.argv[2]
if (!out) throw new Error('build-web needs the folder to build into')

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
await writeFile(join(out, 'assets.json'), `${JSON.stringify(assets, null, 2)}\n`)
await rm(join(out, 'manifest.json'))
