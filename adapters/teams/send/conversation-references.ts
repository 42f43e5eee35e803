import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import type { PersonId } from '../../../src/core/incoming.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { type Location, onlyFor, threadIn } from '../address.ts'
import type { Connector, ConversationReference } from '../connector/connector.ts'
import { type AlsoTrusted, isTrusted } from '../connector/service-url.ts'
import type { Directory } from '../directory/directory.ts'
import type { PersonRecord } from '../directory/records.ts'
import { errorSummary } from '../errors.ts'
import { isChannel } from '../receive/location.ts'
import type { TeamsSendQueue } from './queue.ts'

/** Finds the conversation reference of a location: the newest that Teams told, or that of a chat opened now. */
export interface ConversationReferences {
  /** @throws {DeliveryError} `unreachable` where there is none. */
  resolve(location: Location): Promise<ConversationReference>
  /** Opens somebody's chat anew, since the known one is gone. */
  reopen(location: Location): Promise<ConversationReference>
  isChannel(location: Location): Promise<boolean>
}

interface ConversationReferencesDeps {
  directory: Directory
  connector: Connector
  sendQueue: TeamsSendQueue
  trusted: AlsoTrusted
  /** The account id of somebody who never wrote. */
  account(tenant: string, id: PersonId): string
  log: Logger
}

const neverSeen =
  'Hearth does not know how to reach that conversation: it was never spoken to there. Someone can add it, and mention it once.'
const takenOut = 'Hearth was taken out of that conversation. It can be added again from Apps, Hearth.'

/** Reads references from the directory. */
export function createConversationReferences({
  directory,
  connector,
  sendQueue,
  trusted,
  account,
  log,
}: ConversationReferencesDeps): ConversationReferences {
  return {
    async resolve(location) {
      const person = onlyFor(location)
      return person === undefined ? referenceToConversation(location) : referenceToPerson(location, person)
    },
    async reopen(location) {
      const person = onlyFor(location)
      if (person === undefined) throw new DeliveryError('unreachable', neverSeen)
      return openChat(location, person, (await directory.person(location.tenant, person)) ?? {})
    },
    async isChannel({ tenant, target }) {
      if ('person' in target) return false
      const known = await directory.conversation(tenant, target.conversation)
      return known ? known.kind === 'channel' : isChannel(target.conversation)
    },
  }

  async function referenceToConversation({
    tenant,
    target,
    thread,
  }: Location): Promise<ConversationReference> {
    const conversation = 'conversation' in target ? target.conversation : ''
    const [known, home] = await Promise.all([
      directory.conversation(tenant, conversation),
      directory.tenant(tenant),
    ])
    if (!known || !home) throw new DeliveryError('unreachable', neverSeen)
    if (known.gone) throw new DeliveryError('unreachable', takenOut)
    const whole = known.kind === 'channel' ? threadIn(conversation, thread) : conversation
    return checked({ serviceUrl: known.serviceUrl, conversation: whole, bot: home.bot })
  }

  async function referenceToPerson(location: Location, person: PersonId): Promise<ConversationReference> {
    const { tenant } = location
    const [known, home] = await Promise.all([directory.person(tenant, person), directory.tenant(tenant)])
    if (!home) throw new DeliveryError('unreachable', neverSeen)
    if (known?.gone)
      throw new DeliveryError(
        'unreachable',
        'Hearth was removed from that person’s chat. They can add it again.',
      )
    if (!known?.chat) return openChat(location, person, known ?? {})
    return checked({ ...known.chat, bot: home.bot })
  }

  /** Opens the chat of somebody who never wrote to Hearth, or whose chat is gone. */
  async function openChat(
    { tenant, waiting: urgent }: Location,
    person: PersonId,
    known: PersonRecord,
  ): Promise<ConversationReference> {
    const home = await directory.tenant(tenant)
    if (!home) throw new DeliveryError('unreachable', neverSeen)
    const at = checked({ ...home, conversation: '' })
    const who = known.account ?? account(tenant, person)
    // Teams gives the same chat each time.
    const run = () => connector.open(at, who, tenant)
    const conversation = await sendQueue.send(tenant, { place: `@${person}`, urgent, run })
    const chat = { conversation, serviceUrl: home.serviceUrl }
    // Somebody who gets an answer wrote just now, and was learned then; a missing record means that they were erased meanwhile.
    if (!urgent || known.account)
      await directory.learn(tenant, { person: { id: person, known: { ...known, chat } } }).catch(error => {
        log.warn(`teams ${tenant}: where a chat is could not be kept. ${errorSummary(error)}`)
      })
    return { ...at, conversation }
  }

  /** Sends nothing to an address that is not Teams', whatever an old record says. */
  function checked(reference: ConversationReference): ConversationReference {
    if (isTrusted(reference.serviceUrl, trusted)) return reference
    throw new DeliveryError(
      'unreachable',
      'Hearth has no address of Teams’ for that conversation: say a word to it there once more.',
    )
  }
}
