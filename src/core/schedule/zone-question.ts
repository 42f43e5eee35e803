import type { Call } from '../command.ts'
import { button, buttons, code, type Message, quiet, text } from '../message.ts'
import { preferences } from './preferences.ts'
import type { Reminder } from './reminder.ts'

/** The zones that most libraries of the guide are in, by their usual names. */
const usual: readonly (readonly [name: string, zone: string])[] = [
  ['Eastern', 'America/New_York'],
  ['Central', 'America/Chicago'],
  ['Mountain', 'America/Denver'],
  ['Pacific', 'America/Los_Angeles'],
]

/** What a computer tells that was never told where it is. */
const nowhere = /^(?:UTC|GMT|Etc\/.+)$/

/** Asks whose time it is (`answer`: the command that says so), where it follows a zone that nobody chose and nobody lives by; until they have set one. */
export async function zoneQuestion(
  { library, person }: Pick<Call, 'library' | 'person'>,
  { rule, follows }: Pick<Reminder, 'rule' | 'follows'>,
  answer = (zone: string) => `hearth settings zone ${zone}`,
): Promise<Message> {
  if (!follows?.zone || !nowhere.test(rule.tz)) return []
  if ((await library.get(preferences, person.id))?.zone) return []
  return [
    text('I don’t know your time zone yet, so I took UTC. Which is yours?'),
    buttons(
      ...usual.map(([name, zone]) => button(`${name} time`, answer(zone))),
      button('UTC is right', answer('UTC')),
    ),
    quiet(
      'Another one? Type it: ',
      code('hearth settings zone America/Chicago'),
      '. What I bring you moves with it.',
    ),
  ]
}
