import {
  type Button,
  bold,
  button,
  buttons,
  fold,
  heading,
  list,
  type Message,
  quiet,
  quote,
  secondary,
  table,
  text,
} from '../../core/message.ts'
import { press, readingBeside, whenHeld } from './cards.ts'
import { composed } from './run/compose.ts'
import type { Entry } from './run/entry.ts'
import { planButton, plannedSteps } from './run/plan-view.ts'
import { answered, answerTo, earlier, entriesOf, type Run } from './run/run.ts'
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

/** Every question with what was said to it, word for word; at any time, also after the end. */
export function overview(walkthrough: Walkthrough, run: Run): Message {
  const rows = walkthrough.steps.flatMap((step, at) => answerRows(run, step, at))
  return [
    heading(`${run.name}: overview`),
    quiet(
      `${walkthrough.title} · ${answered(walkthrough, run)} of ${walkthrough.steps.length} answered · to change one, type “edit 3”`,
    ),
    ...whenHeld(run),
    // Where only one person answers, nobody asks who it was.
    rows.some(([, , beside]) => beside)
      ? table(['Question', 'Answer', 'Who'], rows)
      : table(
          ['Question', 'Answer'],
          rows.map(cells => cells.slice(0, 2)),
        ),
    ...earlierBlocks(walkthrough, run),
    ...plannedSteps(run),
    ...noteBlocks(run),
    buttons(
      ...(run.status === 'finished' ? [] : [press(run, 'Go on', 'resume', 'primary')]),
      press(run, 'Share', 'share'),
      press(run, 'Export', 'export'),
      secondary(press(run, 'All questions at once', 'form')),
      secondary(press(run, 'Show a colleague', 'neighbor')),
      inMyCalendar(run),
      secondary(button('Copy as a new one', `things copy @${run.id}`)),
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

/** A row for each answer to a question, with how it reads; who gave it where they are several. */
function answerRows(run: Run, step: Step, at: number): string[][] {
  const said = entriesOf(run, step.id)
  const mark =
    answerTo(run, step.id)?.disposition === 'skipped' ? 'skipped for now' : marks[statusOf(run, step)]
  const question = `${at + 1}. ${step.question}`
  if (said.length === 0) return [[question, mark, '']]
  return said.map((entry, place) => {
    const answer = mark ? `${entry.text} (${mark})` : entry.text
    return [place === 0 ? question : '', answer + readingBeside(step, entry), besideOf(run, entry)]
  })
}

/** Whose it is where that is not plain, and where it comes from. */
function besideOf(run: Run, entry: Entry): string {
  const who = run.place.personal && entry.by.id === run.owner.id ? '' : entry.by.name
  return [who, entry.from ?? ''].filter(Boolean).join(' · ')
}

function entryBlocks(run: Run, entry: Entry): Message {
  const line = besideOf(run, entry)
  return [quote(entry.text), ...(line ? [quiet(line)] : [])]
}

function earlierBlocks(walkthrough: Walkthrough, run: Run): Message {
  const all = earlier(walkthrough, run)
  if (all.length === 0) return []
  return [
    heading('Earlier questions'),
    quiet('These aren’t asked anymore. What was said is saved.'),
    ...all.flatMap(one => [
      text(bold(one.question)),
      ...one.entries.flatMap(entry => entryBlocks(run, entry)),
    ]),
  ]
}

function noteBlocks(run: Run): Message {
  if (run.notes.length === 0) return []
  return [heading('Notes'), ...run.notes.flatMap(one => entryBlocks(run, one))]
}

/** The text made of the answers, to be read out. */
function composedBlocks(walkthrough: Walkthrough, run: Run): Message {
  const made = composed(walkthrough, run)
  if (!made) return []
  return [
    fold(made.title, ...made.paragraphs.map(one => (made.quoted.includes(one) ? quote(one) : text(one)))),
    ...(made.notes.length > 0 ? [fold('For the speaker, not for the speech', list(made.notes))] : []),
  ]
}

/** What can be begun from it, with its answers. */
const leading = ({ leads_to: next }: Walkthrough, run: Run): Button[] =>
  next ? [button(next.label, `${next.command} from @${run.id}`)] : []

/** The end: how many are ready, and behind that which need thought or were set aside. */
export function endCard(walkthrough: Walkthrough, run: Run): Message {
  const at = (status: RunStatus) =>
    walkthrough.steps.flatMap((step, place) =>
      statusOf(run, step) === status ? [`${place + 1}. ${step.question}`] : [],
    )
  const parts = [
    ['ready', at('ready')],
    ['need thought', at('thought')],
    ['to come back to', at('parked')],
    ['not answered', at('open')],
  ] as const
  const counts = parts.flatMap(([what, all]) => (all.length > 0 ? [`${all.length} ${what}`] : []))
  const lines = parts.slice(1).flatMap(([what, all]) => all.map(one => [one, ` (${what})`]))
  return [
    heading(`${run.name}: where it stands`),
    text(bold(counts.join(' · '))),
    text(walkthrough.closing),
    ...(lines.length > 0 ? [fold('What is left', list(lines))] : []),
    ...composedBlocks(walkthrough, run),
    ...plannedSteps(run),
    buttons(
      ...(isPlan(run)
        ? [
            planButton(run, 'Add a step', 'step', 'primary'),
            planButton(run, 'Remind me on Mondays', 'remind monday 9:00'),
            planButton(run, 'Plan and steps', 'open'),
          ]
        : [...leading(walkthrough, run), press(run, 'Share', 'share', 'primary'), printed(run)]),
      ...(isPlan(run) ? [secondary(press(run, 'Share', 'share'))] : []),
      secondary(press(run, 'Overview', 'overview')),
      secondary(press(run, 'Export', 'export')),
      secondary(press(run, 'Show a colleague', 'neighbor')),
      inMyCalendar(run),
    ),
  ]
}
