import type { Call, Command } from '../../core/command.ts'
import { type Effect, privateReply } from '../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  code,
  type Folded,
  heading,
  list,
  type Message,
  oneFold,
  type Part,
  quiet,
  text,
} from '../../core/message.ts'
import { purge, stillOwed, whereErased } from '../../core/records/purge.ts'
import { UserError } from '../../core/user-error.ts'
import { handingOf } from '../walkthrough/run/erase.ts'
import { type Run, runs } from '../walkthrough/run/run.ts'
import type { Walkthrough } from '../walkthrough/schema.ts'
import { askerOf, seenInWords } from './access-report.ts'
import { lookFor, noMemory, partsIn } from './erase-person.ts'
import {
  afterwardsFor,
  type Erasure,
  eraseAsFarAsAllowed,
  erasureRequests,
  isNothing,
  previewErasure,
} from './erasure-requests.ts'
import type { PrivacyDeps } from './privacy-command.ts'
import { whatGoes } from './refresh-after-erasure.ts'

/** `/hearth forget me`: takes the asker out of all that is kept, once they have said yes. */
export function erasureCommand({ inventory }: PrivacyDeps, walkthroughs: readonly Walkthrough[]): Command {
  return {
    name: 'forget',
    summary: 'Deletes what I save about you; I ask once before I do',
    typedOnly: true,
    inWords: () => 'Delete what I save about you',
    keywords: ['erase', 'delete', 'privacy', 'remove', 'me', 'gdpr'],
    examples: [
      ['hearth forget me', 'shows what would go and what would stay, and asks'],
      ['hearth forget me yes', 'erases it at once'],
    ],
    isItsWords: rest => rest.trim() === '' || /^me\b/i.test(rest.trim()),
    async run(call) {
      const said = call.rest.toLowerCase().replace(/[.!]$/, '')
      if (/^(me )?(yes|now)$/.test(said)) return forget(call)
      if (/^(me )?no$/.test(said)) return stay(call)
      if (said === 'me' || said === '') return [privateReply(await asking(call))]
      throw new UserError(
        'I can forget one person: whoever asks. Type “hearth forget me”; I show first what would go. One walk-through alone goes with “hearth walk delete”.',
      )
    },
  }

  async function asking(call: Call): Promise<Message> {
    const look = await lookFor(call.library, inventory, await askerOf(call))
    const would = await previewErasure(call.library, look)
    if (isNothing(would)) return nothing
    const where = whereErased(call.library, 'here and in every backup')
    return [
      heading('Should I forget you?'),
      text(
        isAllHeld(would)
          ? `As soon as it is no longer held, I would erase for good, ${where}, all that I save about you.`
          : `I would erase for good, ${where}, all that I save about you.`,
      ),
      ...oneFold(['What is deleted', seenInWords(partsIn(look))], ...remains(call, inventory, would)),
      text('It can’t be undone. You may want to have it as files first.'),
      buttons(
        button('Yes, forget me', 'forget me yes', 'danger'),
        button('Give it to me as files', 'hearth export'),
      ),
      quiet('Or type ', code('hearth forget me yes'), '. If you do nothing, nothing changes.'),
    ]
  }

  async function forget(call: Call): Promise<Effect[]> {
    const who = await askerOf(call)
    // A colleague's line waits for the end of the change: so it is looked first, and in the change only at what is new since.
    const memory = noMemory()
    await lookFor(call.library, inventory, who, memory)
    const { result: forgotten, owed } = await purge(call.library, async tx => {
      const made = await eraseAsFarAsAllowed(
        tx,
        inventory,
        who,
        { wished: call.at, now: call.at, delivery: call.id },
        memory,
      )
      if (isNothing(made)) throw new UserError(nothing)
      return made
    })
    const told = privateReply([
      forgotten.held.length === 0 ? done(call) : isAllHeld(forgotten) ? notNow : notYet,
      ...(owed ? [stillOwed] : []),
      ...oneFold(...remains(call, inventory, forgotten)),
      ...(forgotten.held.length === 0 ? [quiet('If you write to me again, we start over.')] : []),
    ])
    return [
      // Which language they speak is forgotten, too: the last words are said in it.
      { ...told, ...(call.translator && { language: call.translator.language }) },
      ...(await afterwardsFor(call, walkthroughs, forgotten)),
      { type: 'forget' },
    ]
  }

  /** Takes back what waits for the end of a hold. */
  async function stay(call: Call): Promise<Effect[]> {
    const request = await call.library.get(erasureRequests, call.person.id)
    if (!request) throw new UserError('You have no pending deletion request. Nothing changes.')
    await call.library.update(tx => tx.delete(erasureRequests, call.person.id))
    return [privateReply([text('Then I won’t forget you when the hold ends.')])]
  }
}

const nothing: Message = [text('I have nothing saved about you.')]
const done = (call: Call) =>
  text(
    bold('I have forgotten you.'),
    call.library.isShared
      ? ` What I had saved is deleted: ${whereErased(call.library, '')}.`
      : ' What I had saved is deleted from Hearth, its backups, and its reminders.',
  )
const notNow = text(
  bold('I’ve noted your request.'),
  ' Everything I save about you is on hold right now: I’ll delete it as soon as the hold ends. ',
  code('hearth forget me no'),
  ' takes it back.',
)
const notYet = text(
  bold('I’ve deleted what I may.'),
  ' The rest is on hold: I noted your request, and will delete it as soon as the hold ends. ',
  code('hearth forget me no'),
  ' takes it back.',
)

/** Nothing can be erased now. */
const isAllHeld = ({ held, changes }: Erasure): boolean =>
  held.length > 0 && changes.every(({ kind }) => kind === erasureRequests)

/** What stays, and why. */
function remains(
  { platformKeeps }: Call,
  inventory: PrivacyDeps['inventory'],
  { changes, held, who }: Erasure,
): Part[] {
  const affected = changes.flatMap(({ kind, before, after }) =>
    kind === runs && after ? forColleagues(before as Run, after as Run, who.id) : [],
  )
  const shared = changes.flatMap(({ kind, before, after }) =>
    kind === runs && after ? [calledThen(before as Run, after as Run)] : [],
  )
  return [
    [
      'Held, so I may not erase it now',
      held.length > 0 ? [list(held.slice(0, mostHeld)), ...more(held)] : [],
    ],
    [
      'What stays',
      [
        list([
          ...(shared.length > 0
            ? [
                `What colleagues wrote in ${shared.join(', ')}: it is theirs, and stays without your name and words.`,
              ]
            : []),
          ...affected,
          ...inventory.flatMap(({ kind, stays }) =>
            stays && changes.some(one => one.kind === kind && one.after) ? [stays] : [],
          ),
          platformKeeps(),
        ]),
      ],
    ],
  ]
}

/** What becomes of a run that a colleague looks after: they are told of it, too. */
function forColleagues(before: Run, after: Run, id: string): string[] {
  if (before.owner.id === id) return []
  const gone = whatGoes(before, after).replace('of theirs', 'of yours')
  const stays = handingOf(before, id) && 'what you handed over with it stays, without your name'
  const words = [gone, stays].filter(Boolean).join('; ')
  return words ? [`“${after.name}”, which ${before.owner.name} looks after and is told of: ${words}.`] : []
}

/** A name that was theirs goes with them. */
const calledThen = (before: Run, after: Run): string =>
  before.name === after.name ? `“${after.name}”` : `“${before.name}” (called “${after.name}” then)`

const mostHeld = 20
const more = (held: readonly string[]): Folded[] =>
  held.length > mostHeld ? [quiet(`And ${held.length - mostHeld} more.`)] : []
