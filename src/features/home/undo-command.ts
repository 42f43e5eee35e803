import type { Call, Command } from '../../core/command.ts'
import { type Effect, inPlace } from '../../core/effect.ts'
import { text } from '../../core/message.ts'
import { takeBack, type UndoRules } from '../../core/undo/undo.ts'
import { UserError } from '../../core/user-error.ts'

/** What may follow, and says no more than the word itself. */
const said = /^(?:that|it|this|please|the last (?:one|thing|change)|my last change|last)?[.!]?$/i

/** `undo`: takes back the last change that the asker made here, whatever it was, once. */
export function undoCommand(rules: UndoRules): Command {
  return {
    name: 'undo',
    summary: 'Takes back the last thing you changed here',
    typedOnly: true,
    inWords: () => 'Undo',
    keywords: ['back', 'revert', 'mistake', 'oops', 'unsend', 'wrong'],
    examples: [['undo', 'takes back your last change in this chat or channel, for a day']],
    phrases: { 'take that back': '', 'take it back': '' },
    isItsWords: rest => said.test(rest.trim()) || isNamed(rest),
    isCertain: (_, rest) => said.test(rest.trim()),
    async run(call) {
      const rest = call.rest.trim()
      if (!said.test(rest) && !isNamed(rest))
        throw new UserError(
          '“undo” takes back the last thing you changed here, and nothing else. To do so, type it alone.',
        )
      const undone = await call.library.update(tx =>
        takeBack(tx, call, rules, isNamed(rest) ? rest.slice(1) : undefined),
      )
      const shown = await shownAgain(call, rules, undone)
      return [
        ...(shown.length > 0 ? shown : [inPlace(call, [text('Taken back.')])]),
        { type: 'unsend', change: undone.change },
      ]
    },
  }
}

const isNamed = (rest: string): boolean => /^@[\w-]{8}$/.test(rest.trim())

/** What stands now, wherever it is shown; what was changed first is told first. */
async function shownAgain(
  call: Call,
  rules: UndoRules,
  undone: Awaited<ReturnType<typeof takeBack>>,
): Promise<Effect[]> {
  const effects: Effect[] = []
  for (const [kind, all] of undone.documents)
    effects.push(...((await rules.get(kind)?.show?.(call, all as never[], undone)) ?? []))
  return effects
}
