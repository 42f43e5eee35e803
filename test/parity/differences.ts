import type { Difference } from './script.ts'
import { coming } from './scripts/people.ts'

/** What is known to go otherwise on a platform, each with its reason. All else must go alike. */
export const differences: readonly Difference[] = [
  {
    platform: 'Terminal',
    shows: 'A name that nobody has: it is said, and asked who was meant',
    at: 3,
    instead: 'at a terminal, a name is all it takes to be somebody: there is nobody who is not known.',
  },
  {
    platform: 'Teams',
    shows: 'A line typed in the thread of a walk-through, without naming Hearth, is the answer',
    at: 2,
    instead:
      'in a channel, Teams brings a bot only the lines that name it. The answer goes into the field of the question, or after “@Hearth”; a library can let Hearth hear all lines of a team (manifest/README.md says how, and what it costs in privacy).',
  },
  ...(
    [
      ['Terminal', 'a terminal is for whoever sits at that computer, as whoever they say they are.'],
      ['Slack', 'who is in a workspace is decided in Slack; “hearth people” says so.'],
      ['Teams', 'who is in a tenant is decided in Teams; “hearth people” says so.'],
    ] as const
  ).map(([platform, instead]) => ({ platform, shows: coming.shows, at: 1, instead })),
]
