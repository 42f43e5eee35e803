import type { Context, Intent, Slots } from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { someoneAt } from '../../../core/language/people.ts'
import { severalIn, verbIn } from './several-steps.ts'
import { stepWords } from './step-words.ts'

/** A step that is added, or several: what is to be done, by whom, by when. */
export function newStep(
  line: Line,
  intent: Intent,
  context: Context,
  run: (words: string) => string,
): Slots | undefined {
  const span = intent.caught.what
  if (!span) return { slots: ['step'], run: run('step') }
  const several = severalIn(said(line, span[0], span[1]))
  if (several.length > 1)
    return {
      slots: ['step', ...several.map(what => `what ${what}`)],
      run: run(`steps ${several.join('; ')}`),
    }
  const read = stepWords(line, span[0], span[1], context)
  // “Ana will call the tutor”, “Bob: pick up chairs”: who does it stands first.
  const first = someoneAt(line, 0)
  const isNamed = first > 0 && /:/.test(line.words[first]?.before ?? '')
  // “Marcus buys the cups.”
  const does = first > 0 && span[0] === 0 && !isNamed ? verbIn(line.words[first]?.text ?? '') : undefined
  if (does) read.what = `${does}${read.what.slice(said(line, 0, first + 1).length)}`
  if (isNamed) read.what = read.what.replace(/^[^:]*:\s*/, '')
  // “Add a step Marcus will bring the tables”: who does it stands before what.
  const promised = whoWill(line, span[0], span[1])
  if (promised) read.what = read.what.slice(promised.said.length).trim()
  const who =
    read.who ??
    promised?.who ??
    (isNamed || does ? said(line, 0, first) : undefined) ??
    (first > 0 && span[0] > first - 1 ? said(line, 0, first) : undefined)
  // “I’ll do it today” adds nothing.
  if (read.what === '' || pointing.test(read.what)) return undefined
  // “I will be late” tells of oneself; with a plan at hand, or a date, it is a step.
  const isPromise = first > 0 && intent.caught.what?.[0] !== undefined && span[0] >= first
  if (isPromise && isMe(who) && !read.by && !context.plans?.length) return undefined
  return {
    slots: [
      'step',
      `what ${read.what}`,
      ...(who ? [`who ${isMe(who) ? 'me' : who}`] : []),
      ...(read.by ? [`by ${read.by}`] : []),
    ],
    run: run(
      `step ${[read.what, isMe(who) ? 'me' : who, read.by && `by ${read.by}`].filter(Boolean).join(', ')}`,
    ),
  }
}

/** Somebody who is said to do what follows: `Marcus will`, `Ana is going to`. */
function whoWill(line: Line, from: number, to: number): { who: string; said: string } | undefined {
  const many = someoneAt(line, from)
  const [first = '', second = '', third = ''] = line.words.slice(from + many).map(word => word.text)
  const verbs =
    first === 'is' && second === 'going' && third === 'to'
      ? 3
      : /^(?:has|needs|ought)$/.test(first) && second === 'to'
        ? 2
        : /^(?:will|should|can)$/.test(first)
          ? 1
          : 0
  const start = from + many + verbs
  if (many === 0 || verbs === 0 || start >= to) return undefined
  return { who: said(line, from, from + many), said: said(line, from, start) }
}

/** It names nothing that is to be done. */
const pointing =
  /^(?:(?:do|finish|handle|tackle|take care of|get to|get on|work on|see to|look at|try|fix|change|check|add|keep|save|put) )?(?:it|this|that|them|one|these|those|this one|that one|something|anything|it all)$/i

/** Whether the asker is meant. */
export const isMe = (who: string | undefined): boolean =>
  /^(?:i|me|i'.*|mine|myself|us|we|we'.*)$/i.test(who ?? '')
