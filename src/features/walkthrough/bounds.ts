import type { Bound } from '../../core/records/bounds.ts'
import type { Index } from '../../core/store.ts'
import { type Note, notesByPerson } from './note-command.ts'
import type { Entry } from './run/entry.ts'
import { everything, type Run, runs } from './run/run.ts'
import { isPlan, planOf } from './run/run-plan.ts'

/** A note is what somebody types in one line, which no chat lets be longer; all of somebody's are a book of 500 pages. */
export const noteBound: Bound<Note> = {
  each: 'counted',
  size: 40_000,
  measure: one => one.text.length,
  tooLarge: () =>
    'That is longer than I keep in one note: 40,000 characters. Please make two of it; your line is still in the chat.',
  counted: [
    {
      by: notesByPerson,
      most: 1_000,
      tooMany: most =>
        `You have ${most} notes, which is as many as I keep for one person. “notes” lists them, and “note remove 1” takes the first one out.`,
      together: {
        most: 1_000_000,
        tooMuch: most =>
          `Your notes would hold more than ${most} characters, which is as much as I keep for one person. “hearth export” gives you all of them, and “note remove 1” takes the first one out.`,
      },
    },
  ],
}

export const runsByOwner: Index<Run> = {
  name: 'runs-by-owner',
  kind: runs,
  keysOf: run => [run.owner.id],
}

/** Everything that is said to a run is written with it, so one has room for a long talk and not for a book. */
export const runBound: Bound<Run> = {
  each: 'counted',
  size: 300_000,
  measure: wordsOf,
  tooLarge: run =>
    `“${run.name}” holds as much as I keep in one ${isPlan(run) ? 'plan' : 'walk-through'}: 300,000 characters, with the words that were replaced. “hearth walk export” gives you all of it; then begin a new one.`,
  counted: [
    {
      by: runsByOwner,
      most: 300,
      tooMany: most =>
        `You look after ${most} walk-throughs and plans, which is as many as I keep for one person. Open one that is over, and type “hearth walk delete”: I ask before it goes.`,
      together: {
        most: 5_000_000,
        tooMuch: most =>
          `Your walk-throughs and plans would hold more than ${most} characters, which is as much as I keep for one person. “hearth export” gives you all of them. Open one that is over, and type “hearth walk delete”: I ask before it goes.`,
      },
    },
  ],
}

/** What stands beside the words of an entry: by whom, when, which line it was. */
const beside = 150

/** What people said to a run, in characters: what Hearth itself notes of it never makes it too large. */
function wordsOf(run: Run): number {
  const { steps, stuck = [], reflection } = planOf(run)
  const entries = [...everything(run), ...stuck, ...(reflection ? [reflection] : [])]
  const earlier = steps.flatMap(step => step.earlier ?? [])
  const people = run.invited.length + (run.handedOver?.length ?? 0)
  return (
    entries.reduce((sum, one) => sum + lengthOf(one), 0) +
    earlier.reduce((sum, one) => sum + beside + one.what.length, 0) +
    people * beside
  )
}

const lengthOf = ({ text, chosen = [], saidThere = [] }: Entry): number =>
  beside + text.length + chosen.join(' ').length + saidThere.reduce((sum, one) => sum + one.text.length, 0)
