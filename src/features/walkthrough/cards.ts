import type { Call } from '../../core/command.ts'
import {
  type Button,
  bold,
  buttons,
  choice,
  type Folded,
  facts,
  fold,
  heading,
  list,
  type Message,
  type Of,
  oneFold,
  type Part,
  quiet,
  quote,
  row,
  secondary,
  text,
} from '../../core/message.ts'
import { effectivePreferencesOf } from '../../core/schedule/preferences.ts'
import { instantInWords } from '../../core/time/in-words.ts'
import { runDateInWords } from './run/dates.ts'
import type { Entry } from './run/entry.ts'
import { chosenIn } from './run/options.ts'
import { planButton, plannedSteps } from './run/plan-view.ts'
import { answered, answerTo, entriesOf, isShared, openStep, type Run, stepOf } from './run/run.ts'
import { isPlan } from './run/run-plan.ts'
import { untouched } from './run/update.ts'
import { readingOf } from './run/yes-no.ts'
import type { Step, Walkthrough } from './schema.ts'
import { reviewersByRun, shares } from './store.ts'

/** A button of a run: the same as typing it. */
export const press = (run: Run, label: string, action: string, style?: 'primary' | 'danger'): Button => ({
  label,
  command: `walk @${run.id} ${action}`,
  ...(style && { style }),
})

/** The run as it stands: its name, how far it is, and behind that what was said so far. Redrawn in place. */
export function rootCard(
  walkthrough: Walkthrough,
  run: Run,
  { seen = seenBy(run), beside = [] }: { seen?: string; beside?: Message } = {},
): Message {
  return [
    heading(run.name),
    quiet(`${walkthrough.title} · owner: ${run.owner.name} · ${seen}`),
    ...whenHeld(run),
    { type: 'progress', ...progressOf(walkthrough, run) },
    text(nextLine(walkthrough, run)),
    ...oneFold(answersSoFar(walkthrough, run), plannedSteps(run)),
    ...beside,
    buttons(...waysOn(walkthrough, run)),
  ]
}

/** The card of a run as it stands now, with who sees it. */
export async function rootNow(call: Call, walkthrough: Walkthrough, run: Run): Promise<Message> {
  return rootCard(walkthrough, run, { seen: await seenNow(call, run), beside: await behindRow(call, run) })
}

/** What tells a run apart from another of the same name among these; empty where no other is called so. */
export async function toldApart(call: Call, among: readonly Run[]): Promise<(run: Run) => string> {
  const { zone } = await effectivePreferencesOf(call)
  const isTwice = (run: Run) =>
    among.some(other => other.id !== run.id && other.name.toLowerCase() === run.name.toLowerCase())
  return run =>
    isTwice(run)
      ? `begun ${instantInWords(run.begunAt, zone, call.person.locale)}${run.place.personal ? '' : ` in ${run.place.name ?? 'a channel'}`}`
      : ''
}

/** Who sees a run, in one line. */
export async function seenNow({ library }: Pick<Call, 'library'>, run: Run): Promise<string> {
  if (isShared(run)) return seenBy(run)
  const share = await library.get(shares, run.id)
  const shown = (await library.find(reviewersByRun, run.id)).length
  return seenBy(run, { shared: share?.posted ? (share.name ?? 'a channel') : undefined, shown })
}

/** Where what is shared falls behind: the way to update it. */
export async function behindRow(
  { library, person }: Pick<Call, 'library' | 'person'>,
  run: Run,
): Promise<Of<'row'>[]> {
  const share = await library.get(shares, run.id)
  if (!share?.posted || !share.behind || run.owner.id !== person.id) return []
  return [
    row(
      `${share.name ?? 'The channel'} still shows an earlier version.`,
      '',
      press(run, 'Update it there', 'share update'),
    ),
  ]
}

function waysOn(walkthrough: Walkthrough, run: Run): Button[] {
  const plan = isPlan(run) ? [planButton(run, 'Plan and steps', 'open')] : []
  const others = ['Overview', 'Export'].map(label => secondary(press(run, label, label.toLowerCase())))
  if (run.status === 'finished')
    return [press(run, 'Share', 'share'), ...toTheRest(walkthrough, run), ...plan, ...others]
  return [
    press(run, 'Continue', 'resume', 'primary'),
    ...plan,
    secondary(press(run, 'All questions at once', 'form')),
    ...others,
  ]
}

/** When it is held, where that is known. */
export const whenHeld = (run: Run): Message => (run.date ? [facts([['When', runDateInWords(run.date)]])] : [])

/** Who sees a run: `shared`, the channel it is shared in; `shown`, to how many colleagues it was shown. */
function seenBy(
  run: Run,
  { shared, shown = 0 }: { shared?: string | undefined; shown?: number } = {},
): string {
  if (!run.place.personal) return `everyone in ${run.place.name ?? 'this channel'} can see and answer`
  const others = [
    ...invitedTo(run),
    ...(shown > 0
      ? [shown === 1 ? 'a colleague you showed it to' : `${shown} colleagues you showed it to`]
      : []),
    ...(shared ? [`everyone in ${shared}`] : []),
  ]
  return others.length > 0 ? `seen by ${inAList(['you', ...others])}` : 'only you see it'
}

