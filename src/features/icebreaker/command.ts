import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace, post, privateReply, replace } from '../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  heading,
  type Message,
  quiet,
  row,
  text,
  withFullLabel,
} from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { byId, type Tx } from '../../core/store.ts'
import { timesInWords } from '../../core/time/times-in-words.ts'
import { UserError } from '../../core/user-error.ts'
import { howCard, inWords, postedCard, postedNote, previewCard } from './cards.ts'
import { deckOf, decks, questionBy, questionsOf, retired } from './catalog.ts'
import { draw, forgetSeen, markUsed, remembering } from './deck.ts'
import { parseFilters } from './parse-filters.ts'
import { drawToPost, howToDraw, nothingFits, pickIcebreaker, whyNone } from './pick.ts'
import { printedCard, printedCards } from './picture-cards.ts'
import { forARoom, postElsewhere, postingElsewhere } from './post-elsewhere.ts'
import type { Presumption } from './presumption.ts'
import { chatForm, type Icebreaker } from './schema.ts'
import { questionSets } from './sets.ts'
import { suggesting } from './suggest.ts'
import { weeklyIcebreakers } from './weekly-command.ts'

interface IcebreakerDeps {
  icebreakers: readonly Icebreaker[]
  presumptions: readonly Presumption[]
  permissions: Permissions
}

