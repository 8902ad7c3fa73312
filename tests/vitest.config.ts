import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: ['./support/room.ts', './support/postgres.ts', './support/grounds.ts'],
    include: ['**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes when it comes: on a busy machine not within a second.
    expect: { poll: { timeout: 10_000 } },
    // One more than the processors of a small machine: tests wait for servers, browsers and platforms more often than they compute.
    maxWorkers: 3,
    reporters: ['default', ['json', { outputFile: 'results/tests.json' }]],
  },
})
