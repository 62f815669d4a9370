import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const heavy = process.env.HEAVY === '1' ? [] : ['**/*.heavy.test.ts']
const always = ['**/node_modules/**', '.data/**', '.built/**', '.cache/**', ...heavy]

export default defineConfig({
  plugins: [react()],
  test: {
    // One PostgreSQL for the whole run; every test that asks for a database clones a migrated one from it.
    globalSetup: 'src/platform/testing/global-setup.ts',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Native add-ons (argon2, typst) live in processes of their own; on 2 cores threads measured no faster.
    pool: 'forks',
    // Browsers, servers and databases share the machine: journeys follow the rest, one after another.
    projects: [
      {
        extends: true,
        test: {
          name: 'blocks',
          include: [
            'src/**/*.test.{ts,tsx}',
            'web/**/*.test.{ts,tsx}',
            'demo/**/*.test.ts',
            'bench/**/*.test.ts',
            'tests/**/*.test.ts',
          ],
          exclude: [...always, 'tests/journeys/**'],
          // Vitest would leave one core for itself, which on two is half the machine.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          globalSetup: ['src/platform/testing/global-setup.ts', 'tests/journeys/played-province.ts'],
          include: ['tests/journeys/**/*.test.ts'],
          exclude: always,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
