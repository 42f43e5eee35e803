import { byHearthAlone, oneForEach, type PersonalDataEntry } from '../core/personal-data.ts'
import { welcomed } from '../features/home/home-page.ts'
import { shelves } from '../features/readings/command.ts'
import { notes } from '../features/walkthrough/note-command.ts'

/** What is kept for one person alone. */
export const personalDataOfOne: readonly PersonalDataEntry[] = [
  oneForEach(
    notes,
    'Notes',
    ({ all }) => ({
      line: all.map(one => one.text).join(' · '),
      count: all.length,
      ...(all[0] && { since: all[0].at }),
    }),
    {
      what: 'notes',
      size: ({ all }) => all.length,
      left: ({ all }, before) => {
        const kept = all.filter(one => one.at >= before)
        return kept.length > 0 ? { all: kept } : undefined
      },
    },
  ),
  oneForEach(shelves, 'Readings you saved or marked as read', ({ saved, done }) => ({
    line: [...saved, ...done].join(', '),
    count: new Set([...saved, ...done]).size,
  })),
  oneForEach(welcomed, 'That you have been welcomed', ({ at }) => ({
    line: 'once',
    since: at,
    seenBy: byHearthAlone,
  })),
]
