import { LRUCache } from 'lru-cache'
import type { Effect } from '../effect.ts'
import { type Incoming, isAboutEarlierLine } from '../incoming.ts'
import { type Button, buttonsOf, type Message } from '../message.ts'

/** So many people are remembered with what they were shown last. It is a help at the keyboard: a start forgets it. */
const mostRemembered = 2_000

type Pressable = Extract<Button, { command: string }>

/** What stands on the newest card somebody was shown in a place can be typed by its label: `Not for us`, `yes`. */
export function createTypedLabels() {
  const shown = new LRUCache<string, readonly Pressable[]>({ max: mostRemembered })
  const keyOf = ({ workspace, person, place }: Pick<Incoming, 'workspace' | 'person' | 'place'>) =>
    `${workspace}/${person.id}/${place.address}`

  return {
    /** Remembers the buttons of the last card among what is to be shown where it was asked. */
    remember(incoming: Incoming, effects: readonly Effect[]): void {
      const cards = effects.flatMap(effect =>
        effect.type === 'reply' || effect.type === 'replace' ? [pressablesOf(effect.message)] : [],
      )
      const newest = cards.at(-1)
      if (!newest) return
      shown.set(keyOf(incoming), newest)
    },
    /** The command of the button whose label was typed. */
    commandFor(incoming: Incoming): string | undefined {
      if (incoming.card || incoming.occurrence || isAboutEarlierLine(incoming)) return undefined
      const typed = folded(incoming.text)
      const all = shown.get(keyOf(incoming)) ?? []
      const meant = called(typed, all) ?? answering(typed, all)
      return meant?.command
    },
  }
}

/** The one that is called so, by its whole label or its short one: of several things with a “Save” none. */
function called(typed: string, all: readonly Pressable[]): Pressable | undefined {
  const whole = all.find(one => one.fullLabel !== undefined && folded(one.fullLabel) === typed)
  const short = all.filter(one => folded(one.label) === typed)
  const isOne = short.every(one => one.command === short[0]?.command)
  return whole ?? (isOne ? short[0] : undefined)
}

/** `yes` and `no`, where just one button says so. */
function answering(typed: string, all: readonly Pressable[]): Pressable | undefined {
  const word = /^(?:yes|y|yes please|yep|yeah)$/.test(typed)
    ? 'yes'
    : /^(?:no|n|nope|no thanks)$/.test(typed)
      ? 'no'
      : ''
  const [only, ...more] =
    word === '' ? [] : all.filter(one => new RegExp(`^${word}\\b`).test(folded(one.label)))
  return more.length === 0 ? only : undefined
}

/** An answer's own buttons, and those that send a form, are left out: there the typed words themselves are the answer. */
const pressablesOf = (message: Message): Pressable[] =>
  message
    .flatMap(block => (block.type === 'form' ? [] : buttonsOf(block)))
    .flatMap(one =>
      'command' in one && !/^walk @\S+ say \S+ (?:Yes|No|Partly)$/.test(one.command) ? [one] : [],
    )

const folded = (words: string): string =>
  words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[.!?,]+$/, '')
    .replace(/\s+/g, ' ')
    .trim()
