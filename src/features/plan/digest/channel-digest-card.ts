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

/** How the plans of a channel are shown. */
interface DigestView extends Seen {
  /** The channel’s. */
  name: string | undefined
  /** What is said below them. */
  about?: Message
}

interface Seen {
  today: string
  /** How days are shown. */
  locale: string | undefined
  /** Answers from then on are shown; none where it comes. */
  since?: number
}

/** The plans of a channel, each with what is due or next, and its answers. */
export function digestCard(told: readonly Run[], { name, about = [], ...seen }: DigestView): Message {
  const [only] = told
  if (only && told.length === 1) return [...alone(only, seen), ...about]
  const rest = told.slice(inFull)
  return [
    heading(`Plans${name ? ` in ${name}` : ''}`),
    ...told.slice(0, inFull).map(run => entry(run, seen)),
    ...(rest.length > 0 ? [fold(`${rest.length} more`, ...rest.map(run => entry(run, seen)))] : []),
    ...about,
    quiet('Anyone here can answer.'),
  ]
}

/** The one plan of a channel that comes now. */
function alone(run: Run, { today, locale, since }: Seen): Message {
  try {
    if (isFinished(planOf(run)))
      return [
        heading(run.name),
        quiet(`Owner: ${run.owner.name}`),
        text('It’s finished.'),
        ...answerOf(run, since),
      ]
    return [
      heading(dueInShort(run, today, locale)),
      quiet(`${run.name} · owner: ${run.owner.name}`),
      ...standsSo(run, today, { why: seenWhy(run), locale }),
      ...answerOf(run, since),
      buttons(...answerButtons(run, today, { report: 'report ' })),
      quiet('Anyone here can answer.'),
    ]
  } catch {
    return [unreadable(run)]
  }
}

/** One plan that cannot be drawn takes none of the others with it. */
function entry(run: Run, { today, locale, since = Number.POSITIVE_INFINITY }: Seen): Folded {
  try {
    const { answer } = planOf(run)
    const said = answer && answer.at >= since ? ` · ${answer.by.name}: ${clip(answer.words, 100)}` : ''
    const about = isFinished(planOf(run)) ? 'finished' : dueInShort(run, today, locale)
    const ways = isFinished(planOf(run)) ? [] : answerButtons(run, today, { report: 'report ', short: true })
    return row([bold(run.name)], `${about} · owner: ${run.owner.name}${said}`, ...ways)
  } catch {
    return unreadable(run)
  }
}

const unreadable = (run: Run) => quiet(`“${run.name}” could not be read just now.`)

/** What was answered to it since it came. */
function answerOf(run: Run, since = Number.POSITIVE_INFINITY): Message {
  const { answer } = planOf(run)
  return answer && answer.at >= since ? [quiet(`${answer.by.name}: ${clip(answer.words, 150)}`)] : []
}

/** Its why, unless that is private or set aside. */
const seenWhy = (run: Run): string =>
  run.private?.includes('why-group') || answerTo(run, 'why-group')?.disposition ? '' : (whyOf(run) ?? '')
