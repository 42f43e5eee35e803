import type { Call, Command } from '../core/command.ts'
import { aside, type Effect } from '../core/effect.ts'
import { type Change, forgetIn, partsOf } from '../core/forgetting.ts'
import { bold, button, buttons, code, heading, list, type Message, quiet, text } from '../core/message.ts'
import { Problem } from '../core/problem.ts'
import { type Run, runs } from '../core/run.ts'
import type { Tx } from '../core/store.ts'
import type { Walkthrough } from '../core/walkthrough.ts'
import { askerOf, keptInWords } from './about-you.ts'
import { forGood, stillOwed } from './for-good.ts'
import { cardsAfter, toldAfter } from './forget-after.ts'
import type { PrivacyParts } from './privacy.ts'

/** `/hearth forget me`: takes the asker out of all that is kept, once they have said yes. */
export function forgetCommand({ table }: PrivacyParts, walkthroughs: readonly Walkthrough[]): Command {
  return {
    name: 'forget',
    summary: 'Erases what I keep about you; I ask once before I do',
    typedOnly: true,
    keywords: ['erase', 'delete', 'privacy', 'remove', 'me', 'gdpr'],
    examples: [
      ['hearth forget me', 'shows what would go and what would stay, and asks'],
      ['hearth forget me yes', 'erases it at once'],
    ],
    async run(call) {
      const said = call.rest.toLowerCase().replace(/[.!]$/, '')
      if (/^(me )?(yes|now)$/.test(said)) return forget(call)
      if (said === 'me' || said === '') return [aside(await asking(call))]
      throw new Problem(
        'I can forget one person: whoever asks. Type “hearth forget me”; I show first what would go. One walk-through alone goes with “hearth walk delete”.',
      )
    },
  }

  async function asking(call: Call): Promise<Message> {
    const who = await askerOf(call)
    const kept = await partsOf(call.library, table, who)
    const changes = await forgetIn(dry(call), table, who)
    if (changes.length === 0) return nothing
    return [
      heading('Shall I forget you?'),
      text('This would be gone for good, here and in every backup:'),
      ...keptInWords(kept),
      ...remains(call, changes),
      text('It cannot be undone. You may want to have it as files first.'),
      buttons(
        button('Yes, forget me', 'forget me yes', 'danger'),
        button('Give it to me as files', 'hearth export'),
      ),
      quiet('Or type ', code('hearth forget me yes'), '. If you do nothing, all stays as it is.'),
    ]
  }

  async function forget(call: Call): Promise<Effect[]> {
    const who = await askerOf(call)
    if ((await forgetIn(dry(call), table, who)).length === 0) return [aside(nothing), { type: 'forget' }]
    const { result: changes, owed } = await forGood(call.library, tx => forgetIn(tx, table, who))
    const told: Message = [
      text(
        bold('I have forgotten you.'),
        ' What I kept is gone from the store, the backups and the reminders.',
      ),
      ...(owed ? [stillOwed] : []),
      ...remains(call, changes),
      quiet('If you write to me again, I begin afresh.'),
    ]
    return [
      aside(told),
      ...(await cardsAfter(call, walkthroughs, changes, who)),
      ...toldAfter(changes, who),
      { type: 'forget' },
    ]
  }
}

const nothing: Message = [text('I keep nothing about you.')]

/** Looks what would change, and changes nothing. */
const dry = ({ library }: Call): Tx => ({ ...library, put: async () => {}, delete: async () => {} })

/** What stays, and why. */
function remains({ platformKeeps }: Call, changes: readonly Change[]): Message {
  const shared = changes.flatMap(({ kind, after }) => (kind === runs && after ? [(after as Run).name] : []))
  return [
    text(bold('What stays')),
    list([
      ...(shared.length > 0
        ? [
            `What colleagues wrote in ${shared.map(name => `“${name}”`).join(', ')}: theirs, and without your name and words.`,
          ]
        : []),
      ...(changes.some(({ kind, after }) => kind === 'retired-icebreaker' && after)
        ? ['Icebreakers you set aside stay aside for your library, without your name.']
        : []),
      platformKeeps(),
    ]),
  ]
}
