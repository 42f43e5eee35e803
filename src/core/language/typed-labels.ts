import { LRUCache } from 'lru-cache'
import type { Effect } from '../effect.ts'
import { type Incoming, isAboutEarlierLine, type Values } from '../incoming.ts'
import { type Button, buttonsOf, type Input, type Message, plainText } from '../message.ts'

/** So many people are remembered with what they were shown last. It is a help at the keyboard: a start forgets it. */
const mostRemembered = 2_000

type Pressable = Extract<Button, { command: string }> & {
  /** What the fields beside it hold as they were drawn: pressing it sends them. */
  values?: Values
}

/** The buttons of a card, and whether it asks something. */
interface Shown {
  all: readonly Pressable[]
  asks: boolean
}

const nothing: Shown = { all: [], asks: false }

/** What stands on the newest card somebody was shown in a place can be typed by its label: `Not for us`, `yes`. */
export function createTypedLabels() {
  const shown = new LRUCache<string, Shown>({ max: mostRemembered })
  const keyOf = ({ workspace, person, place }: Pick<Incoming, 'workspace' | 'person' | 'place'>) =>
    `${workspace}/${person.id}/${place.personal ? place.conversation : place.address}`

  return {
    /** Remembers the buttons of the last card among what is to be shown where it was asked. */
    remember(incoming: Incoming, effects: readonly Effect[]): void {
      const newest = effects.findLast(effect => isShownHere(effect, incoming))
      if (!newest) return
      const all = pressablesOf(newest.message)
      if (all.length > 0) shown.set(keyOf(incoming), { all, asks: isAsking(newest.message) })
      else shown.delete(keyOf(incoming))
    },
    /** The button whose label was typed: the whole of it, or a clear part, or a yes or no that one of them says. */
    typed(incoming: Incoming, how: 'whole' | 'part'): Pressable | undefined {
      if (incoming.card || incoming.occurrence || isAboutEarlierLine(incoming)) return undefined
      const typed = folded(incoming.text)
      const { all, asks } = shown.get(keyOf(incoming)) ?? nothing
      const whole = called(typed, all)
      return whole ?? (how === 'part' ? (answering(typed, all, asks) ?? partOf(typed, all)) : undefined)
    },
    /** What can be pressed on the newest card. */
    shownTo: (incoming: Incoming): readonly Pressable[] => (shown.get(keyOf(incoming)) ?? nothing).all,
  }
}

/** In one's own chat what stands in a thread under a card is seen, too. */
const isShownHere = (
  effect: Effect,
  { person, place }: Incoming,
): effect is Extract<Effect, { type: 'reply' | 'replace' | 'send' }> =>
  effect.type === 'reply' ||
  effect.type === 'replace' ||
  (effect.type === 'send' &&
    place.personal &&
    typeof effect.to !== 'string' &&
    ('under' in effect.to || effect.to.person === person.id))

/** The only one whose label holds what was typed, from word to word. What is public or final takes its whole label. */
function partOf(typed: string, all: readonly Pressable[]): Pressable | undefined {
  if (typed.length < 4) return undefined
  const found = all.filter(one => ` ${folded(one.label)} `.includes(` ${typed} `))
  const [only] = found
  const isOne = found.every(one => one.command === only?.command)
  return only && isOne && !isFinal(only) ? only : undefined
}

/** The one that is called so, by its whole label or its short one: of several things with a “Save” none. */
function called(typed: string, all: readonly Pressable[]): Pressable | undefined {
  const whole = all.find(one => one.fullLabel !== undefined && folded(one.fullLabel) === typed)
  const short = all.filter(one => [folded(one.label), firstOf(one.label)].includes(typed))
  const isOne = short.every(one => one.command === short[0]?.command)
  return whole ?? (isOne ? short[0] : undefined)
}

/** A label of two things is called by its first: `save` for “Save and continue”. */
const firstOf = (label: string): string => folded(label).split(' and ')[0] ?? ''

/** What no clear part of a label, and no yes, is enough for. */
const isFinal = ({ style, command }: Pressable): boolean =>
  style === 'danger' || /\b(?:post|share|forget|delete)\b/.test(command)

/** Whether a card asks something: “Begin a new one?”. */
const isAsking = (message: Message): boolean =>
  message.some(block => 'text' in block && /\?(?:\s|$)/.test(plainText([block])))

/** `yes` and `no`, where just one button says so; or yes, where a card asks, and has one button that goes on. */
function answering(typed: string, all: readonly Pressable[], asks: boolean): Pressable | undefined {
  const word = /^(?:yes|y|yes please|yep|yeah|sure|go ahead|please do|do it|yes do it)$/.test(typed)
    ? 'yes'
    : /^(?:no|n|nope|no thanks)$/.test(typed)
      ? 'no'
      : ''
  const [only, ...more] =
    word === '' ? [] : all.filter(one => new RegExp(`^${word}\\b`).test(folded(one.label)))
  if (only) return more.length === 0 ? only : undefined
  const [next, ...others] = all.filter(one => !/^undo\b/.test(one.command))
  return word === 'yes' && asks && next && others.length === 0 && !isFinal(next) ? next : undefined
}

/** An answer's own buttons are left out: there the typed words themselves are the answer. */
const pressablesOf = (message: Message): Pressable[] =>
  message
    .flatMap((block): readonly Button[] =>
      block.type === 'form'
        ? block.buttons.map(one => ({ ...one, values: asDrawn(block.inputs) }))
        : buttonsOf(block),
    )
    .flatMap(one =>
      'command' in one && !/^walk @\S+ say \S+ (?:Yes|No|Partly)$/.test(one.command) ? [one] : [],
    )

const asDrawn = (inputs: readonly Input[]): Values =>
  Object.fromEntries(inputs.map(one => [one.id, one.value ?? '']))

const folded = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[.!?,]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:press|click|tap|hit|choose|pick|select)(?: on)? (?:the )?/, '')
    .replace(/ button$/, '')
    .replace(/(?<!^(?:yes|no)),? please$/, '')
    .replace(/\bmy answer\b/, 'your answer')
    // “Stop that” is said of what a card calls “it”.
    .replace(/ (?:this|that|these|those|them)(?: one)?$/, ' it')
