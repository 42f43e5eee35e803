import type { Call } from '../../core/command.ts'
import {
  type Block,
  bold,
  button,
  buttons,
  code,
  heading,
  list,
  type Message,
  numbered,
  quiet,
  text,
} from '../../core/message.ts'
import { kind } from '../../core/store.ts'
import { plansAtHome } from '../plan/list.ts'
import { shelves } from '../readings/command.ts'
import type { Guide, Reading, Section } from '../readings/schema.ts'
import { press, progressOf } from '../walkthrough/cards.ts'
import { isFinished } from '../walkthrough/run/plan.ts'
import { answerTo, type Run } from '../walkthrough/run/run.ts'
import { isPlan, planOf } from '../walkthrough/run/run-plan.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { runsOf } from '../walkthrough/store.ts'

/** Who has been welcomed, so that it happens once. */
export const welcomed = kind<{ at: number }>('welcomed')

interface HomeContent {
  guide: Guide
  readings: readonly Reading[]
  walkthroughs: readonly Walkthrough[]
}

/** How many open walk-throughs the home page names; the others are a word away. */
const shownRuns = 5

/** The home page: what is open and how far, what was saved, and a line for each section in the guide's order. */
export async function homePage(call: Call, content: HomeContent): Promise<Message> {
  const known = await call.library.get(welcomed, call.person.id)
  if (!known) await call.library.update(tx => tx.put(welcomed, call.person.id, { at: call.at }))
  const runs = await runsOf(call.library, call.person.id)
  const shelf = (await call.library.get(shelves, call.person.id)) ?? { saved: [], done: [] }
  return [
    heading(known ? 'Hearth' : 'Welcome to Hearth'),
    ...(known ? [] : [text(welcome)]),
    ...openRuns(
      runs.filter(run => run.status !== 'finished' && !isPlan(run)),
      content.walkthroughs,
    ),
    ...(await plansAtHome(call, content)),
    ...savedReadings(shelf.saved, content.readings),
    text(bold('The guide, section by section')),
    numbered(content.guide.sections.map(section => sectionLine(section, runs, shelf.done, content))),
    buttons(
      button('An icebreaker', 'icebreaker', 'primary'),
      ...content.walkthroughs.map(one => button(one.title, one.command)),
      button('Readings', 'readings'),
      button('Next reading', 'readings next'),
      button('Help', 'hearth help'),
      button('What I keep about you', 'privacy'),
    ),
    quiet(
      'Type ',
      code('hearth help'),
      ' for everything I can do, ',
      code('hearth export'),
      ' for the whole guide with your answers, ',
      code('hearth privacy'),
      ' for what I keep about you, ',
      code('hearth about'),
      ' for where the guide comes from.',
    ),
  ]
}

const welcome =
  'I bring the guide Libraries as Social Connectors to where you already talk. Ask me for a question to open a gathering with, for something to read, or let me walk you through one of the guide’s exercises. Press a button, or type the words.'

function openRuns(open: readonly Run[], walkthroughs: readonly Walkthrough[]): Block[] {
  if (open.length === 0) return []
  const shown = open.slice(0, shownRuns)
  const more = open.length - shown.length
  return [
    text(bold('Waiting for you')),
    list(shown.map(run => [bold(run.name), ` ${progressInWords(run, walkthroughs)}`])),
    ...(more > 0 ? [quiet(`And ${more} more: the command of each lists them all.`)] : []),
    buttons(...shown.map(run => press(run, `Go on: ${run.name}`.slice(0, 70), 'resume'))),
  ]
}

/** How far a run is, in words. */
function progressInWords(run: Run, walkthroughs: readonly Walkthrough[]): string {
  const walkthrough = walkthroughs.find(one => one.id === run.walkthrough)
  if (!walkthrough) return '(its questions were taken out of the content; its answers are kept)'
  const { done, total } = progressOf(walkthrough, run)
  const parked = walkthrough.steps.filter(step => answerTo(run, step.id)?.disposition === 'parked').length
  return `${walkthrough.title}: ${done} of ${total} answered${parked > 0 ? `, ${parked} parked` : ''}`
}

function savedReadings(saved: readonly string[], readings: readonly Reading[]): Block[] {
  const titles = readings.filter(one => saved.includes(one.id)).map(one => one.title)
  if (titles.length === 0) return []
  return [
    text(bold('Saved readings')),
    list(titles.slice(0, 5)),
    buttons(button('Saved readings', 'readings saved')),
  ]
}

/** A plan whose questions are answered has only begun. */
const isOver = (run: Run): boolean => (isPlan(run) ? isFinished(planOf(run)) : run.status === 'finished')

/** A section, what it is for, and what this person has done in it. */
function sectionLine(
  section: Section,
  runs: readonly Run[],
  read: readonly string[],
  { readings, walkthroughs }: HomeContent,
) {
  const commands = walkthroughs.filter(one => one.section === section.id)
  const own = runs.filter(run => commands.some(one => one.id === run.walkthrough))
  const finished = own.filter(isOver).length
  const texts = readings.filter(one => one.section === section.id)
  const done = texts.filter(one => read.includes(one.id)).length
  const marks = [
    finished > 0 && `${finished} finished`,
    own.length > finished && `${own.length - finished} open`,
    done > 0 && `${done} of ${texts.length} readings done`,
  ].filter(Boolean)
  const words = [
    ...commands.map(one => one.command),
    ...(texts.length > 0 ? [`readings section ${section.order}`] : []),
  ]
  return [
    bold(section.title),
    ` ${section.summary}`,
    ...(marks.length > 0 ? [` You: ${marks.join(', ')}.`] : []),
    ...words.flatMap((word, at) => [at === 0 ? ' ' : ' · ', code(word)]),
  ]
}
