import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply, send } from '../../core/effect.ts'
import {
  type Block,
  bold,
  button,
  buttons,
  code,
  type Folded,
  heading,
  type Message,
  quiet,
  quote,
  row,
  secondary,
  text,
  withFullLabel,
} from '../../core/message.ts'
import { nobody } from '../../core/records/personal-data.ts'
import { effectivePreferencesOf } from '../../core/schedule/preferences.ts'
import { dayAndMonth } from '../../core/time/in-words.ts'
import { dateIn } from '../../core/time/recurrence.ts'
import { UserError } from '../../core/user-error.ts'
import { calendarOf, isAboutCalendar } from './actions/calendar.ts'
import { askCard, clip, progressOf, rootCard, toldApart } from './cards.ts'
import { carriedOver, sourceNamed } from './carry-over.ts'
import { exportOf, isAboutExport } from './export-of.ts'
import { exportedBlank } from './paper.ts'
import { questionCard } from './question-card.ts'
import { isStale, newRunId, openStep, type Run, startRun } from './run/run.ts'
import { planId, type Walkthrough } from './schema.ts'
import { cardOfRun, focuses, questionCardOf, rootOf, runs, runsHere, setFocus, whoIs } from './store.ts'
import { offerFor } from './suggested-answers.ts'
import { overview } from './summary-cards.ts'

/** The command of one walk-through, made from its content file: `gathering dm Spring tea`. */
export function walkthroughCommand(walkthrough: Walkthrough, all: readonly Walkthrough[]): Command {
  const { command, title, summary, run_name_hint: hint } = walkthrough
  return {
    name: command,
    summary,
    hint: `[${hint} | dm … | thread …]`,
    keywords: [...walkthrough.keywords, title, 'walk-through'],
    examples: [
      [`${command} dm ${hint}`, 'begins one in a direct message, for you alone'],
      [`${command} thread ${hint}`, 'begins one as a thread in the channel you are in'],
      [command, 'lists those you have open, and begins another'],
      [`${command} blank`, 'gives it as a form to print and fill in by hand'],
      [`${command} date Dec 12 at 3 pm`, 'says when the one you have open is'],
      [`${command} calendar`, 'gives its date as a file for your calendar'],
    ],
    inWords(rest) {
      const [, where, name = ''] = /^(dm|thread)(?: (.+))?$/is.exec(rest) ?? []
      if (where === undefined) return rest === '' ? title : undefined
      return name === '' ? title : `${title}: “${name.slice(0, 50)}”`
    },
    isItsWords: rest =>
      rest.trim() === '' ||
      /^(?:dm|thread|from|@)/i.test(rest.trim()) ||
      isBlank.test(rest) ||
      isAboutExport(rest) ||
      isAboutCalendar(rest),
    isCertain: (call, rest) =>
      /^(dm|thread)\s+\S/i.test(rest) ||
      isBlank.test(rest) ||
      isAboutExport(rest) ||
      isAboutCalendar(rest) ||
      leadsOn(call, rest),
    async run(call) {
      const first = call.words[0]?.toLowerCase() ?? ''
      if (first === 'dm' || first === 'thread')
        return start(call, first, call.rest.slice(first.length).trim())
      if (isBlank.test(call.rest))
        return [
          privateReply(await exportedBlank(walkthrough, isBlank.exec(call.rest)?.[1] ?? '', call.translator)),
        ]
      if (isAboutExport(call.rest)) return exportOf(call, walkthrough)
      if (isAboutCalendar(call.rest)) return calendarOf(call, walkthrough, all)
      if (first === 'from') return startFrom(call, call.rest.slice(first.length).trim())
      return which(call, call.rest.trim())
    },
  }

  /** `from scratch` may be an answer; `from Spring tea` is none where there is such a gathering. */
  async function leadsOn(call: Call, rest: string): Promise<boolean> {
    const [, source] = /^from\s+(.+)$/i.exec(rest) ?? []
    if (source === undefined) return false
    return sourceNamed(call, all, walkthrough, source).then(Boolean, () => false)
  }

  /** Begins a run from another, with the answers that carry on. It lives where that one does. */
  async function startFrom(call: Call, typed: string): Promise<Effect[]> {
    const source = await sourceNamed(call, all, walkthrough, typed)
    const there = !source.place.personal && source.place.conversation === call.place.conversation
    return start(call, there ? 'thread' : 'dm', madeFrom(call, source), run => ({
      ...carriedOver(call, all, run, source),
      namedBy: source.namedBy ?? source.owner.id,
    }))
  }

  /** The two stand side by side wherever things are listed, so a plan is not called like what it was made from. */
  function madeFrom({ translator }: Call, { name }: Run): string {
    if (walkthrough.id !== planId) return name
    const said = `Plan for ${name}`
    return translator?.line(said) ?? said
  }

  /** Begins a run: its card where it lives, its first question in the thread under it. */
  async function start(
    call: Call,
    where: 'dm' | 'thread',
    named: string,
    filled = (run: Run): Run => run,
  ): Promise<Effect[]> {
    if (where === 'thread' && call.place.personal)
      throw new UserError(
        `A thread needs a channel: type “${command} thread” there. Here, “${command} dm” begins one for you.`,
      )
    const typed = nameOf(named)
    const begun = {
      id: newRunId(),
      name: typed || nameOf(await unnamed(call)),
      namedBy: typed ? call.person.id : nobody.id,
      owner: whoIs(call),
      place: placeFor(call, where),
      at: call.at,
    }
    const run = filled(startRun(walkthrough, begun))
    await call.library.update(async tx => {
      await tx.put(runs, run.id, run)
      await setFocus(tx, call, run)
    })
    const to = where === 'dm' ? { person: call.person.id } : call.place.conversation
    const root: Effect = {
      type: 'send',
      to,
      message: rootCard(walkthrough, run),
      card: cardOfRun(rootOf, run.id),
      listen: true,
    }
    const elsewhere = where === 'dm' && !call.place.personal
    const told = privateReply([text(`“${run.name}” begins in a direct message from me. Only you see it.`)])
    return [
      root,
      send({ under: rootOf(run.id) }, await firstQuestion(call, run), questionCardOf(run)),
      ...(elsewhere ? [told] : []),
    ]
  }

  /** What a run begun without a name is called: never the example of the help, which nobody chose. */
  async function unnamed(call: Call): Promise<string> {
    const [, month = 0, day = 0] = dateIn((await effectivePreferencesOf(call)).zone, call.at)
      .split('-')
      .map(Number)
    return `${call.translator?.line(title) ?? title}, ${dayAndMonth(day, month, call.person.locale)}`
  }

  async function firstQuestion(call: Call, run: Run): Promise<Message> {
    const offer = await offerFor(call, all, run, openStep(walkthrough, run))
    const about = [...(walkthrough.intro ? [text(walkthrough.intro)] : []), ...carriedLines(run)]
    return questionCard(walkthrough, run, { offer, care: walkthrough.care, about })
  }

  /** Plain `gathering`: what is open, and where a new one is to be. With the name of an open one, that one. */
  async function which(call: Call, named: string): Promise<Effect[]> {
    const mine = (await runsHere(call)).filter(run => run.walkthrough === walkthrough.id)
    const found = mine.filter(run => matches(run, named) && (named !== '' || run.status !== 'finished'))
    const [only] = found
    if (only && found.length === 1)
      return [
        privateReply(
          only.status === 'finished'
            ? overview(walkthrough, only)
            : [...askCard(walkthrough, await asked(call, only)), ...another(call, '')],
        ),
      ]
    const finished = mine.filter(run => run.status === 'finished').length
    const open = found
    const apart = await toldApart(call, found)
    return [
      privateReply([
        heading(title),
        ...(open.length > 0
          ? [
              text('Which one would you like to continue?'),
              ...open.slice(0, mostOpen).map(run => openLine(run, apart(run))),
            ]
          : [text(summary)]),
        ...(open.length > mostOpen
          ? [quiet(`And ${open.length - mostOpen} more: type “${command}” and a word of its name.`)]
          : []),
        ...(finished > 0 && named === ''
          ? [quiet(`${finished} finished: type “${command}” and a word of its name, or “my things.”`)]
          : []),
        ...another(call, named),
      ]),
    ]
  }

  function openLine(run: Run, apart: string): Block {
    const { done, total } = progressOf(walkthrough, run)
    const isOver = run.status === 'finished'
    const go = isOver
      ? withFullLabel(`Look over ${run.name}`, button('Look it over', `walk @${run.id} overview`))
      : withFullLabel(`Continue ${run.name}`, button('Continue', `walk @${run.id} ask`))
    const about = [isOver && 'finished', `${done} of ${total} questions answered`, apart]
    return row([bold(run.name)], about.filter(Boolean).join(' · '), go)
  }

  function another(call: Call, named: string): Message {
    const name = nameOf(named)
    const behind = name ? ` ${name}` : ''
    const begin = name ? `Begin “${name}”` : 'Begin a new one'
    const [alone, here] = [`${begin} for me`, `${begin} in ${call.place.name ?? 'this channel'}`]
    return [
      buttons(
        button(clip(alone, 70), `${command} dm${behind}`),
        ...(call.place.personal ? [] : [button(clip(here, 70), `${command} thread${behind}`)]),
        secondary(button('A blank form to print', `${command} blank page`)),
      ),
      quiet(
        call.place.personal
          ? `${begin}? Only you see it until you share it. Or type `
          : `${begin}? One for you is seen by you alone until you share it; one here can be answered by everyone here. Or type `,
        code(`${command} dm ${name || hint}`),
        '.',
      ),
    ]
  }
}

