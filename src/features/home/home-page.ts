import type { Call } from '../../core/command.ts'
import { unnamed } from '../../core/incoming.ts'
import {
  bold,
  button,
  buttons,
  heading,
  type Message,
  type Of,
  row,
  secondary,
  text,
  withFullLabel,
} from '../../core/message.ts'
import { kind } from '../../core/store.ts'
import { plansAtHome } from '../plan/list.ts'
import type { Guide, Reading, Section } from '../readings/schema.ts'
import { shelves } from '../readings/shelf.ts'
import { clip, press, progressOf, toldApart } from '../walkthrough/cards.ts'
import { isFinished } from '../walkthrough/run/plan.ts'
import { type Run, stepOf } from '../walkthrough/run/run.ts'
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

/** How many things that wait the home page names; the others are a word away. */
const mostWaiting = 3

/** The home page: what waits for this person, what they can begin, and behind that the guide, section by section. */
export async function homePage(call: Call, content: HomeContent): Promise<Message> {
  const known = await call.library.get(welcomed, call.person.id)
  if (!known) await call.library.update(tx => tx.put(welcomed, call.person.id, { at: call.at }))
  const runs = await runsOf(call.library, call.person.id)
  const shelf = (await call.library.get(shelves, call.person.id)) ?? { saved: [], done: [] }
  const waiting = [
    ...(await plansAtHome(call)),
    ...openRuns(runs, content.walkthroughs, await toldApart(call, runs)),
  ]
  return [
    heading(
      [known ? 'Hello' : 'Welcome', ...(call.person.name === unnamed ? [] : [call.person.name])].join(', '),
    ),
    ...(known ? [] : [text(welcome)]),
    ...waiting.slice(0, mostWaiting),
    ...(waiting.length > mostWaiting
      ? [buttons(button(`${waiting.length - mostWaiting} more waiting`, 'hearth open'))]
      : []),
    {
      type: 'fold',
      label: 'The guide, section by section',
      blocks: content.guide.sections.map(section => sectionRow(section, runs, shelf.done, content)),
      command: 'hearth guide',
    },
    buttons(
      button('Get an icebreaker', 'icebreaker', waiting.length > 0 ? undefined : 'primary'),
      ...(content.walkthroughs.some(one => one.command === 'gathering')
        ? [button('Plan a gathering', 'gathering')]
        : []),
      secondary(button('Find something to read', 'readings')),
      ...(shelf.saved.length > 0 ? [secondary(button('My saved readings', 'readings saved'))] : []),
      secondary(button('Help', 'hearth help')),
      secondary(button('My settings', 'hearth settings')),
    ),
  ]
}

/** So many sections stand on a page. */
const mostSections = 3

/** The guide, section by section, page by page. */
export async function guidePage(call: Call, content: HomeContent, from = 0): Promise<Message> {
  const runs = await runsOf(call.library, call.person.id)
  const { done } = (await call.library.get(shelves, call.person.id)) ?? { done: [] }
  const { sections } = content.guide
  const page = sections.slice(from, from + mostSections)
  const left = sections.length - from - page.length
  return [
    heading('The guide, section by section'),
    ...page.map(section => sectionRow(section, runs, done, content)),
    ...(left > 0 ? [buttons(button(`${left} more`, `hearth guide from ${from + mostSections}`))] : []),
  ]
}

/** So many of what waits stand on a page. */
const mostOpen = 8

/** All that waits for this person, page by page. */
export async function openPage(call: Call, content: HomeContent, from = 0): Promise<Message> {
  const runs = await runsOf(call.library, call.person.id)
  const waiting = [
    ...(await plansAtHome(call)),
    ...openRuns(runs, content.walkthroughs, await toldApart(call, runs)),
  ]
  if (waiting.length === 0)
    return [text('Nothing is waiting for you.'), buttons(button('Home', 'hearth home'))]
  const page = waiting.slice(from, from + mostOpen)
  const left = waiting.length - from - page.length
  return [
    heading('Waiting for you'),
    ...page,
    ...(left > 0 ? [buttons(button(`${left} more`, `hearth open from ${from + mostOpen}`))] : []),
  ]
}

const welcome =
  'I bring the guide Libraries as Social Connectors to your chat: a question to open a gathering with, something to read, and checklists for planning. Press a button, or say it in your own words.'

function openRuns(
  runs: readonly Run[],
  walkthroughs: readonly Walkthrough[],
  apart: (run: Run) => string,
): Of<'row'>[] {
  return runs
    .filter(run => run.status !== 'finished' && !isPlan(run))
    .map(run =>
      row(
        [bold(run.name)],
        [progressLine(run, walkthroughs), apart(run)].filter(Boolean).join(' · '),
        withFullLabel(`Continue ${run.name}`, press(run, 'Continue', 'resume')),
      ),
    )
}

/** How far a run is, and what comes next, in words. */
function progressLine(run: Run, walkthroughs: readonly Walkthrough[]): string {
  const walkthrough = walkthroughs.find(one => one.id === run.walkthrough)
  if (!walkthrough) return 'Its questions were taken out of the content; its answers are saved.'
  const { done, total } = progressOf(walkthrough, run)
  const step = stepOf(walkthrough, run.currentStep)
  const later = run.answers.filter(one => one.disposition === 'parked').length
  return [
    `${done} of ${total} questions answered`,
    later > 0 && `${later} to come back to`,
    step && `next: ${clip(step.question, 70)}`,
  ]
    .filter(Boolean)
    .join(' · ')
}

/** A plan whose questions are answered has only begun. */
const isOver = (run: Run): boolean => (isPlan(run) ? isFinished(planOf(run)) : run.status === 'finished')

/** A section, and what this person has done in it; what can be begun there stands beside it. */
function sectionRow(
  section: Section,
  runs: readonly Run[],
  read: readonly string[],
  { readings, walkthroughs }: HomeContent,
): Of<'row'> {
  const begun = walkthroughs.filter(one => one.section === section.id)
  const own = runs.filter(run => begun.some(one => one.id === run.walkthrough))
  const finished = own.filter(isOver).length
  const texts = readings.filter(one => one.section === section.id)
  const done = texts.filter(one => read.includes(one.id)).length
  const marks = [
    finished > 0 && `${finished} finished`,
    own.length > finished && `${own.length - finished} open`,
    done > 0 && `${done} of ${texts.length} readings done`,
  ].filter(Boolean)
  const ways = [
    ...begun.map(one => button(one.title, one.command)),
    ...(texts.length > 0 ? [button('Readings', `readings section ${section.order}`)] : []),
  ]
  return row(
    [`${section.order}  `, bold(section.title)],
    marks.length > 0 ? marks.join(', ') : section.summary,
    ...ways.map(one => secondary(withFullLabel(`${one.label}: ${section.title}`, one))),
  )
}