/** `/icebreaker [words]`: a question to ask, first for the asker's eyes, then for the room. */
export function icebreakerCommand({ icebreakers, presumptions, permissions }: IcebreakerDeps): Command & {
  /** Offers a question that its author keeps to everybody in the library. */
  offer(call: Call, id: string): Promise<Effect[]>
} {
  const suggest = suggesting(presumptions, permissions)
  const weekly = weeklyIcebreakers(icebreakers)
  const posting = postingElsewhere({ find, preview, lookingAt })
  const actions: Readonly<Record<string, (call: Call, rest: string) => Promise<Effect[]>>> = {
    post: postOne,
    another,
    again: seeAgain,
    retire,
    retired: listRetired,
    restore,
    like: moreLike,
    used,
    how,
    print: async (call, rest) => printedCard(call, await find(call, rest || (await lookingAt(call))?.id)),
    'print-cards': async (call, rest) =>
      printedCards(call, await find(call, rest || (await lookingAt(call))?.id)),
    ...suggest.actions,
    ...weekly,
    ...questionSets(icebreakers),
  }

  return {
    name: 'icebreaker',
    summary: 'A question to open a gathering with, checked against the guide’s three considerations',
    hint: '[teens, staff meeting, hybrid, light, quick …]',
    keywords: ['question', 'prompt', 'opener', 'warm-up', 'game'],
    examples: [
      ['icebreaker teens light', 'shows you a question first; you decide whether to post it'],
      ['icebreaker staff meeting 3 minutes', 'narrows it by setting and time, in any order of words'],
      ['icebreaker post hybrid', 'posts one at once'],
      [
        'icebreaker every monday 9:00 teens',
        'posts one every week, in your time zone; “weekdays 8:30” works too',
      ],
      ['icebreaker weekly', 'lists what comes every week in this room, and stops it'],
      ['icebreaker sets', 'three questions that lead from a light one to a plan, posted or printed together'],
      ['icebreaker suggest What made today easier?', 'offers a question of your own to your colleagues'],
      ['icebreaker retired', 'lists what your library set aside, and brings it back'],
    ],
    phrases,
    offer: suggest.offer,
    inWords(rest, locale) {
      const [first = '', ...others] = rest.trim().split(/\s+/)
      const told = timesInWords(others.map(inWords).join(' '), undefined, locale)
      if (first === 'every') return `Post an icebreaker every ${told}`
      if (first === 'post') return told ? `Post an icebreaker: ${told}` : 'Post the icebreaker'
      if (first === 'another') return told ? `Another icebreaker: ${told}` : 'Another icebreaker'
      if (first === 'weekly') return 'The icebreakers that come every week'
      if (isAction(rest)) return undefined
      const wanted = [inWords(first), told].join(' ').trim()
      return wanted === '' ? 'An icebreaker' : `An icebreaker: ${wanted}`
    },
    isItsWords: rest => isAction(rest) || parseFilters(rest).unknown.length === 0,
    run(typed) {
      const call = withPhrase(typed)
      const [first = '', ...others] = call.words
      const action = Object.hasOwn(actions, first.toLowerCase()) && actions[first.toLowerCase()]
      return action
        ? action(call, call.rest.slice(first.length).trim() || others.join(' '))
        : preview(call, call.rest)
    },
  }

  function isAction(rest: string): boolean {
    const said = rest.trim().toLowerCase()
    return Object.hasOwn(phrases, said) || Object.hasOwn(actions, said.split(/\s+/)[0] ?? '')
  }

  /** Whether the question that was looked at last was posted here. */
  async function used(call: Call): Promise<Effect[]> {
    const one = await find(call, (await lookingAt(call))?.id)
    const deck = await deckOf({ get: (kind, id) => call.library.get(kind, id) }, call.place.conversation)
    const said = deck.used.includes(one.id)
      ? ['Yes, that one was already posted here: ', bold(one.text)]
      : ['No, I haven’t posted that one here: ', bold(one.text)]
    return [inPlace(call, [text(...said), buttons(button('Show me another', 'icebreaker another'))])]
  }

  /** Another for the same words, unless new ones are given. */
  async function another(call: Call, rest: string): Promise<Effect[]> {
    const looked = await lookingAt(call)
    return preview(call, rest || (looked?.id && looked.request) || '')
  }

  async function preview(call: Call, request: string): Promise<Effect[]> {
    const questions = await questionsOf(call, icebreakers)
    const choice = pickIcebreaker(questions, request)
    const { fitting, parsed, all, without, waiting } = choice
    const { conversation } = call.place
    if (fitting.length === 0) {
      // What was shown before is not what “post” means now.
      await call.library.update(tx => foundNothing(tx, call, request))
      return [inPlace(call, nothingFits(all, parsed))]
    }
    return call.library.update(async tx => {
      const deck = await deckOf(tx, conversation)
      const drawn = draw(
        deck,
        conversation,
        fitting.map(one => one.id),
        call.person.id,
        call.at,
        howToDraw(choice, call.translator),
      )
      const one = drawn.type === 'drawn' && fitting.find(question => question.id === drawn.id)
      if (drawn.type !== 'drawn' || !one) {
        await foundNothing(tx, call, request)
        return [inPlace(call, whyNone(drawn, request, call.at))]
      }
      const looking = remembering(deck.looking, call.person.id, { id: one.id, request })
      await tx.put(decks, conversation, { ...drawn.deck, looking })
      const preview = previewCard(one, { ...drawn, without, waiting }, request, call.place)
      return [inPlace(call, [...onlyInEnglish(call, one), ...preview])]
    })
  }

  /** Posts the question that was named, or looked at last; with words, one that fits them. */
  async function postOne(call: Call, rest: string): Promise<Effect[]> {
    const questions = await questionsOf(call, icebreakers)
    const elsewhere = postElsewhere(rest)
    if (elsewhere) return posting.elsewhere(call, elsewhere)
    const looked = rest ? undefined : await lookingAt(call)
    const id = rest.toLowerCase() || looked?.id
    const named = questionBy(id, questions)
    if (looked?.id === '')
      throw new UserError(
        `I found nothing for “${looked.request}”, so I don’t know which one to post. Type “icebreaker” with other words to see one first.`,
      )
    if (!rest && !named)
      throw new UserError(
        'I don’t know which one to post. Type “icebreaker” to see one first, or “icebreaker post” with some words, such as “icebreaker post teens”.',
      )
    return named ? postNamed(call, named) : postFitting(call, questions, rest)
  }

  function postNamed(call: Call, one: Icebreaker): Promise<Effect[]> {
    const { conversation } = call.place
    if (chatForm(one) === undefined) return Promise.resolve([inPlace(call, forARoom(one))])
    return call.library.update(async tx => {
      const deck = await deckOf(tx, conversation)
      const request = deck.looking[call.person.id]?.request ?? ''
      if (deck.used.includes(one.id)) return [inPlace(call, alreadyPosted(one, request))]
      await tx.put(decks, conversation, { ...deck, ...markUsed(deck, one.id) })
      return posted(call, one, request)
    })
  }

  async function postFitting(call: Call, questions: readonly Icebreaker[], rest: string): Promise<Effect[]> {
    const { fitting, parsed, all } = pickIcebreaker(questions, rest)
    if (fitting.length === 0) return [inPlace(call, nothingFits(all, parsed))]
    return call.library.update(async tx => {
      const drawn = await drawToPost(tx, call, fitting)
      return drawn.type === 'posted'
        ? posted(call, drawn.one, rest)
        : [inPlace(call, whyNone(drawn, rest, call.at))]
    })
  }

  async function seeAgain(call: Call, rest: string): Promise<Effect[]> {
    await call.library.update(async tx => {
      const deck = await deckOf(tx, call.place.conversation)
      await tx.put(decks, call.place.conversation, { ...deck, ...forgetSeen(deck, call.person.id) })
    })
    return another(call, rest)
  }

  async function retire(call: Call, rest: string): Promise<Effect[]> {
    const isSaid = rest === 'this'
    const one = await find(call, (isSaid ? '' : rest) || (await lookingAt(call))?.id)
    await permissions.librarysOwn(call)
    // “Remove that” may be about what was posted, too: for the whole library nothing goes on a guess.
    if (isSaid) return [inPlace(call, asideOrNot(one))]
    await call.library.update(tx =>
      tx.put(retired, one.id, { by: call.person.id, name: call.person.name, at: call.at }),
    )
    const request = (await lookingAt(call))?.request ?? ''
    const leads = await permissions.leads(call)
    return [
      inPlace(call, [
        text('Set aside for your whole library: ', bold(one.text)),
        quiet(`${leads} can bring it back, and so can you. “icebreaker retired” lists them all.`),
        buttons(
          button('Another', `icebreaker another ${request}`.trim(), 'primary'),
          button('Bring it back', `icebreaker restore ${one.id}`),
        ),
      ]),
    ]
  }

  async function listRetired(call: Call, rest: string): Promise<Effect[]> {
    const from = Number.parseInt(rest, 10) || 0
    const all = (await call.library.list(retired)).sort((a, b) => a[1].at - b[1].at || byId(a, b))
    if (all.length === 0) return [privateReply([text('Your library has set no icebreakers aside.')])]
    const page = all.slice(from, from + onePage)
    const left = all.length - from - page.length
    const leads = await permissions.leads(call)
    return [
      inPlace(call, [
        heading('Set aside by your library'),
        ...page.map(([id]) => {
          const words = icebreakers.find(one => one.id === id)?.text ?? 'A question of your own'
          return row(
            words,
            '',
            withFullLabel(`Bring back “${words}”`, button('Bring it back', `icebreaker restore ${id}`)),
          )
        }),
        quiet(`${leads} can bring any of them back; you can bring back your own.`),
        ...(left > 0 ? [buttons(button(`${left} more`, `icebreaker retired ${from + onePage}`))] : []),
      ]),
    ]
  }

  async function restore(call: Call, rest: string): Promise<Effect[]> {
    const id = rest.toLowerCase()
    const away = await call.library.get(retired, id)
    await permissions.librarysOwn(call)
    if (!away) throw new UserError('That one isn’t set aside. Type “icebreaker retired” for the list.')
    if (away.by !== call.person.id)
      await permissions.leadsOnly(
        call,
        who => `Bringing it back is up to ${away.name}, who set it aside, or ${lowerFirst(who)}.`,
      )
    await call.library.update(tx => tx.delete(retired, id))
    return [
      inPlace(call, [
        text('It is back among your library’s icebreakers.'),
        buttons(button('Show me one', 'icebreaker', 'primary')),
      ]),
    ]
  }

  async function moreLike(call: Call, rest: string): Promise<Effect[]> {
    const one = await find(call, rest || (await lookingAt(call))?.id)
    const request = [one.audience[0], one.purpose].filter(Boolean).join(' ')
    return preview(call, request)
  }

  async function how(call: Call, rest: string): Promise<Effect[]> {
    const one = await find(call, rest || (await lookingAt(call))?.id)
    return [inPlace(call, [...howCard(one, call.place), ...partlyInEnglish(call, one)])]
  }

  async function find(call: Call, id: string | undefined): Promise<Icebreaker> {
    const one = questionBy(id?.toLowerCase(), await questionsOf(call, icebreakers))
    if (one) return one
    throw new UserError('I don’t have that question anymore. Type “icebreaker” to see one.')
  }
}

