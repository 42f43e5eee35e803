import {
  type Button,
  bold,
  button,
  buttons,
  facts,
  heading,
  list,
  type Message,
  quiet,
  quote,
  secondary,
  text,
} from '../../core/message.ts'
import { press, readingBeside, whenHeld } from './cards.ts'
import type { Entry } from './run/entry.ts'
import { composed } from './run/options.ts'
import { plannedSteps, planWays } from './run/plan-view.ts'
import { answered, answerTo, earlier, entriesOf, type Run } from './run/run.ts'
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
  return [
    heading(`${run.name}: overview`),
    quiet(`${walkthrough.title} · ${answered(walkthrough, run)} of ${walkthrough.steps.length} answered`),
    ...whenHeld(run),
    ...walkthrough.steps.flatMap((step, at) => answerBlocks(run, step, at)),
    ...earlierBlocks(walkthrough, run),
    ...plannedSteps(run),
    ...noteBlocks(run),
    quiet('“edit 3” changes an answer; “append 3 …” adds to it.'),
    buttons(
      press(run, 'Go on', 'resume', 'primary'),
      press(run, 'Whole form', 'form'),
      press(run, 'Share', 'share'),
      press(run, 'Export', 'export'),
      inMyCalendar(run),
    ),
  ]
}

/** Behind the other buttons: its dates, for the asker's own calendar. */
const inMyCalendar = (run: Run): Button => secondary(press(run, 'Put it in my calendar', 'calendar'))

function answerBlocks(run: Run, step: Step, at: number): Message {
  const said = entriesOf(run, step.id)
  const marks: Readonly<Record<RunStatus, string>> = {
    ready: '',
    thought: '',
    parked: ' (parked)',
    open: ' (not looked at yet)',
  }
  const skipped =
    answerTo(run, step.id)?.disposition === 'skipped' ? ' (skipped)' : marks[statusOf(run, step)]
  return [
    text(bold(`${at + 1}. ${step.question}`), skipped),
    ...said.flatMap(one => entryBlocks(run, one, step)),
  ]
}

function entryBlocks(run: Run, entry: Entry, step?: Step): Message {
  const who = run.place.personal && entry.by.id === run.owner.id ? '' : entry.by.name
  const beside = step ? readingBeside(step, entry) : ''
  const line = [who, entry.from ?? '', beside.trim()].filter(Boolean).join(' · ')
  return [quote(entry.text), ...(line ? [quiet(line)] : [])]
}

function earlierBlocks(walkthrough: Walkthrough, run: Run): Message {
  const all = earlier(walkthrough, run)
  if (all.length === 0) return []
  return [
    heading('Earlier questions'),
    quiet('These are not asked any more. What was said to them is kept.'),
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
  return made ? [text(bold(made.title)), ...made.paragraphs.map(one => quote(one))] : []
}

/** What can be begun from it, with its answers. */
const leading = ({ leads_to: next }: Walkthrough, run: Run): Message =>
  next ? [buttons(button(next.label, `${next.command} from @${run.id}`))] : []

/** The end: what is ready, what needs thought, what was parked. */
export function endCard(walkthrough: Walkthrough, run: Run): Message {
  const at = (status: RunStatus) =>
    walkthrough.steps.flatMap((step, place) =>
      statusOf(run, step) === status ? [`${place + 1}. ${step.question}`] : [],
    )
  const part = (title: string, lines: string[]): Message =>
    lines.length > 0 ? [text(bold(title)), list(lines)] : []
  return [
    heading(`${run.name}: where it stands`),
    facts([['Answered', `${answered(walkthrough, run)} of ${walkthrough.steps.length}`]]),
    ...part('Ready', at('ready')),
    ...part('Needs thought', at('thought')),
    ...part('Parked', at('parked')),
    ...part('Left open', at('open')),
    ...composedBlocks(walkthrough, run),
    ...plannedSteps(run),
    text(walkthrough.closing),
    buttons(
      press(run, 'Share', 'share', 'primary'),
      press(run, 'Export', 'export'),
      press(run, 'Overview', 'overview'),
      press(run, 'Show a colleague', 'neighbor'),
      inMyCalendar(run),
    ),
    ...leading(walkthrough, run),
    ...planWays(run),
    quiet('Everything can still be changed: type “edit 3”.'),
  ]
}
