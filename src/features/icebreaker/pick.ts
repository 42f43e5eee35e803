import type { Call } from '../../core/command.ts'
import { bold, button, buttons, list, type Message, quiet, text } from '../../core/message.ts'
import type { Tx } from '../../core/store.ts'
import { clip } from '../../core/text.ts'
import type { Translator } from '../../core/translation/translator.ts'
import { UserError } from '../../core/user-error.ts'
import { inWords } from './cards.ts'
import { deckOf, decks } from './catalog.ts'
import { choose, type Draw, forgetSeen, markUsed } from './deck.ts'
import { type Filter, type ParsedRequest, parseFilters } from './parse-filters.ts'
import { chatForm, type Icebreaker, needsOf, occasions } from './schema.ts'

/** What a request leaves to choose from. */
interface Choice {
  all: readonly Icebreaker[]
  parsed: ParsedRequest
  fitting: readonly Icebreaker[]
  /** What was asked for and had to be left out, since nothing has it beside the rest. */
  without: readonly string[]
  /** So many more fit, and are for an occasion that nobody named. */
  waiting: number
}

/** So many requests are remembered: people ask for the same few things. */
const mostRemembered = 100
/** Nobody looks for more at once, and what nothing fits is tried without each. */
const mostAsked = 20
const longestRequest = 2_000
/** So many words that mean nothing are answered. */
const mostNamed = 5
/** What was chosen from questions before. The content stays the same list while Hearth runs; a library's own is made anew. */
const chosen = new WeakMap<readonly Icebreaker[], Map<string, Choice>>()

/** What a request leaves of the questions to choose from. @throws {UserError} for words that mean nothing, and for too many. */
export function pickIcebreaker(questions: readonly Icebreaker[], request: string): Choice {
  const before = chosen.get(questions) ?? new Map<string, Choice>()
  const choice = before.get(request) ?? chooseFrom(questions, request)
  if (choice.parsed.unknown.length > 0) throw new UserError(unknownWords(choice.parsed))
  if (before.size < mostRemembered) before.set(request, choice)
  chosen.set(questions, before)
  return choice
}

function chooseFrom(questions: readonly Icebreaker[], request: string): Choice {
  const parsed = parseFilters(request)
  // What was asked for is remembered, for each of a room: words that filter nothing must not make it a page.
  if (parsed.filters.length > mostAsked || request.length > longestRequest)
    throw new UserError(
      `That is more than I can look for at once. Name up to ${mostAsked} things, such as “icebreaker teens drawing 5 minutes”.`,
    )
  const shown = questions.filter(one => parsed.deep || one.depth < 3)
  const all = shown.filter(one => isInSeason(one, parsed))
  const fitting = (asked: readonly Filter[]) => all.filter(one => asked.every(filter => filter.fits(one)))
  const exact = fitting(parsed.filters)
  const waiting = shown.filter(one => parsed.filters.every(filter => filter.fits(one))).length - exact.length
  const others = parsed.filters.filter(filter => !filter.isTopic)
  // Nobody is left without a question because none is about their occasion.
  if (exact.length > 0 || others.length === parsed.filters.length)
    return { all, parsed, fitting: exact, without: [], waiting }
  const without = parsed.filters.filter(filter => filter.isTopic).map(filter => filter.said)
  return { all, parsed, fitting: fitting(others), without, waiting }
}

/** Whether a question is for any day, or for an occasion that was asked for. */
const isInSeason = ({ topics }: Icebreaker, asked: ParsedRequest): boolean =>
  !topics.some(topic => occasions.has(topic)) || topics.some(topic => asked.topics.includes(topic))

/** What comes first of a choice: where no place was named, what needs nothing, for it works anywhere. */
export const howToDraw = ({ parsed, fitting }: Choice, translator?: Translator) => ({
  preferred: new Set(
    idsOf(
      inReach(
        parsed.isPlaced ? [] : fitting.filter(one => needsOf(one) === 'nothing'),
        fitting.filter(one => translator?.has(one.text)),
      ),
    ),
  ),
  counted: idsOf(fitting.filter(one => chatForm(one) !== undefined)),
})

/** What needs nothing, and before it what is in the asker's language. */
function inReach(handy: readonly Icebreaker[], translated: readonly Icebreaker[]): readonly Icebreaker[] {
  if (translated.length === 0) return handy
  const both = handy.filter(one => translated.includes(one))
  return both.length > 0 ? both : translated
}

const idsOf = (questions: readonly Icebreaker[]): string[] => questions.map(one => one.id)

/** Of what a choice left, by their ids: choices are remembered, so that each is gone through once. */
const askable = new WeakMap<readonly Icebreaker[], Askable>()

interface Askable {
  ids: readonly string[]
  byId: ReadonlyMap<string, Icebreaker>
}

function askableInAChannel(fitting: readonly Icebreaker[]): Askable {
  const before = askable.get(fitting)
  if (before) return before
  const byId = new Map(fitting.filter(one => chatForm(one) !== undefined).map(one => [one.id, one]))
  const found = { ids: [...byId.keys()], byId }
  askable.set(fitting, found)
  return found
}

