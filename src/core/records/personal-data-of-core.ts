import { cards, listenedThreads, shownBy } from '../cards.ts'
import { deliveriesIn, idempotencyKeys } from '../delivery/idempotency.ts'
import { unanswered } from '../delivery/unanswered.ts'
import { notices } from '../health-issue.ts'
import { type Closure, closures } from '../schedule/closures.ts'
import { crisisLines } from '../schedule/crisis-line.ts'
import { preferences } from '../schedule/preferences.ts'
import { isPersonal, type Reminder, reminders, remindersByPerson, zoneLaws } from '../schedule/reminder.ts'
import { purges, sent } from '../store.ts'
import { dayOf } from '../time/in-words.ts'
import { placeLanguages } from '../translation/speaking.ts'
import { type UndoRecord, undoRecords } from '../undo/undo.ts'
import { admins } from './admins.ts'
import { type Bound, eachOf, small } from './bounds.ts'
import { departures } from './departures.ts'
import { type HeldVersion, heldDocumentOf, heldVersions, heldVersionsByDocument } from './held-versions.ts'
import {
  aboutNobody,
  byAll,
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

const closureBound: Bound<Closure> = {
  each: 'counted',
  size: small,
  tooLarge: () =>
    'That is one day too many that is taken out of a closing. Open it whole, and close the days that you mean: “hearth closed” lists them.',
  counted: [
    {
      most: 400,
      tooMany: most =>
        `The library would have more than ${most} closings, which is as many as I keep. Remove some first: “hearth closed” lists them.`,
    },
  ],
}

/** What is held is kept whole; only who goes on replacing it without end is stopped. */
const heldVersionBound: Bound<HeldVersion> = {
  each: 'counted',
  size: 1_000_000,
  counted: [
    {
      by: heldVersionsByDocument,
      most: 2_000,
      tooMany: most =>
        `That is held for records, and was changed ${most} times meanwhile: all that was replaced is kept, and I keep no more of it. Ask the people who look after Hearth here to end the hold, or begin anew elsewhere.`,
      together: {
        most: 5_000_000,
        tooMuch: most =>
          `That is held for records, and ${most} characters were replaced in it meanwhile: all of that is kept, and I keep no more of it. Ask the people who look after Hearth here to end the hold, or begin anew elsewhere.`,
      },
    },
    {
      most: 20_000,
      tooMany: most =>
        `Things are held for records here, and were changed ${most} times meanwhile: all that was replaced is kept, and I keep no more of it. Ask the people who look after Hearth here to end the hold.`,
    },
  ],
}

const neverHeld = { ...forItself, holdable: 'never' } as const

/** What the core keeps beside the features' own. */
export const personalDataOfCore: readonly PersonalDataEntry[] = [
  oneForEach(preferences, 'Your time zone, language, working days, quiet hours and crisis line', one => ({
    line: [
      one.zone ?? one.platformZone,
      one.language ?? one.writes ?? one.platformLanguage,
      one.workingDays && 'working days',
      one.quiet && 'quiet hours',
      one.crisis && 'crisis line',
    ]
      .filter(Boolean)
      .join(', '),
  })),
  personalDataEntry<Reminder>({
    kind: reminders,
    record: ({ title, command, person, place }) => ({ title, command, person, place }),
    what: 'Scheduled posts and reminders of yours',
    bound: {
      ...eachOf('counted'),
      counted: [
        {
          by: remindersByPerson,
          most: 200,
          tooMany: most =>
            `I bring you ${most} things by themselves already, which is as many as I keep for one person. “hearth settings” lists them; stop one first, such as with “plan remind off”.`,
        },
      ],
    },
    learn: (all, { id }) => ({
      gone: new Set(all.flatMap(([name, one]) => (one.person.id === id ? [name] : []))),
    }),
    partOf: (one, _id, { who }) =>
      one.person.id === who.id
        ? {
            data: one,
            line: one.title,
            seenBy: isPersonal(one) ? byYouAlone : `seen by everyone in ${one.place.name ?? 'its channel'}`,
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
    bound: eachOf('channel'),
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
    bound: eachOf(cards),
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
      line: `${deliveriesIn(one).length} ids`,
      count: deliveriesIn(one).length,
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
    bound: heldVersionBound,
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
    // One for each place they change things in: what a single change replaced, which is bounded itself.
    bound: eachOf('channel', 5_000_000),
    what: 'What your last change in each place replaced, for a day, so that you can take it back',
    partOf: (one, _, { who }) =>
      one.by.id === who.id
        ? { data: one, line: 'your last change in one place', since: one.at, seenBy: byYouAlone }
        : undefined,
    // With a colleague’s words in it, it can bring these back: so it goes whole.
    without: (one, _, { who, gone }) =>
      isIn(one, who) || one.patches.some(({ id }) => gone.has(id)) ? undefined : one,
  }),
  oneForEach(
    admins,
    'That you look after me in your library',
    one => ({ line: `since ${dayOf(one.at)}`, since: one.at, seenBy: byAll }),
    {
      bound: {
        ...eachOf('counted'),
        counted: [
          {
            most: 50,
            tooMany: most =>
              `Your library has ${most} admins already, which is as many as I can save. Remove one first: “hearth admins” lists them.`,
          },
        ],
      },
    },
  ),
  aboutNobody(
    tombstones,
    'That somebody was forgotten in the last seven days, under a hash',
    eachOf('person'),
    neverHeld,
  ),
  aboutNobody(tombstoneKeys, 'The key of these hashes', eachOf('library'), neverHeld),
  aboutNobody(departures, 'That your library removed me', eachOf('library'), neverHeld),
  aboutNobody(sent, 'Which turns of reminders were sent', eachOf(reminders)),
  aboutNobody(closures, 'The library’s closed days', closureBound, {}),
  aboutNobody(
    crisisLines,
    'Whom people in distress are told to reach, where the library set it',
    eachOf('library'),
    {},
  ),
  aboutNobody(placeLanguages, 'The language I speak in a channel, where it was set', eachOf('channel'), {}),
  aboutNobody(notices, 'Which troubles the admins were told of', eachOf('library')),
  aboutNobody(purges, 'That something forgotten may still be on the disk', eachOf('library')),
  aboutNobody(zoneLaws, 'Which laws of time zones my reminders go by', eachOf('library')),
]
