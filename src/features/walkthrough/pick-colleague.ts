import type { Call } from '../../core/command.ts'
import { type Message, text } from '../../core/message.ts'
import { UserError } from '../../core/user-error.ts'
import { clip } from './cards.ts'
import type { Who } from './run/entry.ts'

/** The colleague who was chosen in a form or named behind a command; else what to ask, which is that form. @throws {UserError} */
export async function colleagueMeant(
  call: Call,
  typed: string,
  whom: Message,
): Promise<{ to: Who } | { ask: Message }> {
  const who =
    call.values.person ||
    typed.replace(/^(to )?@?|\s+(?:in|into|on|to|with)\s+(?:it|this|that)(?: too)?[.!]?$/gi, '').trim()
  if (!who) return { ask: whom }
  const { id, name, unknown } = await call.colleague(who)
  if (unknown === 'unanswered')
    throw new UserError('I couldn’t look up who that is just now. Please try again in a moment.')
  const found = unknown ? await call.namesakes(who) : [{ id, name }]
  const [to, ...more] = found
  // Somebody chosen from the platform's own list, of whom nothing is known but an id, which says nothing to anybody.
  if (!to && call.values.person)
    throw new UserError(
      'I don’t know that colleague yet, so I can’t write to them. Ask them to write to me once, then choose them again.',
      'refused',
      'person',
    )
  const typedName = clip(who, 60)
  if (!to) return { ask: [text(`I found nobody named “${typedName}.” Choose from the list.`), ...whom] }
  if (more.length > 0)
    return { ask: [text(`More than one person is named “${typedName}.” Choose from the list.`), ...whom] }
  if (to.id === call.person.id) throw new UserError('That is you. Choose a colleague.')
  return { to: { id: to.id, name: to.name } }
}
