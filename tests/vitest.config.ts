import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['./support/postgres.ts', './support/grounds.ts'],
    include: ['**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: 'results/tests.json' }]],
  },
})