/** So many questions that were set aside are shown at once. */
const onePage = 4

/** What the buttons say, typed: alone in a chat with Hearth, or behind the command's name anywhere. */
const phrases: Readonly<Record<string, string>> = {
  another: 'another',
  'post here': 'post',
  post: 'post',
  'post in …': 'post in',
  'post it': 'post',
  'not for us': 'retire',
  'more like this': 'like',
  'how to run it': 'how',
}

const meanings: ReadonlyMap<string, string> = new Map(Object.entries(phrases))

function withPhrase(call: Call): Call {
  const meant = meanings.get(call.rest.toLowerCase())
  return meant ? { ...call, rest: meant, words: [meant] } : call
}

/** What was shown before is not what “post” means now. */
async function foundNothing(tx: Tx, { place, person }: Call, request: string): Promise<void> {
  const deck = await deckOf(tx, place.conversation)
  const looking = remembering(deck.looking, person.id, { id: '', request })
  await tx.put(decks, place.conversation, { ...deck, looking })
}

const lookingAt = async (call: Call) =>
  (await call.library.get(decks, call.place.conversation))?.looking[call.person.id]

/** Somebody who is spoken to in another language is told where a question is not in it. */
const onlyInEnglish = ({ translator }: Call, one: Icebreaker): Message =>
  translator && !translator.has(one.text) ? [quiet('I have this question in English only.')] : []

/** What is told of a question by no translator is told to be English, once for all of it. */
const partlyInEnglish = ({ translator }: Call, one: Icebreaker): Message =>
  translator && [one.host_first, one.bridge, one.online_version].some(line => line && !translator.has(line))
    ? [quiet('What is in English here nobody has translated yet.')]
    : []

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** The question for all; and where a card was pressed for it, that it is posted. */
const posted = (call: Call, one: Icebreaker, request: string): Effect[] => [
  post(postedCard(one)),
  ...(call.card ? [replace(postedNote(one, request, call.place))] : []),
]

/** The question, and what else may have been meant. */
const asideOrNot = (one: Icebreaker): Message => [
  text('Set this one aside for your whole library?'),
  text(bold(one.text)),
  buttons(
    button('Yes, set it aside', `icebreaker retire ${one.id}`),
    button('No, take back my last change here', 'undo'),
  ),
]

const alreadyPosted = (one: Icebreaker, request: string): Message => [
  text('That one was already posted here: ', bold(one.text)),
  buttons(button('Show me another', `icebreaker another ${request}`.trim(), 'primary')),
]
