import type { Call } from '../../core/command.ts'
import type { Occurrence, Place } from '../../core/incoming.ts'
import {
  bold,
  button,
  buttons,
  code,
  heading,
  list,
  type Message,
  quiet,
  type Rich,
  text,
} from '../../core/message.ts'
import type { Reminder } from '../../core/schedule/reminder.ts'
import { issuesOf, lateInWords, nextInWords } from '../../core/schedule/reminder-text.ts'
import { fullStop, recurrenceInWords } from '../../core/time/in-words.ts'
import type { ParsedRecurrence } from '../../core/time/parse-recurrence.ts'
import { zoneInWords } from '../../core/time/time-zones.ts'
import { postedCard } from './cards.ts'
import { parseFilters } from './parse-filters.ts'
import { unknownNamed } from './pick.ts'
import type { Icebreaker } from './schema.ts'

/** Where it comes, in words. */
export const roomInWords = ({ personal, name }: Place): string =>
  personal ? 'in your chat with me' : `in ${name ?? 'a channel'}`

/** Tells the asker what is set: the rule, the zone and the next date. */
export function confirmation(
  id: string,
  one: Reminder,
  { place }: Call,
  isNew: boolean,
  { tz, note }: ParsedRecurrence,
): Message {
  const { rule } = one
  const where = place.personal || !place.name ? 'here' : `in ${place.name}`
  return [
    text(
      isNew ? 'An icebreaker ' : 'That is set already: an icebreaker ',
      bold(recurrenceInWords(rule, one.person.locale)),
      `${forWords(one)}, ${where}.`,
    ),
    text('The next one comes on ', bold(nextInWords(one)), fullStop(nextInWords(one))),
    ...(note ? [text(note)] : []),
    quiet(
      tz !== undefined
        ? ''
        : `${zoneInWords(rule.tz)} is yours, as I know it; for another, add “in Europe/London”, or set it with “hearth settings”. `,
      'Stop it with the button, or see all with ',
      code(place.personal ? 'icebreaker weekly' : '/icebreaker weekly'),
      place.personal ? '.' : '; anyone here can.',
    ),
    buttons(stopButton(id)),
  ]
}

/** Tells the room what will come, and who may stop it: anyone here. */
export const announcement = (id: string, one: Reminder): Message => [
  text(
    `${one.person.name} asked me for an icebreaker here ${recurrenceInWords(one.rule, one.person.locale)}${forWords(one)}. `,
    `The next one comes on ${nextInWords(one)}${fullStop(nextInWords(one))}`,
  ),
  quiet('Anyone here can stop it.'),
  buttons(stopButton(id)),
]

/** The weekly icebreakers of a room, each with the button that stops it. */
export function listCard(all: readonly [string, Reminder][], { place }: Call): Message {
  const before = place.personal ? '' : '/'
  if (all.length === 0)
    return [
      text(
        'No icebreaker comes here by itself. To have one every week, type ',
        code(`${before}icebreaker every monday 9:00`),
        '.',
      ),
    ]
  return [
    heading('Icebreakers that come here by themselves'),
    list(all.map(([id, one]) => line(id, one))),
    quiet('Anyone here can stop one: ', code(`${before}icebreaker weekly stop ${all[0]?.[0]}`)),
    buttons(
      ...all.map(([id]) => button(`Stop ${id}`, `icebreaker weekly stop ${id}`)),
      ...all.flatMap(([id, one]) =>
        one.paused || one.closed ? [button(`Go on with ${id}`, one.resume)] : [],
      ),
    ),
  ]
}

function line(id: string, one: Reminder): Rich {
  const { rule } = one
  const next = one.paused ? 'paused' : `next on ${nextInWords(one)}`
  const about = [`${next}${fullStop(next)} Set by ${one.person.name}.`, ...issuesOf(one)].join(' ')
  return [bold(id), ` ${recurrenceInWords(rule, one.person.locale)}${forWords(one)}; ${about}`]
}

/** The question as the room gets it; late or in doubt, it says so. */
export const duePost = (one: Icebreaker, occurrence: Occurrence, tz: string): Message => [
  ...postedCard(one),
  ...(occurrence.late ? [quiet(lateInWords(occurrence, tz))] : []),
]

/** Says who stopped what. */
export const stoppedNote = ({ title }: Reminder, by: string): Message => [text(`${by} stopped ${title}.`)]

/** Says that it goes on, and when. */
export const resumedNote = (id: string, one: Reminder): Message => [
  text(`It goes on: ${one.title}. The next one comes on ${nextInWords(one)}${fullStop(nextInWords(one))}`),
  buttons(stopButton(id)),
]

/** Tells the owner, once, that there is nothing to post. */
export const nothingLeft = (id: string, { title }: Reminder, request: string): Message => [
  text(`I had nothing to post for ${title}: no icebreaker fits “${request}” any more.`),
  quiet('I keep looking each time, and will not mention it again. To change it, stop it and set a new one.'),
  buttons(stopButton(id)),
]

/** Answers words that mean nothing with the same line, mended. */
export function unknownWords({ said, rest }: ParsedRecurrence): Message {
  const { unknown } = parseFilters(rest)
  const mended = unknown.flatMap(({ word, near }) =>
    near.map(known => button(known, `icebreaker every ${said} ${replaced(rest, word, known)}`)),
  )
  return [
    text('I do not know ', bold(unknownNamed(unknown).join(', ')), ' as a word for icebreakers.'),
    quiet('First the day and the time, then the words: “icebreaker every monday 9:00 teens light”.'),
    ...(mended.length > 0 ? [buttons(...mended.slice(0, 3))] : []),
  ]
}

const replaced = (typed: string, word: string, known: string): string => {
  const at = typed.toLowerCase().lastIndexOf(word)
  return at < 0 ? typed : `${typed.slice(0, at)}${known}${typed.slice(at + word.length)}`
}

const stopButton = (id: string) => button('Stop it', `icebreaker weekly stop ${id}`)

function forWords({ command }: Reminder): string {
  const request = command.split(' ').slice(3).join(' ')
  return request ? ` for “${request}”` : ''
}
