import type { Context, Evidence } from '../../../core/language/grammar.ts'
import { type Line, said } from '../../../core/language/normalize.ts'
import { someoneAt } from '../../../core/language/people.ts'
import { numberOf, readMoment } from '../../../core/language/temporal.ts'
import { awayIn } from './day-said.ts'
import { stepMeant } from './which-step.ts'

const undone =
  /^(?:remove|drop|lose|scratch|delete|skip|cut|scrap|nix|cancel|unnecessary|needless|forget|ditch|strike)$/

const doing =
  /^(?:assign|give|hand|put|let|have|move|push|shift|due|deadline|reassign|takes|take|handle|handles|handling|doing|mine|his|hers|will|wait|waits|until|till|before|postpone|reschedule|responsible|charge|owner|owns|need|needs)$/

const did =
  /^(?:done|finished|complete|completed|ready|handled|sorted|sent|bought|made|taken|got|wrote|written|printed|booked|emailed|called|ordered|reserved|confirmed|set|mailed|paid|hung|met|told|asked|found|put|went|gave|picked|back|arrived|✅|✔|☑)$|^(?!need|ne+d$)[a-z]{3,}(?<!e)ed$/

/** A line that names a step of the plan at hand, and what it says of it. */
export function stepNamed(line: Line, context: Context): Evidence | undefined {
  const plans = context.plans ?? []
  const [first] = line.words
  const isAsking =
    /^(?:who|what|which|when|where|how|is|are|does|do|did|has)$/.test(first?.text ?? '') ||
    (first?.text === 'have' && /^(?:i|we|you|they)$/.test(line.words[1]?.text ?? ''))
  if (plans.length === 0 || line.words.length > 14) return undefined
  const places = [...line.words.keys()].filter(
    at =>
      stepMeant(said(line, at, at + 1), plans) !== undefined &&
      !/^\d|^(?:first|last|second|third)$/.test(line.words[at]?.text ?? '') &&
      Number.isNaN(numberOf(line.words[at]?.text ?? '')),
  )
  const [from] = places
  const to = places.at(-1)
  if (from === undefined || to === undefined || stepMeant(said(line, from, to + 1), plans) === undefined)
    return undefined
  const others = line.words.filter((_, at) => at < from || at > to)
  const has = (shape: RegExp) => others.some(word => shape.test(word.text))
  if (isAsking || line.asks) {
    const isOfSteps =
      /^(?:who|when|is|are|what|has|did)$/.test(first?.text ?? '') && !has(/^(?:how|why|about)$/)
    return isOfSteps && line.words.length < 9 ? { score: 6.6, hits: places, action: 'list' } : undefined
  }
  const isGone = has(/^(?:all|any|more|anymore|longer)$/) && has(/^(?:after|any|anymore|no)$/)
  const isPerson = line.words.some((_, at) => someoneAt(line, at) > 0 && (at < from || at > to))
  const isOut =
    (has(undone) && !has(/^can$/)) ||
    (has(/^no$/) && has(/^(?:need|longer)$/)) ||
    (has(/^not$/) &&
      !has(/^can$/) &&
      (has(/^need/) || (has(/^(?:do|doing|have|having|want|bother)$/) && isGone)))
  const isDated =
    readMoment(line, context.now).date !== undefined ||
    (has(/^(?:needs?|take|takes|give|push|move|delay|postpone|extend|bump|shift)$/) &&
      awayIn(line, context.now.today) !== undefined)
  const isHalf = has(/^(?:almost|nearly|half|halfway|partly|partially|mostly|underway)$/)
  const isBlocked =
    (has(/^(?:can|could)$/) && has(/^not$/)) || has(/^(?:unable|impossible|stuck|blocked|unavailable)$/)
  const isGiven =
    isPerson &&
    has(/^(?:give|assign|reassign|hand|put|let|have|swap|switch|replace|trade)$/) &&
    !has(/^(?:all|everything)$/)
  if (isGiven && !isOut)
    return { score: 12, hits: places, action: 'change', caught: { step: [from, to + 1] } }
  // “Ana can't, Bob will email the center”, “Ana can't do the email, Bob will”: somebody else does it.
  const isTaken =
    isPerson &&
    has(/^(?:will|does|takes|can)$/) &&
    has(/^(?:can|could)$/) &&
    (/^(?:will|to|gets|takes)$/.test(line.words[from - 1]?.text ?? '') || takesOver(line, to))
  const action = isTaken
    ? 'change'
    : isHalf && !isDated && !isPerson
      ? 'still on it'
      : isBlocked
        ? 'stuck'
        : isOut
          ? 'remove'
          : (isDated || isPerson) && has(doing)
            ? 'change'
            : line.words.some(word => did.test(word.text)) &&
                !has(/^(?:not|never|nobody|hardly|still|yet|until|need|needs|when|if)$/)
              ? 'done'
              : undefined
  return action ? { score: 6.6, hits: places, action, caught: { step: [from, to + 1] } } : undefined
}

/** Behind the step somebody is named who will do it. */
const takesOver = (line: Line, behind: number): boolean =>
  line.words.some((_, at) => {
    const many = at > behind ? someoneAt(line, at) : 0
    return many > 0 && /^(?:will|takes|gets|does|can)$/.test(line.words[at + many]?.text ?? '')
  })
