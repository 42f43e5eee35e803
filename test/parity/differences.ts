import type { Difference } from './script.ts'

/** What is known to go otherwise on a platform, each with its reason. All else must go alike. */
export const differences: readonly Difference[] = [
  {
    platform: 'Teams',
    shows: 'A line typed in the thread of a walk-through, without naming Hearth, is the answer',
    at: 2,
    instead:
      'in a channel, Teams brings a bot only the lines that name it. The answer goes into the field of the question, or after “@Hearth”; a library can let Hearth hear all lines of a team (manifest/README.md says how, and what it costs in privacy).',
  },
]
