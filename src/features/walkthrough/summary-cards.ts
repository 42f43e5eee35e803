import {
  type Button,
  bold,
  button,
  buttons,
  type Folded,
  heading,
  list,
  type Message,
  oneFold,
  type Part,
  quiet,
  quote,
  secondary,
  text,
} from '../../core/message.ts'
import { press, progressOf, quoted, readingBeside, toTheRest, whenHeld } from './cards.ts'
import { composed } from './run/compose.ts'
import type { Entry } from './run/entry.ts'
import { planButton, plannedSteps } from './run/plan-view.ts'
import { answered, answerTo, earlier, entriesOf, type Run, stepOf } from './run/run.ts'
import { isPlan } from './run/run-plan.ts'
import { readingOfAll } from './run/yes-no.ts'
import type { Step, Walkthrough } from './schema.ts'

type RunStatus = 'ready' | 'thought' | 'parked' | 'open'

/** How a step stands: never a score. */
export function statusOf(run: Run, step: Step): RunStatus {
  const given = answerTo(run, step.id)
  if (given?.disposition === 'parked') return 'parked'
  if (!given || given.entries.length === 0) return 'open'
  const reading = step.input === 'yes-no-how' ? readingOfAll(given.entries) : undefined
  // What reads as neither yes nor no, such as “hmm”, is not ready.
  return step.input === 'yes-no-how' && reading !== 'yes' ? 'thought' : 'ready'
}

/** How it stands, and behind that every question with what was said to it, word for word; at any time, also after the end. */
export function overview(walkthrough: Walkthrough, run: Run): Message {
  const isOver = run.status === 'finished'
  const next = isOver ? undefined : stepOf(walkthrough, run.currentStep)
  const toExport = press(run, 'Export', 'export')
  return [
    heading(`${run.name}: overview`),
    quiet(
      `${walkthrough.title} · ${answered(walkthrough, run)} of ${walkthrough.steps.length} questions answered · to change one, type “edit 3”`,
    ),
    ...whenHeld(run),
    ...(next ? [text(`Next: ${next.question}`)] : []),
    ...oneFold(
      ['Questions and answers', walkthrough.steps.flatMap((step, at) => answerBlocks(run, step, at))],
      ['Earlier questions', earlierBlocks(walkthrough, run)],
      plannedSteps(run),
      ['Notes', run.notes.flatMap(one => entryBlocks(run, one))],
    ),
    buttons(
      ...(isOver ? [] : [press(run, 'Continue', 'resume', 'primary')]),
      press(run, 'Share', 'share'),
      isOver ? toExport : secondary(toExport),
      secondary(press(run, 'All questions at once', 'form')),
      secondary(press(run, 'Show a colleague', 'neighbor')),
      inMyCalendar(run),
      ...(isOver ? [secondary(button('Copy as a new one', `things copy @${run.id}`))] : []),
      secondary(press(run, 'Delete', 'delete')),
    ),
  ]
}

/** Behind the other buttons: its dates, for the asker's own calendar. */
const inMyCalendar = (run: Run): Button => secondary(press(run, 'Put it in my calendar', 'calendar'))

/** The page that a browser prints, without the other files. */
const printed = (run: Run): Button => press(run, 'Print it', 'export page')

const marks: Readonly<Record<RunStatus, string>> = {
  ready: '',
  thought: '',
  parked: 'to come back to',
  open: 'not answered yet',
}

/** A question with each answer to it, and how that reads; who gave it where that is not plain. */
function answerBlocks(run: Run, step: Step, at: number): Folded[] {
  const mark =
    answerTo(run, step.id)?.disposition === 'skipped' ? 'skipped for now' : marks[statusOf(run, step)]
  const asked = [bold(`${at + 1}. ${step.question}`), ...(mark ? [' (', mark, ')'] : [])]
  const said = entriesOf(run, step.id).flatMap(entry => [
    quoted(step, entry.text),
    ...besideInWords(run, entry, readingBeside(step, entry)),
  ])
  return [text(...asked), ...said]
}

/** Whose it is where that is not plain, and where it comes from. */
function besideOf(run: Run, entry: Entry): string {
  const who = run.place.personal && entry.by.id === run.owner.id ? '' : entry.by.name
  return [who, entry.from ?? ''].filter(Boolean).join(' · ')
}

