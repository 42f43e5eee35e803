import { eachOf } from '../../core/records/bounds.ts'
import {
  aboutNobody,
  byAll,
  byHearthAlone,
  byYouAlone,
  forItself,
  nobody,
  type PersonalDataEntry,
  personalDataEntry,
} from '../../core/records/personal-data.ts'
import { names } from '../../core/records/redact.ts'
import { reminders } from '../../core/schedule/reminder.ts'
import {
  decks,
  type RoomDeck,
  retired,
  type Suggestion,
  suggestions,
  suggestionsByPerson,
} from './catalog.ts'
import { count } from './weekly-command.ts'
import { weeklyPosts } from './weekly-post.ts'

/** What is kept of icebreakers. */
export const personalDataOfIcebreakers: readonly PersonalDataEntry[] = [
  personalDataEntry<Suggestion>({
    kind: suggestions,
    what: 'Icebreakers you wrote or suggested, or agreed to',
    bound: {
      ...eachOf('counted'),
      counted: [
        {
          by: suggestionsByPerson,
          most: 500,
          tooMany: most =>
            `You have ${most} icebreakers of your own, which is as many as I keep for one person. “my icebreakers” lists them; “my icebreakers remove 1” makes room.`,
        },
      ],
    },
    aging: {
      what: 'icebreakers that were suggested, and that nobody has said yes to',
      left: (one, before) => (one.agreed || one.own || one.at >= before ? one : undefined),
    },
    partOf: (one, _, { who: { id } }) =>
      one.by === id
        ? { data: one, line: one.text, since: one.at, seenBy: isAlone(one) ? byYouAlone : byAll }
        : one.agreed?.by === id
          ? { data: one.agreed, line: `you agreed: ${one.text}`, since: one.agreed.at, seenBy: byAll }
          : undefined,
    without: (one, _, { who: { id } }) => {
      if (one.by === id) return undefined
      return one.agreed?.by === id ? { ...one, agreed: { at: one.agreed.at, ...unnamed } } : one
    },
  }),
  personalDataEntry({
    kind: retired,
    bound: eachOf('content'),
    what: 'Icebreakers you set aside for your library',
    stays: 'Icebreakers you set aside stay aside for your library, without your name.',
    partOf: (one, id, { who }) =>
      one.by === who.id ? { data: { [id]: one }, line: id, since: one.at, seenBy: byAll } : undefined,
    without: (one, _, { who }) => (one.by === who.id ? { at: one.at, ...unnamed } : one),
  }),
  personalDataEntry<RoomDeck>({
    kind: decks,
    ...forItself,
    // So many people, each with what they were shown: it is bounded by what it remembers, and grows with the content.
    bound: eachOf('channel', 5_000_000),
    what: 'Which icebreakers you were shown in a channel or chat, and with which words you asked',
    partOf: (deck, room, { who }) => {
      const { [who.id]: seen = [] } = deck.seen
      const looking = deck.looking[who.id]
      if (seen.length === 0 && !looking) return undefined
      const line = `${seen.length} shown`
      return { data: { [room]: { seen, looking } }, line, count: seen.length || 1, seenBy: byHearthAlone }
    },
    without: (deck, room, { who }) => {
      if (names(room, who)) return undefined
      const { [who.id]: _seen, ...seen } = deck.seen
      const { [who.id]: _looking, ...looking } = deck.looking
      return { ...deck, seen, looking, held: deck.held.filter(one => one.by !== who.id) }
    },
  }),
  personalDataEntry({
    kind: weeklyPosts,
    ...forItself,
    bound: eachOf(reminders),
    what: 'Which question a weekly icebreaker brought last',
    partOf: () => undefined,
    without: (one, id, { gone }) => (gone.has(id) ? undefined : one),
  }),
  aboutNobody(count, 'How many weekly icebreakers were ever set', eachOf('library')),
]

/** Nobody but its author was ever shown it. */
const isAlone = (one: Suggestion): boolean =>
  one.own !== undefined && !one.agreed && Object.keys(one.answers).length === 0

const unnamed = { by: nobody.id, name: nobody.name }
