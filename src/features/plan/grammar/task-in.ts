import type { Intent } from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { someoneAt } from '../../../core/language/people.ts'
import { timeAt } from '../../../core/language/temporal.ts'
import type { Vocabulary } from '../../../core/language/vocabulary.ts'

/** What is to be done, in `remind me to call the school tomorrow`. */
export function taskIn(line: Line, when: readonly number[], vocabulary: Vocabulary): string | undefined {
  const { words } = line
  const start = words.findIndex(
    ({ forms }, at) =>
      at < 8 &&
      forms.some(form => /^(?:remind|nudge|ping|poke|alert|tell|reminder|recordatorio|aviso)$/.test(form)),
  )
  if (start < 0) return undefined
  const behindColon = /:\s+(\p{L}.*)$/u.exec(line.clean)?.[1]
  if (behindColon) return behindColon
  const taken = new Set(when)
  for (let at = start + 1; at < Math.min(words.length, start + 10); at++) {
    const lead = words[at]?.text ?? ''
    // “About the room” is what it is of; “about it” is what was shown.
    const isOf =
      /^(?:about|of)$/.test(lead) &&
      !/^(?:it|this|that|these|those|them|my|our)$/.test(words[at + 1]?.text ?? 'it')
    // “Un recordatorio cada lunes para llamar a la escuela”, “… para la reunión”; “para el lunes” says when.
    const isPara = lead === 'para' && !taken.has(at + 1) && !taken.has(at + 2)
    if ((lead !== 'to' && !isOf && !isPara) || taken.has(at)) continue
    // “The morning of Dec 12” says when, “to 10” a time.
    if ((isOf && lead === 'of' && taken.has(at + 1)) || isOnlyTime(line, at + 1)) continue
    let end = words.length
    while (
      end > at + 1 &&
      (taken.has(end - 1) ||
        /^(?:on|at|by|in|please|again|until|till|through|starting)$/.test(words[end - 1]?.text ?? ''))
    )
      end--
    const task = said(line, at + 1, end)
    if (task && !isThis.test(task) && !vocabulary.isFiller(task.toLowerCase())) return task
  }
  return taskBehind(line, start, taken, vocabulary)
}

/** What a pattern caught of it, without the words that say when. */
export function taskCaught(line: Line, intent: Intent, when: readonly number[]): string | undefined {
  const [start, to] = intent.caught.what ?? []
  if (start === undefined || to === undefined) return undefined
  const isWhen = (at: number) =>
    when.includes(at) ||
    /^(?:el|la|los|las|a|al|y|para|de|que|at|every|in|the|on|by|en|por)$/.test(line.words[at]?.text ?? '')
  let [from, end] = [start, to]
  while (end > from && isWhen(end - 1)) end--
  // “El viernes a las 3 llamar a la panadería”: when comes first.
  if (when.includes(from) || when.includes(from + 1)) while (from < end && isWhen(from)) from++
  const task = end > from ? said(line, from, end) : ''
  return task !== '' && !isThis.test(task) ? task : undefined
}

/** What was shown, and no task of its own. */
const isThis = /^(?:(?:este|ese|el|mi|nuestro|this|the|our|my|that) plan|esto|eso|lo|it|this|that)$/i

/** A time, and nothing behind it: `change the reminder to 10`. */
const isOnlyTime = (line: Line, at: number): boolean =>
  at + (timeAt(line, at)?.taken ?? line.words.length) === line.words.length

/** `a reminder for dec 15 3pm call the caterer`: what stands behind all that says when, and begins with what is to be done. */
function taskBehind(
  { words, ...line }: Line,
  start: number,
  when: ReadonlySet<number>,
  vocabulary: Vocabulary,
): string | undefined {
  const from = Math.max(start, ...when) + 1
  const first = words[from]
  const isTask =
    when.size > 0 &&
    first !== undefined &&
    words.length - from > 1 &&
    !vocabulary.isFiller(first.text) &&
    /^[a-z]{3,}$/.test(first.text) &&
    !/^(?:until|till|before|after|when|once|every|each|again|through|thru|starting|beginning|time|channel|plan|step|spring|unless|except|instead|later|earlier)$/.test(
      first.text,
    )
  return isTask ? said({ ...line, words }, from, words.length) : undefined
}

/** Somebody else than the asker who is to be reminded. */
export function someoneElse(line: Line): string | undefined {
  const at = line.words.findIndex(word => /^(?:remind|nudge|ping|poke|tell|alert)$/.test(word.text))
  const many = at < 0 ? 0 : someoneAt(line, at + 1)
  const who = many > 0 ? said(line, at + 1, at + 1 + many) : ''
  return who && !/^(?:me|us|i|myself)$/i.test(who) ? who : undefined
}
