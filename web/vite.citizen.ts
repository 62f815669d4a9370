import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { InlineConfig } from 'vite'

/**
 * The citizen site's server bundle: one `site.js` that exports `respond`. Everything is bundled, React in its production
 * form: the host needs no NODE_ENV, and one file loads faster than a hundred.
 */
export const citizen = (outDir: string): InlineConfig => ({
  configFile: false,
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'warn',
  mode: 'production',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [react()],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'citizen/site.tsx',
    target: 'node24',
    outDir,
    emptyOutDir: false,
    copyPublicDir: false,
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'site.js', codeSplitting: false } },
  },
})
