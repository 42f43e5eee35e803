import { plainText, text } from '../../src/core/message.ts'
import { eachOf } from '../../src/core/records/bounds.ts'
import {
  byHearthAlone,
  byNamed,
  byYouAlone,
  forItself,
  oneForEach,
  type PersonalDataEntry,
  personalDataEntry,
} from '../../src/core/records/personal-data.ts'
import { isIn } from '../../src/core/records/redact.ts'
import { clip } from '../../src/core/text.ts'
import { isPersonal } from './address.ts'
import { type Entry, entries, isFor } from './journal.ts'
import { type WebInvitation, type WebSession, webInvitations, webSessions } from './membership/records.ts'
import { webPeople } from './people.ts'

/** What stands where Hearth spoke of somebody who was forgotten; a card that lives on is drawn anew. */
const takenBack = [text('This was about a colleague who left, so I took it back.')]

/** What the page keeps of people: what stands in their places, and how far they have read. */
export const personalDataOfWeb: readonly PersonalDataEntry[] = [
  personalDataEntry<Entry>({
    kind: entries,
    what: 'What you and I wrote on Hearth’s page in the browser',
    // The newest of each place: the journal lets the oldest go. A file is as large as what it was made of.
    bound: { ...eachOf('channel', 5_000_000), measure: entry => JSON.stringify(withoutFiles(entry)).length },
    record: ({ said }) => said,
    aging: {
      what: 'messages on Hearth’s page',
      left: (entry, before) => (entry.at < before ? undefined : entry),
    },
    partOf: (entry, _id, { who }) =>
      isTheirs(entry, who.id)
        ? {
            data: withoutFiles(entry),
            line: clip(entry.said?.text ?? plainText(entry.message ?? []), 200),
            since: entry.at,
            seenBy: isAlone(entry) ? byYouAlone : `seen by everyone in ${entry.place}`,
          }
        : undefined,
    without: (entry, _id, { who }) => {
      if (isTheirs(entry, who.id)) return undefined
      if (!entry.message || !isIn([entry.message, entry.mentions], who)) return entry
      const { mentions: _, ...left } = entry
      return { ...left, message: takenBack, changed: (entry.changed ?? 0) + 1 }
    },
  }),
  oneForEach(
    webPeople,
    'Your name, time zone and language on Hearth’s page, and how far you have read there',
    one => ({
      line: [one.name, one.timeZone, one.locale].filter(Boolean).join(', '),
      seenBy: byHearthAlone,
    }),
    forItself,
  ),
  personalDataEntry<WebSession>({
    kind: webSessions,
    what: 'Browsers that you are signed in with',
    // The oldest go (membership.ts).
    bound: eachOf('person'),
    ...forItself,
    holdable: 'never',
    partOf: ({ since, until, person }, _id, { who }) =>
      person === who.id
        ? { data: { since, until }, line: 'one browser', since, seenBy: byHearthAlone }
        : undefined,
    without: (session, _id, { who }) => (session.person === who.id ? undefined : session),
  }),
  personalDataEntry<WebInvitation>({
    kind: webInvitations,
    what: 'Invitations to Hearth’s page, for you or made by you',
    bound: {
      ...eachOf('counted'),
      counted: [
        {
          most: 1_000,
          tooMany: most =>
            `There are ${most} invitations, which is as many as I keep. Cancel some (“hearth people” lists them), or wait: they end by themselves after two weeks.`,
        },
      ],
    },
    ...forItself,
    holdable: 'never',
    partOf: (invitation, _id, { who }) =>
      [invitation.person, invitation.by].includes(who.id)
        ? {
            data: invitation,
            line: invitation.person === who.id ? 'for you' : `for ${invitation.name ?? 'somebody'}`,
            since: invitation.since,
            seenBy: byNamed,
          }
        : undefined,
    // A link that was used stays used.
    without: ({ name, person, by, ...left }, _id, { who }) => {
      const theirs = person === who.id
      if (theirs && !left.used) return undefined
      return {
        ...left,
        ...(!theirs && { ...(name !== undefined && { name }), ...(person !== undefined && { person }) }),
        ...(by !== undefined && by !== who.id && { by }),
      }
    },
  }),
]

/** Their own lines, and what Hearth says to them alone. */
const isTheirs = (entry: Entry, id: string): boolean =>
  entry.said ? entry.said.by === id : isAlone(entry) && isFor(entry, id)

/** What stands in a file that Hearth made stands where it made it from: else each export would hold all exports before it. */
const withoutFiles = (entry: Entry): Entry =>
  entry.message
    ? { ...entry, message: entry.message.map(one => (one.type === 'file' ? { ...one, text: '' } : one)) }
    : entry

const isAlone = (entry: Entry): boolean =>
  isPersonal({ conversation: entry.place }) || entry.only !== undefined
