import type { Call, Command, Routed } from '../../core/command.ts'
import { lineInWords, route } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import type { Context, KnownPlan } from '../../core/language/grammar.ts'
import type { Reader, Reading } from '../../core/language/reader.ts'
import {
  type Button,
  bold,
  button,
  buttons,
  type Message,
  quiet,
  text,
  withFullLabel,
} from '../../core/message.ts'
import { effectivePreferencesOf } from '../../core/schedule/preferences.ts'
import { clip } from '../../core/text.ts'
import { monthFirst } from '../../core/time/reader-locale.ts'
import { dateIn } from '../../core/time/recurrence.ts'
import { deckOf } from '../icebreaker/catalog.ts'
import { plansHere } from '../plan/store.ts'
import { planOf } from '../walkthrough/run/run-plan.ts'

interface TalkDeps {
  commands: () => readonly Command[]
  read: Reader
  reply(id: string): readonly string[]
  /** Answers what nobody understands. */
  unknown(call: Call): Effect[]
}

/** What the asker's day is, and how they write dates. */
export async function nowOf(call: Call): Promise<Context['now']> {
  const { zone } = await effectivePreferencesOf(call)
  return { today: dateIn(zone, call.at), monthFirst: monthFirst(call.person.locale) }
}

/** Answers a sentence: carries out what it asks for, tells what was left out, and asks where it is not sure. */
export function talking({ commands, read, reply, unknown }: TalkDeps) {
  return async (call: Call, found?: Routed): Promise<Effect[]> => {
    if (call.text.trim() === '') return unknown(call)
    const reading = read(call.text, await contextOf(call))
    const beginning = found ? undefined : beginningOf(call, reading)
    if (beginning !== undefined) return carryOut(call, beginning)
    // A command that was typed by its name is no guess.
    if (reading.command === null || (reading.guess && found))
      return found && !reading.reply ? found.command.run(call) : inItsLanguage(asked(call, reading), reading)
    if (reading.others?.length)
      return [
        privateReply(
          eitherOf(
            [reading, ...reading.others].flatMap(one => one.run ?? []),
            saying(call),
          ),
        ),
      ]
    const line = lineOf(reading, commands())
    if (line === undefined) return inItsLanguage(said(call, reading), reading)
    if (reading.ask && (reading.guess || isFinal(line)))
      return [privateReply(sure(line, saying(call)(line), reading))]
    return inItsLanguage(withLeftOut(await carryOut(call, line), reading), reading)
  }

  function saying(call: Call): (line: string) => string {
    return line => lineInWords(commands(), line, call.person.locale)
  }

  async function carryOut(call: Call, line: string): Promise<Effect[]> {
    const routed = route(commands(), line)
    if (!routed) return unknown(call)
    const { command, rest } = routed
    return command.run({ ...call, text: line, rest, words: rest.split(/\s+/).filter(Boolean) })
  }

  /** A short human answer, with what can be done next. */
  function said(call: Call, { command, ignored, reply: id = `reply-${command}` }: Reading): Effect[] {
    if (command === 'greeting' || command === 'thanks')
      return [
        privateReply([
          ...reply(id).map(one => text(one)),
          ...(command === 'greeting' ? [buttons(...startingPoints)] : []),
        ]),
      ]
    return asked(call, { command: null, slots: [], ignored, ask: true })
  }

  /** Nothing was understood, or it cannot be had: that is said, with what can. */
  function asked(call: Call, reading: Reading): Effect[] {
    const words = reading.reply ? reply(reading.reply) : []
    if (reading.slots[0] === 'remind' || reading.slots[0] === 'later')
      return [privateReply(cannotRemind(reading))]
    if (words.length === 0) return unknown(call)
    const isQuiet = reading.reply === 'reply-never-mind' || reading.reply === 'reply-ok'
    return [privateReply([...words.map(one => text(one)), ...(isQuiet ? [] : [buttons(...startingPoints)])])]
  }
}

const startingPoints: readonly Button[] = [
  button('Get an icebreaker', 'icebreaker'),
  button('Plan a gathering', 'gathering'),
  button('Find something to read', 'readings'),
  button('Help', 'hearth help'),
]

/** What may be about the asker here: their plans, and what they looked at last. */
export async function contextOf(call: Call): Promise<Context> {
  const { place, person, library } = call
  const plans: KnownPlan[] = (await plansHere(call)).map(run => ({
    id: run.id,
    name: run.name,
    steps: planOf(run).steps.map(step => step.what),
    owners: planOf(run).steps.map(step => step.who),
    due: planOf(run).steps.map(step => step.by),
  }))
  const deck = await deckOf({ get: (kind, id) => library.get(kind, id) }, place.conversation)
  const looked = deck.looking[person.id]
  const shown = shownIn(call.offered)
  const last =
    shown && shown !== 'icebreaker'
      ? { command: shown }
      : looked?.id
        ? { command: 'icebreaker', request: looked.request }
        : undefined
  return {
    where: place.personal ? 'dm' : 'channel',
    now: await nowOf(call),
    ...(plans.length > 0 && { plans }),
    ...(last && { last }),
  }
}

/** What the newest card is about, by what its buttons do; undefined where they lead to several things, or there are none. */
export function shownIn(offered: readonly string[]): string | undefined {
  const all = new Set(offered.filter(one => !/^(?:undo|hearth help)\b/.test(one)).map(aboutWhat))
  const [only] = all
  return all.size === 1 ? only : undefined
}

