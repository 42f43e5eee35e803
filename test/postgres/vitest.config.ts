import { configDefaults, defineConfig } from 'vitest/config'

/** What is run on a database, which `setup.ts` starts: the tests that need one, and the product's own where they use a store. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [
      'test/**/*.database.test.ts',
      'test/features/**/*.test.ts',
      'test/core/*.test.ts',
      'test/core/{records,schedule}/*.test.ts',
      'test/isolation/*.test.ts',
      'test/operations/library-file.test.ts',
    ],
    exclude: [
      ...configDefaults.exclude,
      // They look for words in the files of the data folder, or hold a pace that a shared store does not keep.
      'test/core/schedule/scheduler.test.ts',
      'test/features/privacy/{erase-person,forget-command,retention-command}.test.ts',
    ],
    env: { TEST_STORE: 'postgres' },
    globalSetup: ['test/postgres/setup.ts'],
    pool: 'forks',
    isolate: false,
    maxWorkers: 2,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
