import { defineConfig } from 'vitest/config'

/** They share the computer, and one browser at a time. */
export default defineConfig({
  test: {
    include: ['test/browser/*.scenario.ts'],
    reporters: ['verbose'],
    testTimeout: 90_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
})