function aboutWhat(line: string): string | undefined {
  const [first = '', second = ''] = line.replace(/^hearth /, '').split(' ')
  if (first === 'icebreaker') return /^(?:weekly|every)$/.test(second) ? 'weekly' : 'icebreaker'
  if (first === 'walk') return 'gathering'
  return /^(?:readings|plan|closed|gathering)$/.test(first) ? first : undefined
}

/** A few words behind “Begin a new one?” in one's own chat are its name: `gathering dm soup night`. */
function beginningOf({ offered, place, text: typed }: Call, reading: Reading): string | undefined {
  const begins = offered.find(one => /^\S+ dm$/.test(one))
  const mayBeGathering = [reading, ...(reading.others ?? [])].some(one => one.command === 'gathering')
  const isUnread =
    (reading.command === null || reading.guess || (reading.others && mayBeGathering)) && !reading.reply
  // “A coffee hour for new parents” is told as one tells what one plans.
  const isTold = /^\s*(?:an?|our|the|my)\s/i.test(typed)
  // “Teen game night” has the words of an icebreaker, and asks for none.
  const isNoRequest = reading.command === 'icebreaker' && !(isTold ? namesOne : asksForOne).test(typed)
  // “More” asks for what is folded, on a card that folds nothing.
  const isName = (isUnread || isNoRequest) && !/[?\n]|^\s*more\s*$/i.test(typed)
  return begins && isName && place.personal && typed.trim().split(/\s+/).length <= (isTold ? 14 : 8)
    ? `${begins} ${typed.trim()}`
    : undefined
}

const namesOne = /\b(?:ice ?-?breakers?|questions?|openers?|starters?|prompts?)\b/i

const asksForOne =
  /\b(?:ice ?-?breakers?|questions?|openers?|starters?|prompts?|something|anything|need|want|give|get|show|send|for|please|another|one)\b/i

const ofHearth = new Set(['about', 'help', 'home', 'export'])

/** The line that a reading is typed as; undefined where it is only talk. */
function lineOf({ command, slots, run }: Reading, commands: readonly Command[]): string | undefined {
  if (command === 'greeting' || command === 'thanks') return undefined
  if (command === 'forget') return 'forget me'
  if (command === 'privacy') return 'privacy'
  if (command === 'undo') return commands.some(one => one.name === 'undo') ? 'undo' : undefined
  if (command === 'export' && slots[0] === 'blank') return 'hearth export blank'
  if (command === 'help' && run !== undefined) return run
  if (command && ofHearth.has(command))
    return `hearth ${command}${command === 'help' && slots[0] ? ' icebreaker' : ''}`
  return run
}

/** What changes something for others, or for good, is asked about where the reading is not sure. */
const isFinal = (line: string): boolean =>
  /^(?:closed (?!$)|plan (?:.*: )?(?:step|change|remove|delete|done) |plan (?:.*: )?remind .*\d|hold|forget|people (?:invite|sign-out)|icebreaker (?:every|post))/.test(
    line,
  )

/** “Did you mean this?”, with what was left out. */
const sure = (line: string, inWords: string, reading: Reading): Message => [
  text('I read that as: ', bold(inWords)),
  ...leftOut(reading),
  buttons(button('Yes, do that', line, 'primary'), button('Help', 'hearth help')),
  quiet('Nothing has changed yet.'),
]

function eitherOf(lines: readonly string[], inWords: (line: string) => string): Message {
  return [
    text('I can read that in more than one way. Which do you mean?'),
    buttons(...lines.map(line => choice(inWords(line), line))),
    quiet('Nothing is done yet.'),
  ]
}

/** A label is no longer than a phone shows. */
const choice = (words: string, line: string): Button =>
  words.length <= longestLabel
    ? button(words, line)
    : withFullLabel(words, button(clip(words, longestLabel), line))

const longestLabel = 70

function cannotRemind({ ignored }: Reading): Message {
  const [what] = ignored
  return [
    text(
      what
        ? `I can’t set “${what}”. A reminder comes on the weekdays you name, every week or every other week, once a day at most.`
        : 'When should I remind you?',
    ),
    buttons(button('Set a reminder', 'plan remind'), button('Remind me later', 'plan later')),
  ]
}

/** Whoever writes in a language is answered in it. */
const inItsLanguage = (effects: readonly Effect[], { language }: Reading): Effect[] =>
  effects.map(one => (language && one.type === 'reply' && one.private ? { ...one, language } : one))
/** What was left out is told first, to the asker alone. */
function withLeftOut(effects: Effect[], reading: Reading): Effect[] {
  const told = leftOut(reading)
  const [first, ...rest] = effects
  if (told.length === 0 || !first) return effects
  if (first.type === 'reply' && first.private)
    return [{ ...first, message: [...told, ...first.message] }, ...rest]
  return [...effects, privateReply(told)]
}

function leftOut({ command, ignored }: Reading): Message {
  if (ignored.length === 0) return []
  const words = ignored.slice(0, 4).map(one => `“${one.slice(0, 60)}”`)
  const why = command === 'icebreaker' || command === 'weekly' ? ': I don’t have anything on that yet.' : '.'
  return [quiet(`I left out ${words.join(', ')}${why}`)]
}
