import { defineConfig } from 'vitest/config'

/** One line for each scenario. They share one playground, in this order. */
export default defineConfig({
  test: {
    include: ['test/playground/*.scenario.ts'],
    reporters: ['verbose'],
    testTimeout: 90_000,
    hookTimeout: 30_000,
    fileParallelism: false,
  },
})
