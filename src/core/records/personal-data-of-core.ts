import { cards, listenedThreads, shownBy } from '../cards.ts'
import { idempotencyKeys } from '../delivery/idempotency.ts'
import { unanswered } from '../delivery/unanswered.ts'
import { notices } from '../health-issue.ts'
import { closures } from '../schedule/closures.ts'
import { preferences } from '../schedule/preferences.ts'
import { isPersonal, type Reminder, reminders } from '../schedule/reminder.ts'
import { purges, sent } from '../store.ts'
import { type UndoRecord, undoRecords } from '../undo/undo.ts'
import { type HeldVersion, heldDocumentOf, heldVersions } from './held-versions.ts'
import {
  aboutNobody,
  byHearthAlone,
  byNamed,
  byYouAlone,
  forItself,
  oneForEach,
  type PersonalDataEntry,
  personalDataEntry,
} from './personal-data.ts'
import { isIn, names, renamedIn } from './redact.ts'
import { tombstoneKeys, tombstones } from './tombstones.ts'

const neverHeld = { ...forItself, holdable: 'never' } as const

/** What the core keeps beside the features' own. */
export const personalDataOfCore: readonly PersonalDataEntry[] = [
  oneForEach(preferences, 'Your time zone, working days and quiet hours', one => ({
    line: [one.zone ?? one.platformZone, one.workingDays && 'working days', one.quiet && 'quiet hours']
      .filter(Boolean)
      .join(', '),
  })),
  personalDataEntry<Reminder>({
    kind: reminders,
    record: ({ title, command, person, place }) => ({ title, command, person, place }),
    what: 'What I bring you by itself, week after week',
    learn: (all, { id }) => ({
      gone: new Set(all.flatMap(([name, one]) => (one.person.id === id ? [name] : []))),
    }),
    partOf: (one, _id, { who }) =>
      one.person.id === who.id
        ? {
            data: one,
            line: one.title,
            seenBy: isPersonal(one) ? byYouAlone : `seen by everybody in ${one.place.name ?? 'its channel'}`,
          }
        : undefined,
    without: (one, id, { who, gone, renamed }) => {
      if (gone.has(id)) return undefined
      const renaming = renamed.get(id.replace(/^plan-/, ''))
      const title = renaming ? renamedIn(one.title, [renaming]) : one.title
      const alsoTell = one.alsoTell?.filter(other => other !== who.id)
      return { ...one, title, ...(alsoTell && { alsoTell }) }
    },
  }),
  personalDataEntry({
    kind: cards,
    ...forItself,
    what: 'Where cards of mine stand that I redraw for you',
    partOf: (one, name, { who, own }) =>
      isIn(one, who) || own.has(shownBy(name))
        ? { data: { [name]: one }, line: name, seenBy: byHearthAlone }
        : undefined,
    without: (one, name, { who, gone }) => (isIn(one, who) || gone.has(shownBy(name)) ? undefined : one),
  }),
  personalDataEntry({
    kind: listenedThreads,
    ...forItself,
    what: 'Threads in which I take your lines as answers',
    partOf: (one, thread, { who, own }) =>
      names(thread, who) || own.has(shownBy(one.card))
        ? { data: { [thread]: one }, line: one.card, seenBy: byHearthAlone }
        : undefined,
    without: (one, thread, { who, gone }) =>
      names(thread, who) || gone.has(shownBy(one.card)) ? undefined : one,
  }),
  oneForEach(
    idempotencyKeys,
    'The ids of your last lines, so that one delivered twice does nothing twice',
    one => ({
      line: `${one.ids.length} ids`,
      count: one.ids.length,
      seenBy: byHearthAlone,
    }),
    forItself,
  ),
  oneForEach(
    unanswered,
    'How many answers I owe you since I was restarted',
    ({ count }) => ({ line: `${count}`, seenBy: byHearthAlone }),
    forItself,
  ),
  personalDataEntry<HeldVersion>({
    kind: heldVersions,
    what: 'What you wrote that was replaced or removed while it was held',
    holdable: 'each',
    heldAs: heldDocumentOf,
    partOf: (one, _, { who, own }) =>
      own.has(one.of) || isIn(one.parts, who)
        ? { data: one, line: `${one.parts.length} earlier words`, since: one.at, seenBy: byNamed }
        : undefined,
    without: (one, _, { who, gone, own }) =>
      gone.has(one.of) || own.has(one.of) || isIn(one.parts, who) ? undefined : one,
  }),
  personalDataEntry<UndoRecord>({
    kind: undoRecords,
    ...forItself,
    what: 'What your last change in each place replaced, for a day, so that you can take it back',
    partOf: (one, _, { who }) =>
      one.by.id === who.id
        ? { data: one, line: 'your last change in one place', since: one.at, seenBy: byYouAlone }
        : undefined,
    // With a colleague’s words in it, it can bring these back: so it goes whole.
    without: (one, _, { who, gone }) =>
      isIn(one, who) || one.patches.some(({ id }) => gone.has(id)) ? undefined : one,
  }),
  aboutNobody(tombstones, 'That somebody was forgotten in the last seven days, under a hash', neverHeld),
  aboutNobody(tombstoneKeys, 'The key of these hashes', neverHeld),
  aboutNobody(sent, 'Which turns of reminders were sent'),
  aboutNobody(closures, 'The library’s closed days', {}),
  aboutNobody(notices, 'Which troubles the admins were told of'),
  aboutNobody(purges, 'That something forgotten may still be on the disk'),
]