/** `blank`, `blank form`, `blank word`: the form itself is wanted, with nothing in it. */
const isBlank =
  /^\s*blank(?:\s+form)?(?:\s+((?:as |for |in )?(?:word|docx?|page|html|print|pdf|paper|markdown|md)))?\s*$/i

/** So many open ones are listed with a button each. */
const mostOpen = 4

/** What was carried over, each with where it comes from. */
const carriedLines = (run: Run): Folded[] =>
  run.answers.flatMap(({ question, entries }) =>
    entries.flatMap(one => [text(bold(question)), quote(one.text), quiet(`Taken over ${one.from}`)]),
  )

const matches = (run: Run, named: string): boolean =>
  named === '' || run.name.toLowerCase().includes(named.toLowerCase())

const nameOf = (typed: string): string => [...typed.replace(/\s+/g, ' ').trim()].slice(0, 80).join('')

const placeFor = ({ place }: Call, where: 'dm' | 'thread'): Run['place'] =>
  where === 'dm'
    ? { personal: true }
    : { personal: false, conversation: place.conversation, ...(place.name && { name: place.name }) }

/** From now on a typed yes means: go on with this one. */
export const asked = (call: Call, run: Run): Promise<Run> =>
  call.library.update(async tx => {
    const before = await tx.get(runs, run.id)
    if (!before) return run // it was deleted meanwhile
    // Colleagues who are in the middle of it in a channel are not to be stopped.
    if (!before.place.personal && before.status === 'open' && !isStale(before, call.at)) return before
    const now: Run = { ...before, asking: true }
    await tx.put(runs, run.id, now)
    if (now.place.personal) await tx.put(focuses, call.person.id, { waiting: run.id, latest: run.id })
    return now
  })
