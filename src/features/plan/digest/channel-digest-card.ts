import {
  bold,
  buttons,
  type Folded,
  fold,
  heading,
  type Message,
  quiet,
  row,
  text,
} from '../../../core/message.ts'
import { clip } from '../../walkthrough/cards.ts'
import { isFinished } from '../../walkthrough/run/plan.ts'
import { answerTo, type Run } from '../../walkthrough/run/run.ts'
import { planOf } from '../../walkthrough/run/run-plan.ts'
import { answerButtons, dueInShort, standsSo } from '../due-card.ts'
import { whyOf } from '../store.ts'

/** How many plans are shown with their answers; the others by name. */
const inFull = 4

/** The plans of a channel, each with what is due or next, and its answers. */
export function digestCard(
  told: readonly Run[],
  name: string | undefined,
  today: string,
  about: Message,
  since = Number.POSITIVE_INFINITY,
): Message {
  const [only] = told
  if (only && told.length === 1) return [...alone(only, today, since), ...about]
  const rest = told.slice(inFull)
  return [
    heading(`Plans${name ? ` of ${name}` : ''}`),
    ...told.slice(0, inFull).map(run => entry(run, today, since)),
    ...(rest.length > 0 ? [fold(`${rest.length} more`, ...rest.map(run => entry(run, today, since)))] : []),
    ...about,
    quiet('Anyone here can answer.'),
  ]
}

/** The one plan of a channel that comes now. */
function alone(run: Run, today: string, since: number): Message {
  try {
    if (isFinished(planOf(run)))
      return [
        heading(run.name),
        quiet(`Owner: ${run.owner.name}`),
        text('It’s finished.'),
        ...answerOf(run, since),
      ]
    return [
      heading(dueInShort(run, today)),
      quiet(`${run.name} · owner: ${run.owner.name}`),
      ...standsSo(run, today, { why: seenWhy(run) }),
      ...answerOf(run, since),
      buttons(...answerButtons(run, today, { report: 'report ' })),
      quiet('Anyone here can answer.'),
    ]
  } catch {
    return [unreadable(run)]
  }
}

/** One plan that cannot be drawn takes none of the others with it. */
function entry(run: Run, today: string, since: number): Folded {
  try {
    const { answer } = planOf(run)
    const said = answer && answer.at >= since ? ` · ${answer.by.name}: ${clip(answer.words, 100)}` : ''
    const about = isFinished(planOf(run)) ? 'finished' : dueInShort(run, today)
    const ways = isFinished(planOf(run)) ? [] : answerButtons(run, today, { report: 'report ', short: true })
    return row([bold(run.name)], `${about} · owner: ${run.owner.name}${said}`, ...ways)
  } catch {
    return unreadable(run)
  }
}

const unreadable = (run: Run) => quiet(`“${run.name}” could not be read just now.`)

/** What was answered to it since it came. */
function answerOf(run: Run, since: number): Message {
  const { answer } = planOf(run)
  return answer && answer.at >= since ? [quiet(`${answer.by.name}: ${clip(answer.words, 150)}`)] : []
}

/** Its why, unless that is private or set aside. */
const seenWhy = (run: Run): string =>
  run.private?.includes('why-group') || answerTo(run, 'why-group')?.disposition ? '' : (whyOf(run) ?? '')
