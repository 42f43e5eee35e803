import { type Docs, withoutPrototypes } from './format.ts'
import { oneNoteEach } from './one-note-each.ts'
import { standardWords } from './standard-words.ts'

/**
 * What stored documents become in the next format. Pure. It speaks of documents as they were then, in plain objects,
 * and imports nothing of the features: they go on changing, a step does not.
 */
export interface Migration {
  /** What changes, for the operator: `reminders learn closed days`. */
  what: string
  change(docs: Docs): Docs
}

/** The first entry leads from format 1 to 2, the next from 2 to 3. Only ever added to; CONTRIBUTING.md says how. */
export const migrations: readonly Migration[] = [
  {
    what: 'runs, shares and places speak the words of the code; a reminder says what it is about',
    change: standardWords,
  },
  { what: 'each note is a document of its own', change: oneNoteEach },
]

/** The format of what is written, by how many steps there are. */
export const formatAfter = (steps: readonly Migration[]): number => 1 + steps.length

/** The format that this Hearth writes. */
export const newestFormat = formatAfter(migrations)

/** The documents of an older format in the newest. */
export const migrated = (docs: Docs, from: number, steps: readonly Migration[]): Docs =>
  withoutPrototypes(steps.slice(from - 1).reduce((found, step) => step.change(found), docs))