function besideInWords(run: Run, entry: Entry, reading = ''): Folded[] {
  const line = `${besideOf(run, entry)}${reading}`.trim()
  return line ? [quiet(line)] : []
}

const entryBlocks = (run: Run, entry: Entry): Folded[] => [quote(entry.text), ...besideInWords(run, entry)]

function earlierBlocks(walkthrough: Walkthrough, run: Run): Folded[] {
  const all = earlier(walkthrough, run)
  if (all.length === 0) return []
  return [
    quiet('These aren’t asked anymore. What was said is saved.'),
    ...all.flatMap(one => [
      text(bold(one.question)),
      ...one.entries.flatMap(entry => entryBlocks(run, entry)),
    ]),
  ]
}

/** The text made of the answers, to be read out. */
function composedParts(walkthrough: Walkthrough, run: Run): (Part | undefined)[] {
  const made = composed(walkthrough, run)
  if (!made) return []
  return [
    [made.title, made.paragraphs.map(one => (made.quoted.includes(one) ? quote(one) : text(one)))],
    made.notes.length > 0 ? ['For the speaker, not for the speech', [list(made.notes)]] : undefined,
  ]
}

/** What can be begun from it, with its answers. */
const leading = ({ leads_to: next }: Walkthrough, run: Run): Button[] =>
  next ? [button(next.label, `${next.command} from @${run.id}`)] : []

/** The end: how many are answered, and behind that which are to be thought over or were set aside. */
export function endCard(walkthrough: Walkthrough, run: Run): Message {
  const at = (status: RunStatus) =>
    walkthrough.steps.flatMap((step, place) =>
      statusOf(run, step) === status ? [`${place + 1}. ${step.question}`] : [],
    )
  const parts = [
    ['to think over', at('thought')],
    ['to come back to', at('parked')],
    ['not answered', at('open')],
  ] as const
  const { done, total } = progressOf(walkthrough, run)
  const counts = [
    done === total ? `All ${total} questions answered` : `${done} of ${total} questions answered`,
    ...parts.slice(0, 2).flatMap(([what, all]) => (all.length > 0 ? [`${all.length} ${what}`] : [])),
  ]
  const lines = parts.flatMap(([what, all]) => all.map(one => [one, ` (${what})`]))
  return [
    heading(`${run.name}: where it stands`),
    text(bold(counts.join(' · '))),
    text(walkthrough.closing),
    ...oneFold(
      ...composedParts(walkthrough, run),
      lines.length > 0 ? ['What is left', [list(lines)]] : undefined,
      plannedSteps(run),
    ),
    buttons(...(isPlan(run) ? waysOnFromPlan(walkthrough, run) : waysOn(walkthrough, run))),
  ]
}

const waysOnFromPlan = (walkthrough: Walkthrough, run: Run): Button[] => [
  planButton(run, 'Add a step', 'step', 'primary'),
  ...toTheRest(walkthrough, run),
  planButton(run, 'Remind me on Mondays', 'remind monday 9:00'),
  ...[planButton(run, 'Plan and steps', 'open'), ...waysOut(run)].map(secondary),
]

function waysOn(walkthrough: Walkthrough, run: Run): Button[] {
  const [leads, rest] = [leading(walkthrough, run), toTheRest(walkthrough, run)]
  const share = press(run, 'Share', 'share', 'primary')
  if (rest.length > 0)
    return [...rest, share, ...[...leads, printed(run), ...waysOut(run).slice(0, 2)].map(secondary)]
  return [
    ...leads,
    share,
    leads.length > 0 ? secondary(printed(run)) : printed(run),
    ...waysOut(run).map(secondary),
  ]
}

/** Some menus take five, with “Undo” and “Print it”: the overview has the rest. */
const waysOut = (run: Run): Button[] => [
  ...(isPlan(run) ? [press(run, 'Share', 'share')] : []),
  press(run, 'Overview', 'overview'),
  press(run, 'Export', 'export'),
  run.date ? inMyCalendar(run) : press(run, 'Show a colleague', 'neighbor'),
]
