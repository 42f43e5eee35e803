import type { Library } from '../../core/command.ts'
import type { Address, PersonId } from '../../core/incoming.ts'
import { byId, type Index, kind, type Tx } from '../../core/store.ts'
import { type Deck, freshDeck } from './deck.ts'
import {
  audiences,
  considerations,
  demandsOf,
  type Icebreaker,
  type Needs,
  settings,
  sources,
} from './schema.ts'

/** Questions this library does not want to see, and who said so. */
export const retired = kind<{ by: PersonId; name: string; at: number }>('retired-icebreaker')

/** What is said of a question beside its words; proposed by its words, and changed by whoever wrote it. */
export interface Tags {
  purpose: Icebreaker['purpose']
  topics: readonly Icebreaker['topics'][number][]
  minutes: { min: number; max: number }
  needs: Needs
  /** The words for a channel; false: it is for people in one room. */
  chat: string | false
  depth: 1 | 2 | 3
}

/** A colleague's question: their own, or on its way to everybody in the library. */
export interface Suggestion {
  text: string
  by: PersonId
  name: string
  at: number
  /** The answers to the guide's three considerations so far. */
  answers: Partial<Record<'inclusive' | 'age_appropriate' | 'presumes', 'yes' | 'no'>>
  audience: Icebreaker['audience']
  /** Its author keeps it: it is offered to them, whether or not anybody agrees. */
  own?: Tags
  /** The list it was offered with: a second person agrees to all of it at once. */
  batch?: string
  /** Set once a second person agreed: from then on it is offered to everybody. */
  agreed?: { by: PersonId; name: string; at: number }
}
export const suggestions = kind<Suggestion>('suggested-icebreaker')

/** Whether the guide's three considerations were all answered as they should be. */
export const considered = ({ answers }: Suggestion): boolean =>
  considerations.every(({ key, hopedFor }) => answers[key] === hopedFor)

/** All of them, in the order in which they were written. */
export const suggestionsIn = async (from: Pick<Tx, 'list'>): Promise<[id: string, one: Suggestion][]> =>
  (await from.list(suggestions)).sort(byId)

/** Suggestions by whose they are. */
export const suggestionsByPerson: Index<Suggestion> = {
  name: 'suggestions-by-person',
  kind: suggestions,
  keysOf: one => [one.by],
}

/** What somebody looked at last: the question, what they had asked for, and where else they thought of posting it. */
export interface Looking {
  id: string
  request: string
  to?: { address: Address; name?: string }
}

/** What a room has used, and what each person there looked at last. */
export interface RoomDeck extends Deck {
  /** An empty id: what was asked for last found nothing. */
  looking: Readonly<Record<PersonId, Looking>>
}
export const decks = kind<RoomDeck>('deck')

/** The deck of a room; a fresh one where nothing was used yet. */
export const deckOf = async (tx: Pick<Tx, 'get'>, room: string): Promise<RoomDeck> =>
  (await tx.get(decks, room)) ?? { ...freshDeck, looking: {} }

/** All questions that somebody may be offered: the content's, the library's own and theirs alone, without those that were set aside. */
export async function questionsOf(
  { library, person }: { library: Pick<Library, 'list'>; person: { id: PersonId } },
  content: readonly Icebreaker[],
): Promise<readonly Icebreaker[]> {
  const away = new Set((await library.list(retired)).map(([id]) => id))
  const own = (await suggestionsIn(library)).flatMap(([id, one]) =>
    one.agreed || (one.own && one.by === person.id) ? [asIcebreaker(id, one)] : [],
  )
  if (away.size === 0 && own.length === 0) return content
  return [...content, ...own].filter(one => !away.has(one.id))
}

/** Lists of questions by id: the content stays the same list while Hearth runs, and each command looks one up. */
const tables = new WeakMap<readonly Icebreaker[], ReadonlyMap<string, Icebreaker>>()

/** The question of that id. */
export function questionBy(id: string | undefined, questions: readonly Icebreaker[]): Icebreaker | undefined {
  if (id === undefined) return undefined
  const table = tables.get(questions) ?? new Map(questions.map(one => [one.id, one]))
  tables.set(questions, table)
  return table.get(id)
}

/** The youngest each audience is asked at. */
const youngest: Readonly<Record<Icebreaker['audience'][number], number>> = {
  'children-0-5-with-adult': 0,
  'children-6-11': 6,
  'teens-12-17': 12,
  adults: 18,
  'older-adults': 50,
  intergenerational: 6,
  families: 0,
  staff: 16,
  volunteers: 14,
  'board-stakeholders': 18,
  'language-learners': 16,
  'mixed-public': 12,
}

/** What is said of a question that nobody said more of. */
const usual = (text: string): Tags => ({
  purpose: 'warm-up',
  topics: [],
  minutes: { min: 3, max: 8 },
  needs: 'nothing',
  chat: text,
  depth: 1,
})

/** A colleague's question in the form of the others, with what is safe to say of any question. */
export function asIcebreaker(id: string, { text, audience, agreed, own }: Suggestion): Icebreaker {
  const suits = audience.length > 0 ? audience : audiences.filter(who => youngest[who] >= 12)
  const { needs, chat, ...tags } = own ?? usual(text)
  const said = agreed ? 'two colleagues said' : 'you said'
  return {
    ...tags,
    id,
    text,
    chat,
    topics: [...tags.topics],
    audience: suits,
    age_min: Math.min(...suits.map(who => youngest[who])),
    age_max: null,
    // A board takes words of its own, which nobody wrote.
    setting: settings.filter(where => where !== 'passive-display' && (chat !== false || where !== 'online')),
    group_size: { min: 2, max: null, unit: 'pairs' },
    prep_minutes: 0,
    materials: [...materialsFor[needs]],
    format: ['question', 'pair-share'],
    answer_modes: ['spoken', 'written', 'silent-thinking'],
    ...demandsOf(text),
    presumptions: {},
    presumption_fix: '',
    avoid_when: [],
    language_level: 'B',
    online_version: chat === false ? 'Choose another online.' : 'The same; answers in the chat count.',
    pass_line: 'You can pass, or just listen.',
    host_first: '',
    bridge: '',
    three_considerations: {
      inclusive: `ok: ${said} yes`,
      age_appropriate: `ok: ${said} yes`,
      presumes: `nothing: ${said} so`,
    },
    source: agreed ? sources.library : sources.own,
    reviewed: agreed ? `${agreed.name}, ${new Date(agreed.at).toISOString().slice(0, 10)}` : null,
  }
}

const materialsFor: Readonly<Record<Needs, readonly string[]>> = {
  nothing: [],
  paper: ['paper and pens'],
  objects: ['the objects that it names'],
  pictures: ['the pictures that it names'],
}
