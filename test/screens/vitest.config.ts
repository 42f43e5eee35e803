import { defineConfig } from 'vitest/config'

/** One browser, which looks at everything. */
export default defineConfig({
  test: {
    include: ['test/screens/*.scenario.ts'],
    reporters: ['verbose'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
})