const invitedTo = ({ invited }: Run): string[] =>
  invited.length > 2 ? [`${invited.length} colleagues you invited`] : invited.map(one => one.name)

const inAList = (all: readonly string[]): string =>
  all.length > 2 ? `${all.slice(0, -1).join(', ')}, and ${all.at(-1)}` : all.join(' and ')

/** What waits next; an answer that is opened again for a moment changes nothing in that. */
function nextLine(walkthrough: Walkthrough, run: Run): string {
  const isAll = unanswered(walkthrough, run).length === 0
  if (run.status === 'finished')
    return isAll
      ? 'Every question is answered. You can still change any answer.'
      : 'You can answer the rest anytime.'
  const step = stepOf(walkthrough, run.currentStep)
  if (!step) return 'You’ve been through every question.'
  return entriesOf(run, step.id).length > 0 ? `Open now: ${step.question}` : `Next: ${step.question}`
}

const unanswered = ({ steps }: Walkthrough, run: Run): Step[] =>
  steps.filter(step => entriesOf(run, step.id).length === 0)

/** The way to what has no answer in one that is finished: on to what was never asked, else to the first that was set aside. */
export function toTheRest(walkthrough: Walkthrough, run: Run): Button[] {
  const rest = unanswered(walkthrough, run)
  const [first] = rest
  if (run.status !== 'finished' || !first) return []
  const isNew = rest.some(step => untouched(run, step.id))
  const number = walkthrough.steps.indexOf(first) + 1
  return isNew && rest.length > 1
    ? [press(run, `Answer the other ${rest.length}`, 'resume')]
    : [press(run, `Answer question ${number}`, `edit ${number}`)]
}

export const progressOf = (walkthrough: Walkthrough, run: Run) => ({
  done: answered(walkthrough, run),
  total: walkthrough.steps.length,
  label: 'questions answered',
})

function answersSoFar(walkthrough: Walkthrough, run: Run): Part {
  const byStep = new Map(run.answers.map(one => [one.step, one]))
  const lines = walkthrough.steps.flatMap((step, at) => {
    const { entries = [], disposition } = byStep.get(step.id) ?? {}
    const parked = disposition === 'parked'
    if (entries.length === 0 && !parked) return []
    const words = entries
      .map(one => (run.place.personal ? one.text : `${one.by.name}: ${one.text}`))
      .join(' · ')
    return [
      [bold(`${at + 1}. ${step.question}`), ` ${parked ? '(to come back to) ' : ''}${clip(words, 150)}`],
    ]
  })
  return ['Answers so far', lines.length > 0 ? [list(lines)] : []]
}

/** Asks before going on, after a gap or a stop. */
export function askCard(walkthrough: Walkthrough, run: Run): Message {
  const step = openStep(walkthrough, run)
  const { done, total } = progressOf(walkthrough, run)
  const [held] = run.held
  const later = walkthrough.steps.flatMap((one, at) =>
    answerTo(run, one.id)?.disposition === 'parked' ? [`${at + 1}. ${one.question}`] : [],
  )
  return [
    heading(`Continue “${run.name}”?`),
    text(`${walkthrough.title}: ${done} of ${total} questions answered.`),
    ...(step ? [text('Next: ', bold(step.question))] : []),
    ...run.held.map(one => quote(one.text)),
    ...(run.held.length > 0 ? [text('Use what you wrote as the answer?')] : []),
    ...(later.length > 0 ? [fold('To come back to', list(later))] : []),
    buttons(
      ...(held
        ? [
            press(run, 'Save it as my answer', `resume held ${held.at}`, 'primary'),
            press(run, 'Continue without it', 'resume'),
          ]
        : [press(run, 'Yes, continue', 'resume', 'primary')]),
      press(run, 'Not now', 'decline'),
      secondary(press(run, 'Overview', 'overview')),
      secondary(press(run, 'All questions at once', 'form')),
    ),
  ]
}

/** What the buttons of a yes-or-no question say. */
export const yesNoWords: readonly string[] = ['Yes', 'Partly', 'No']

/** Whether what was said is in words of ours: an option, or what a button says. */
export const isChoice = ({ input, options }: Step, said: string): boolean =>
  input === 'yes-no-how' ? yesNoWords.includes(said) : chosenIn(said, options).length > 0

/** What somebody said to a question, quoted. */
export const quoted = (step: Step, said: string): Folded =>
  isChoice(step, said) ? choice(said) : quote(said)

/** How an answer reads, said beside it and never in its place. */
export function readingBeside(step: Step, entry: Pick<Entry, 'text' | 'reading'> | undefined): string {
  const read = step.input === 'yes-no-how' ? readingOf(entry) : undefined
  return read ? ` (read as “${read}”)` : ''
}

/** The same of all that somebody said to a question; a “yes” alone, which a button says, too, needs no reading. */
export function readingsBeside(step: Step, said: readonly Entry[]): string {
  const read = said.findLast(one => readingOf(one) !== undefined) ?? said.at(-1)
  const isAlone = said.length === 1 && read?.text.toLowerCase() === readingOf(read)
  return isAlone ? '' : readingBeside(step, read)
}

export const clip = (words: string, most: number): string => {
  const line = words.replace(/\s+/g, ' ').trim()
  return [...line].length > most ? `${[...line].slice(0, most - 1).join('')}…` : line
}
