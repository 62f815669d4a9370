import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

/**
 * What browsers load: the office and the command centre (single-page apps that share their common chunks) and the
 * citizen site's style sheets and islands. All as /assets/<name>-<hash>.
 */
export const surfaces = (outDir: string): InlineConfig => ({
  configFile: false,
  root,
  logLevel: 'warn',
  mode: 'production',
  plugins: [react(), onlyWoff2()],
  build: {
    outDir,
    emptyOutDir: false,
    assetsDir: 'assets',
    manifest: 'manifest.json',
    target: 'es2022',
    // Every file has an address of its own: the citizen page's policy allows no data: URLs, and fonts are cached apart.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: [
        'office/index.html',
        'office/offline/worker.ts',
        'command-centre/index.html',
        ...citizenEntries(),
      ],
    },
  },
})

/** Style sheets and islands of the citizen site; what they name (fonts, images) follows. */
function citizenEntries(): string[] {
  const named = (folder: string, wanted: RegExp) =>
    (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [])
      .filter((name) => wanted.test(name))
      .map((name) => `${folder}/${name}`)
  return [...named('citizen', /\.css$/), ...named('citizen/islands', /(?<!\.test)\.ts$/)]
}

/** Font packages also name .woff for browsers before 2016; nobody asks for it, so it is not shipped. */
function onlyWoff2(): Plugin {
  return {
    name: 'only-woff2',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@fontsource') || !id.split('?')[0]?.endsWith('.css')) return
      return { code: code.replaceAll(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ''), map: null }
    },
  }
}
