import type { Library } from '../../core/command.ts'
import type { PersonId } from '../../core/incoming.ts'
import { type Index, kind, type Tx } from '../../core/store.ts'
import { type Deck, freshDeck } from './deck.ts'
import { audiences, type Icebreaker, settings } from './schema.ts'

/** Questions this library does not want to see, and who said so. */
export const retired = kind<{ by: PersonId; name: string; at: number }>('retired-icebreaker')

/** A colleague's question on its way into the library's own deck. */
export interface Suggestion {
  text: string
  by: PersonId
  name: string
  at: number
  /** The answers to the guide's three considerations so far. */
  answers: Partial<Record<'inclusive' | 'age_appropriate' | 'presumes', 'yes' | 'no'>>
  audience: Icebreaker['audience']
  /** Set once a second person agreed: from then on it is offered. */
  agreed?: { by: PersonId; name: string; at: number }
}
export const suggestions = kind<Suggestion>('suggested-icebreaker')

/** Suggestions by whose they are. */
export const suggestionsByPerson: Index<Suggestion> = {
  name: 'suggestions-by-person',
  kind: suggestions,
  keysOf: one => [one.by],
}

/** What a room has used, and what each person there looked at last. */
export interface RoomDeck extends Deck {
  /** An empty id: what was asked for last found nothing. */
  looking: Readonly<Record<PersonId, { id: string; request: string }>>
}
export const decks = kind<RoomDeck>('deck')

/** The deck of a room; a fresh one where nothing was used yet. */
export const deckOf = async (tx: Pick<Tx, 'get'>, room: string): Promise<RoomDeck> =>
  (await tx.get(decks, room)) ?? { ...freshDeck, looking: {} }

/** All questions this library may be offered: the content's and its own, without those it retired. */
export async function questionsOf(
  library: Pick<Library, 'list'>,
  content: readonly Icebreaker[],
): Promise<readonly Icebreaker[]> {
  const away = new Set((await library.list(retired)).map(([id]) => id))
  const own = (await library.list(suggestions)).flatMap(([id, one]) =>
    one.agreed ? [asIcebreaker(id, one)] : [],
  )
  if (away.size === 0 && own.length === 0) return content
  return [...content, ...own].filter(one => !away.has(one.id))
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

/** A colleague's question in the form of the others, with what is safe to say of any question. */
function asIcebreaker(id: string, { text, audience, agreed }: Suggestion): Icebreaker {
  const suits = audience.length > 0 ? audience : audiences.filter(who => youngest[who] >= 12)
  return {
    id,
    text,
    chat: text,
    topics: [],
    purpose: 'warm-up',
    audience: suits,
    age_min: Math.min(...suits.map(who => youngest[who])),
    age_max: null,
    setting: [...settings],
    group_size: { min: 2, max: null, unit: 'pairs' },
    depth: 1,
    minutes: { min: 3, max: 8 },
    prep_minutes: 0,
    materials: [],
    format: ['question', 'pair-share'],
    answer_modes: ['spoken', 'written', 'silent-thinking'],
    demands: [],
    alternatives: {},
    presumptions: {},
    presumption_fix: '',
    avoid_when: [],
    language_level: 'B',
    online_version: 'The same; answers in the chat count.',
    pass_line: 'You can pass, or just listen.',
    host_first: '',
    bridge: '',
    three_considerations: {
      inclusive: 'ok: two colleagues said yes',
      age_appropriate: 'ok: two colleagues said yes',
      presumes: 'nothing: two colleagues said so',
    },
    source: "the library's own",
    reviewed: agreed ? `${agreed.name}, ${new Date(agreed.at).toISOString().slice(0, 10)}` : null,
  }
}
