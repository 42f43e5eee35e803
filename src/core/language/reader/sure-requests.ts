import type { Line } from '../normalize.ts'
import type { Reading } from './reading.ts'

/** Commands that nobody names in an answer by chance. */
export const aboutHearth = new Set([
  'forget',
  'export',
  'privacy',
  'help',
  'about',
  'undo',
  'settings',
  'hold',
  'things',
  'year',
  'my-icebreakers',
  'calendar',
  'import',
  'people',
])
/** What is wanted of a walk-through as a thing: nobody says so of a gathering itself. */
export const ofPaper = new Set(['blank', 'calendar', 'copy', 'export'])

/** `readings saved`, `icebreaker teens`: a command's name, and nothing behind it but what it is told. “Plan a picnic” is an answer. */
export const isNamed = ({ command, slots, ignored }: Reading, { words }: Line): boolean =>
  words[0]?.text === command &&
  words.length > 1 &&
  words.length <= mostNamed &&
  // Whom it is for is also whom a gathering is for.
  (command !== 'icebreaker' || (words.length <= 4 && !words.some(({ text }) => links.test(text)))) &&
  ignored.length === 0 &&
  slots.length > 0 &&
  !slots.some(slot => /^(?:what|name) /.test(slot)) &&
  (command !== 'plan' || slots.some(slot => /^\S+ \d\d:\d\d$|^remind off$/.test(slot)))

const mostNamed = 6
const links = /^(?:at|in|on|by|near|with|from|and|or|to|of)$/

/** `post one in #staff`: a channel is named, in which something is to be posted. */
export const isForRoom = ({ command, slots }: Reading): boolean =>
  command === 'icebreaker' && slots[0] === 'post' && slots.some(slot => slot.startsWith('in #'))

/** `gathering on December 12 at 6pm`: a day and no place is told of it. “Gathering on the lawn” is an answer. */
export const isDated = ({ command }: Reading, { clean, words }: Line): boolean =>
  command === 'gathering' &&
  words[0]?.text === command &&
  words.length <= mostNamed + 2 &&
  /^\S+ (?:on|for) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d/i.test(clean)

/** A command as it is written in full, with whose it is or when: `plan step buy cups, me`. “Plan step by step” is an answer. */
export const isInFull = ({ command, slots: [action, ...more] }: Reading, { words }: Line): boolean =>
  (words[0]?.text === command ? words[1] : words[0])?.text === action &&
  more.some(slot => /^(?:who|by) /.test(slot))

/** `order pizza, Bob, by Dec 10` is a step, `we are closed Dec 24` a closed day, `my quiet hours are 6pm to 8am` a setting: an answer has seldom all of that. */
export const isTold = ({ command, slots, ignored }: Reading): boolean =>
  (command === 'plan' &&
    slots[0] === 'step' &&
    slots.some(slot => slot.startsWith('who ')) &&
    slots.some(slot => slot.startsWith('by '))) ||
  (command === 'closed' && ignored.length === 0 && slots.some(slot => /^\d{4}-\d\d-\d\d/.test(slot))) ||
  (command === 'settings' && ignored.length === 0 && slots.some(slot => /^quiet \d\d:\d\d-/.test(slot)))

/** `quick, I need an icebreaker`: somebody wants it now. “An icebreaker by the door” is an answer. */
export const asksFor = ({ words }: Line): boolean =>
  (/^(?:an?|another)$/.test(words[0]?.text ?? '') &&
    /^(?:icebreaker|opener|question)$/.test(words[1]?.text ?? '') &&
    words[2]?.text === 'for') ||
  (/^(?:need|needing|want|looking)$/.test(words[0]?.text ?? '') &&
    /^(?:a|an|another|one|some|something|for|to)$/.test(words[1]?.text ?? '')) ||
  (words.some(({ text }) => /^(?:i|we|me|us)$/.test(text)) &&
    words.some(({ text }) =>
      /^(?:need|want|give|get|have|find|show|got|throw|hit|send|could|can)$/.test(text),
    ))
