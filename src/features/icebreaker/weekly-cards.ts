import type { Call } from '../../core/command.ts'
import type { Occurrence, Place } from '../../core/incoming.ts'
import {
  type Block,
  bold,
  button,
  buttons,
  code,
  heading,
  type Message,
  quiet,
  row,
  text,
  withFullLabel,
} from '../../core/message.ts'
import type { Reminder } from '../../core/schedule/reminder.ts'
import { issuesOf, lateInWords, nextInWords } from '../../core/schedule/reminder-text.ts'
import { clip } from '../../core/text.ts'
import { fullStop, recurrenceInWords } from '../../core/time/in-words.ts'
import type { ParsedRecurrence } from '../../core/time/parse-recurrence.ts'
import { unspoken } from '../../core/time/reader-locale.ts'
import { zoneInWords } from '../../core/time/time-zones.ts'
import { inWords, postedCard } from './cards.ts'
import { parseFilters } from './parse-filters.ts'
import { unknownNamed } from './pick.ts'
import type { Icebreaker } from './schema.ts'

/** Where it comes, in words. */
export const roomInWords = ({ personal, name }: Place): string =>
  personal ? 'in this direct message' : `in ${name ?? 'a channel'}`

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
      isNew ? 'I’ll post an icebreaker ' : 'That is already set: an icebreaker ',
      bold(recurrenceInWords(rule, unspoken(one.person.locale))),
      `${forWords(one)}, ${where}.`,
    ),
    text('The first one: ', bold(nextInWords(one)), fullStop(nextInWords(one))),
    ...(note ? [text(note)] : []),
    ...(tz === undefined
      ? [quiet(`I think your time zone is ${zoneInWords(rule.tz)}. For another, add “in America/Chicago.”`)]
      : []),
    buttons(stopButton(id)),
  ]
}

/** What will be public is shown first, to whoever asked for it. */
export const beforeSetting = (
  {
    rule,
    words,
    rest,
    name,
    mark,
  }: { rule: Reminder['rule']; words: string; rest: string; name: string; mark: string },
  { person }: Pick<Call, 'person'>,
): Message => [
  text(
    'Everyone in ',
    bold(name),
    ' would get an icebreaker ',
    bold(recurrenceInWords(rule, unspoken(person.locale))),
    `${rest ? ` for “${filtersInWords(rest)}”` : ''}.`,
  ),
  quiet('Nothing is set up yet. Anyone there can stop it later.'),
  buttons(
    button(`Set it up in ${clip(name, 40)}`, `icebreaker weekly there ${mark} ${words}`, 'primary'),
    button('Not now', 'icebreaker weekly not'),
  ),
]

/** Tells the room what will come, and who may stop it: anyone here. */
export const announcement = (id: string, one: Reminder): Message => [
  text(
    `I’ll post an icebreaker here ${recurrenceInWords(one.rule, unspoken(one.person.locale))}`,
    forWords(one),
    '. ',
    `The first one: ${nextInWords(one)}${fullStop(nextInWords(one))}`,
  ),
  quiet(`${one.person.name} asked for it. Anyone here can stop it.`),
  buttons(stopButton(id)),
]

/** The weekly icebreakers of a room, each with the button that stops it. */
export function listCard(all: readonly [string, Reminder][], { place }: Call): Message {
  const before = place.personal ? '' : '/'
  if (all.length === 0)
    return [
      text(
        'No icebreakers are scheduled here. For one every week, type ',
        code(`${before}icebreaker every monday 9:00`),
        '.',
      ),
    ]
  return [
    heading('Icebreakers scheduled here'),
    ...all.map(([id, one]) => line(id, one)),
    quiet('Anyone here can stop one.'),
  ]
}

function line(id: string, one: Reminder): Block {
  const { rule } = one
  const next = one.paused ? 'Paused.' : `Next on ${nextInWords(one)}${fullStop(nextInWords(one))}`
  const about = [`${next} Set by ${one.person.name}.`, ...issuesOf(one)].join(' ')
  const when = recurrenceInWords(rule, unspoken(one.person.locale))
  const stop = withFullLabel(
    `Stop the one ${when}${forWords(one)}`,
    button('Stop', `icebreaker weekly stop ${id}`),
  )
  const paused = one.paused || one.closed
  return row([bold(when), forWords(one)], about, ...(paused ? [button('Continue', one.resume)] : []), stop)
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
  text(`It’s back on: ${one.title}. The next one: ${nextInWords(one)}${fullStop(nextInWords(one))}`),
  buttons(stopButton(id)),
]

/** Tells the owner, once, that there is nothing to post. */
export const nothingLeft = (id: string, { title }: Reminder, request: string): Message => [
  text(`I had nothing to post for ${title}: no icebreaker fits “${request}” anymore.`),
  quiet('I’ll keep looking and won’t mention it again. To change it, stop it and set a new one.'),
  buttons(stopButton(id)),
]

/** Answers words that mean nothing with the same line, mended. */
export function unknownWords({ said, rest }: ParsedRecurrence): Message {
  const { unknown } = parseFilters(rest)
  const mended = unknown.flatMap(({ word, near }) =>
    near.map(known => button(known, `icebreaker every ${said} ${replaced(rest, word, known)}`)),
  )
  return [
    text('I don’t know ', bold(unknownNamed(unknown).join(', ')), ' as a word for icebreakers.'),
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
  return request ? ` for “${filtersInWords(request)}”` : ''
}

/** `teens` of `teens-12-17`: people see no id. */
const filtersInWords = (request: string): string => request.split(' ').map(inWords).join(' ')
