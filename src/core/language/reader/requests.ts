import type { Context, Intent, Slots } from '../grammar.ts'
import type { Line } from '../normalize.ts'
import { asking, type ReaderDeps, type Reading } from './reading.ts'
import { replyFor } from './replies.ts'

/** Reads what a line says, where it is known what it asks for. */
export interface Requests {
  /** The same, undefined where the words do not bear it out. */
  settled(intent: Intent, line: Line, context: Context): Reading | undefined
  readAs(intent: Intent, line: Line, context: Context): Reading | undefined
}

/** Makes what reads it: each command's own grammar takes the words it knows. */
export function createRequests({ vocabulary, grammars }: ReaderDeps): Requests {
  const byCommand = new Map(grammars.map(one => [one.command, one]))
  return { settled, readAs }

  function settled(intent: Intent, line: Line, context: Context): Reading | undefined {
    if (intent.command === 'ask') return asking(replyFor(intent, line, vocabulary))
    const reading = readAs(intent, line, context)
    const slots = byCommand.has(intent.command) ? reading?.slots : undefined
    return isGuess(intent, line, slots) ? undefined : reading
  }

  /** What a line says, where it is known what it asks for. */
  function readAs(intent: Intent, line: Line, context: Context): Reading | undefined {
    const grammar = byCommand.get(intent.command)
    const own: Slots | undefined = grammar
      ? grammar.read(intent, line, context, vocabulary)
      : { slots: intent.action ? [intent.action] : [], run: `${intent.command} ${intent.action}`.trim() }
    if (!own) return undefined
    const { command = intent.command, slots, ignored = [], run, ask, reply } = own
    return {
      command: command === 'ask' ? null : command,
      slots,
      ignored,
      ask: ask ?? false,
      ...(run !== undefined && { run }),
      ...(reply && { reply }),
    }
  }

  /** It takes no words of its own, and leaves most of what was said unexplained: “anything new for staff day” asks for no home page. */
  function isGuess(
    { command, action, hits, caught }: Intent,
    line: Line,
    slots?: readonly string[],
  ): boolean {
    if (!takesNothing.has(command) || action === 'retention' || Object.keys(caught).length > 0) return false
    if (slots && (action === '' || slots.length > 1)) return false
    const unexplained = [...line.words.entries()].filter(
      ([at, { text, forms }]) =>
        !hits.has(at) && text.length > 1 && !forms.some(form => vocabulary.isFiller(form)),
    )
    return unexplained.length > (slots ? 2 : 1)
  }
}

/** Commands, or actions of them, that are wanted by themselves. */
const takesNothing = new Set([
  'about',
  'export',
  'forget',
  'gathering',
  'greeting',
  'help',
  'home',
  'plan',
  'privacy',
  'thanks',
  'weekly',
])
