import { bold, button, buttons, heading, type Message, quiet, text } from '../../../core/message.ts'
import { clip } from '../../walkthrough/cards.ts'
import { isFinished } from '../../walkthrough/run/plan.ts'
import { answerTo, type Run } from '../../walkthrough/run/run.ts'
import { planOf } from '../../walkthrough/run/run-plan.ts'
import { answerButtons, standsSo } from '../due-card.ts'
import { whyOf } from '../store.ts'

/** How many plans are shown with all their buttons; the others by name. */
const inFull = 8

/** The plans of a channel, each with what is due, what is next, and its buttons. */
export function digestCard(
  told: readonly Run[],
  name: string | undefined,
  today: string,
  about: Message,
  since = Number.POSITIVE_INFINITY,
): Message {
  const [only] = told
  const title =
    only && told.length === 1 ? only.name : `Plans${name ? ` of ${name}` : ''}: what is due and what is next`
  const rest = told.slice(inFull)
  return [
    heading(title),
    ...told.slice(0, inFull).flatMap(run => entry(run, today, told.length > 1, since)),
    ...(rest.length > 0
      ? [
          quiet(`And ${rest.length} more:`),
          buttons(...rest.map(run => button(clip(`Open ${run.name}`, 70), `plan report @${run.id} open`))),
        ]
      : []),
    ...about,
    quiet(
      'Anyone here can answer. Typed, in this channel: “/plan done”, “/plan still on it”, “/plan stuck …”, “/plan later …”.',
    ),
  ]
}

/** One plan that cannot be drawn takes none of the others with it. */
function entry(run: Run, today: string, named: boolean, since: number): Message {
  try {
    const { answer } = planOf(run)
    const shownWhy =
      run.private?.includes('why-group') || answerTo(run, 'why-group')?.disposition ? '' : whyOf(run)
    return [
      ...(named ? [text(bold(run.name))] : []),
      quiet(`Looked after by ${run.owner.name}`),
      ...(isFinished(planOf(run)) ? [text('It is finished.')] : standsSo(run, today, { why: shownWhy })),
      ...(answer && answer.at >= since ? [quiet(`${answer.by.name}: ${clip(answer.words, 150)}`)] : []),
      ...(isFinished(planOf(run)) ? [] : answerButtons(run, today, 'report ')),
    ]
  } catch {
    return [quiet(`“${run.name}” could not be read just now.`)]
  }
}
