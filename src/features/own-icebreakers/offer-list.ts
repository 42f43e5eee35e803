import { randomUUID } from 'node:crypto'
import type { Call } from '../../core/command.ts'
import { type Effect, inPlace, news, post } from '../../core/effect.ts'
import {
  bold,
  button,
  buttons,
  fold,
  heading,
  list,
  type Message,
  numbered,
  quiet,
  text,
} from '../../core/message.ts'
import type { Permissions } from '../../core/permissions.ts'
import { UserError } from '../../core/user-error.ts'
import { considered, type Suggestion, suggestions, suggestionsIn } from '../icebreaker/catalog.ts'
import { type Presumption, presumptionsIn } from '../icebreaker/presumption.ts'
import { considerations } from '../icebreaker/schema.ts'
import { type Own, ownOf } from './store.ts'

interface OfferListDeps {
  presumptions: readonly Presumption[]
  permissions: Permissions
  /** Offers one, by itself. */
  offer(call: Call, id: string): Promise<Effect[]>
}

/** `my icebreakers offer all`: a whole list to everybody at once; a second person agrees to all that they saw. */
export function offeringLists({ presumptions, permissions, offer }: OfferListDeps) {
  return { offerAll, agreeAll }

  /** `yes` and the mark of what was shown: the three considerations were read for each. */
  async function offerAll(call: Call, said: string): Promise<Effect[]> {
    const all = (await ownOf(call)).filter(([, one]) => !one.agreed && one.batch === undefined)
    const presuming = all.filter(([, one]) => presumptionsIn(one.text, presumptions).length > 0)
    const offered = all.filter(one => !presuming.includes(one))
    const [first] = offered
    if (first && offered.length === 1) return offer(call, first[0])
    const mark = markOf(offered)
    if (!first || said !== `yes ${mark}`) return [inPlace(call, askCard(offered, presuming, mark))]
    const batch = randomUUID().slice(0, 8)
    const answers = Object.fromEntries(considerations.map(({ key, hopedFor }) => [key, hopedFor]))
    await call.library.update(async tx => {
      for (const [id, one] of offered) await tx.put(suggestions, id, { ...one, answers, batch })
    })
    return [
      inPlace(call, [
        text(`Thank you. Once a second person agrees, everybody gets these ${offered.length}.`),
      ]),
      post(colleaguesCard(call.person.name, offered, batch), {
        name: cardOf(batch),
        of: { kind: suggestions, id: first[0] },
      }),
    ]
  }

  async function agreeAll(call: Call, batch: string): Promise<Effect[]> {
    await permissions.librarysOwn(call)
    const agreed = { by: call.person.id, name: call.person.name, at: call.at }
    const waiting = await call.library.update(async tx => {
      const open = (await suggestionsIn(tx)).filter(([, one]) => one.batch === batch && isWaiting(one))
      const [first] = open
      if (first?.[1].by === call.person.id)
        throw new UserError('It’s your own suggestion, so a second person has to agree. Any colleague can.')
      for (const [id, one] of open) await tx.put(suggestions, id, { ...one, agreed })
      return open
    })
    const author = waiting[0]?.[1]
    if (!author)
      throw new UserError('None of these is waiting anymore. “icebreaker suggestions” lists what is.')
    return [
      inPlace(
        call,
        [
          text(bold(`Agreed. ${waiting.length} more of your library’s icebreakers.`)),
          quiet(`Suggested by ${author.name}, agreed by ${call.person.name}.`),
        ],
        cardOf(batch),
      ),
      news({ person: author.by }, [
        text(`${call.person.name} agreed. Everybody gets your ${waiting.length} questions now.`),
      ]),
    ]
  }
}

/** The card that asks colleagues about a list. */
const cardOf = (batch: string) => `suggestions/${batch}`

/** What was shown and what is offered are the same questions. */
const markOf = (offered: readonly Own[]): string => `${offered.length}-${offered.at(-1)?.[0] ?? ''}`

/** A question that was reworded since is read again by itself. */
const isWaiting = (one: Suggestion): boolean => !one.agreed && considered(one)

function askCard(offered: readonly Own[], presuming: readonly Own[], mark: string): Message {
  const left: Message =
    presuming.length > 0
      ? [
          fold(
            'Offer these one by one: some of their words presume something',
            list(presuming.map(([, one]) => one.text)),
          ),
        ]
      : []
  if (offered.length === 0)
    return [
      text('There is nothing to offer all at once.'),
      ...left,
      buttons(button('My icebreakers', 'my-icebreakers')),
    ]
  return [
    heading(`Offer ${offered.length} questions to everyone?`),
    list(considerations.map(one => one.question)),
    quiet('You’re looking for a yes, a yes and a no, for each of them. Remove or change those that are not.'),
    fold('The questions', numbered(offered.map(([, one]) => one.text))),
    ...left,
    buttons(
      button('Yes, ask my colleagues', `my-icebreakers offer all yes ${mark}`, 'primary'),
      button('My icebreakers', 'my-icebreakers'),
    ),
  ]
}

const colleaguesCard = (name: string, offered: readonly Own[], batch: string): Message => [
  text(bold(`Would you ask these ${offered.length} questions?`)),
  fold('The questions', numbered(offered.map(([, one]) => one.text))),
  quiet(
    `${name} suggests them. Is each inclusive of all, age appropriate, and does it presume nothing? One more person’s agreement adds them.`,
  ),
  buttons(
    button('I agree with all', `my-icebreakers agree-all ${batch}`, 'primary'),
    button('One by one', 'icebreaker suggestions'),
  ),
]
