import type { Difference } from './script.ts'

/** What is known to go otherwise on a platform, each with its reason. All else must go alike. */
export const differences: readonly Difference[] = []