/** Draws one that can be asked in a channel and marks it used, in the same commit; what the asker saw before is no reason not to post it. */
export async function drawToPost(
  tx: Tx,
  {
    place: { conversation },
    person,
    at,
    translatorHere,
  }: Pick<Call, 'place' | 'person' | 'at' | 'translatorHere'>,
  fitting: readonly Icebreaker[],
  { heeding = true } = {},
): Promise<{ type: 'posted'; one: Icebreaker } | Exclude<Draw, { type: 'drawn' }>> {
  const deck = await deckOf(tx, conversation)
  const open = { ...deck, ...forgetSeen(deck, person.id), ...(!heeding && { held: [] }) }
  const { ids, byId } = askableInAChannel(fitting)
  const preferred = new Set(
    translatorHere ? idsOf(fitting.filter(one => translatorHere.has(chatForm(one) ?? ''))) : [],
  )
  const drawn = choose(open, conversation, ids, person.id, at, { preferred })
  if (drawn.type !== 'drawn') return drawn
  const one = byId.get(drawn.id)
  if (!one) return { type: 'none' }
  await tx.put(decks, conversation, { ...deck, ...markUsed(drawn.deck, one.id) })
  return { type: 'posted', one }
}

/** The words that mean nothing, as far as they are named. */
export const unknownNamed = (unknown: ParsedRequest['unknown']): string[] => [
  ...unknown.slice(0, mostNamed).map(({ word }) => `“${clip(word, 60)}”`),
  ...(unknown.length > mostNamed ? [`and ${unknown.length - mostNamed} more`] : []),
]

/** Answers words that mean nothing with those near them. */
function unknownWords({ unknown, filters }: ParsedRequest): Message {
  const named = filters.slice(0, mostAsked).map(filter => filter.said)
  const known = named.join(' ')
  const hints = unknown.flatMap(({ near }) => near)
  return [
    text(
      'I don’t know ',
      ...unknownNamed(unknown).flatMap((word, at) => [at > 0 ? ', ' : '', bold(word)]),
      ' as a word for icebreakers.',
    ),
    ...unknown
      .slice(0, mostNamed)
      .map(({ word, near }) =>
        quiet(
          near.length > 0
            ? `Close to “${clip(word, 60)}”: ${near.join(', ')}.`
            : 'You can name whom it is for (teens, staff, families), where (storytime, hybrid), how (drawing, pairs), how deep (light) and how long (5 minutes).',
        ),
      ),
    buttons(
      ...hints.slice(0, 3).map(near => button(near, `icebreaker ${known} ${near}`.replace(/\s+/g, ' '))),
      button(
        known ? `Only “${named.map(inWords).join(', ')}”` : 'Any question',
        `icebreaker ${known}`.trim(),
      ),
    ),
  ]
}

/** Answers a request that nothing fits with what to loosen; pressed, the command is asked again with fewer words. */
export function nothingFits(
  all: readonly Icebreaker[],
  { filters }: ParsedRequest,
  command = 'icebreaker',
): Message {
  const without = filters.map((filter, at) => {
    const others = filters.filter((_, other) => other !== at)
    return { filter, others, count: all.filter(one => others.every(other => other.fits(one))).length }
  })
  const helps = without.filter(({ count }) => count > 0)
  const say = (list: readonly Filter[]) => list.map(filter => filter.said).join(' ')
  return [
    text(`No icebreaker matches all of these: ${filters.map(filter => inWords(filter.said)).join(', ')}.`),
    ...(helps.length > 0
      ? [
          list(
            helps.map(
              ({ filter, count }) =>
                `without “${inWords(filter.said)}” there ${count === 1 ? 'is 1' : `are ${count}`}`,
            ),
          ),
        ]
      : [text('Try fewer words; one or two are enough.')]),
    buttons(
      ...helps.map(({ filter, others }) =>
        button(`Without “${inWords(filter.said)}”`, `${command} ${say(others)}`.trim()),
      ),
      button('Any question', command),
    ),
  ]
}

/** Says why none could be drawn though some fit. */
export function whyNone(drawn: Draw, request: string, now: number): Message {
  switch (drawn.type) {
    case 'held': {
      const wait = Math.max(1, Math.ceil((drawn.until - now) / 60_000))
      return [
        text(
          `A colleague is previewing the last match. It’s free again in ${wait} ${wait === 1 ? 'minute' : 'minutes'}, or use other words.`,
        ),
        buttons(button('Try again', `icebreaker ${request}`.trim())),
      ]
    }
    case 'seen-all':
      return [
        text(
          `You’ve seen all ${drawn.left} that fit and weren’t used here (${drawn.used} of ${drawn.fitting} used).`,
        ),
        buttons(
          button('Show them again', `icebreaker again ${request}`.trim(), 'primary'),
          button('Any question', 'icebreaker'),
        ),
      ]
    default:
      return [
        text(
          'Nothing that fits those words can be answered in a channel: they all need people in one room. I can show you one to ask out loud.',
        ),
        buttons(
          button('Show me one', `icebreaker ${request}`.trim(), 'primary'),
          button('Any question', 'icebreaker'),
        ),
      ]
  }
}
