import { setTimeout as pause } from 'node:timers/promises'
import { type Incoming, type Person, unnamed } from '../../../src/core/incoming.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { isChat } from '../address.ts'
import type { Installation } from '../installation.ts'
import { limits } from '../limits.ts'
import { errorSummary } from '../log.ts'
import type { Membership } from '../membership.ts'
import type { People } from '../people.ts'
import { mentionedIn } from '../render/mrkdwn.ts'
import type { Delivery } from './classify.ts'
import {
  earlierLine,
  fromCommand,
  fromHome,
  fromMessage,
  fromPress,
  fromShortcut,
  fromSubmit,
  isDirect,
} from './parse.ts'
import type { MessagePayload, PressPayload } from './payload.ts'
import { fetchSentFile, readableFile } from './sent-file.ts'

/** Turns a delivery into an incoming; undefined where it asks nothing of the bot. */
export type ToIncoming = (delivery: Delivery, installation: Installation) => Promise<Incoming | undefined>

interface ToIncomingDeps {
  people: People
  membership: Pick<Membership, 'noticeName'>
  now(): number
  /** Where Slack is, if it is not at its usual place. */
  apiUrl?: string | undefined
  log: Logger
}

/** Adds to a payload what Slack has to be asked: who, and whose chat it is. */
export function createToIncoming({ people, membership, now, apiUrl, log }: ToIncomingDeps): ToIncoming {
  return toIncoming

  async function toIncoming(delivery: Delivery, installation: Installation): Promise<Incoming | undefined> {
    const { id, team } = delivery
    const common = { id, team, at: now() }
    switch (delivery.kind) {
      case 'command': {
        const { user_id, user_name, channel_id, channel_name } = delivery.payload
        membership.noticeName(channel_id, channel_name)
        const personal = isChat(channel_id) && (await isOwnChat(installation, user_id, channel_id))
        const person = knownPerson(installation, user_id, user_name)
        const mentioned = await lookUpMentioned(delivery.payload.text, installation)
        return fromCommand(delivery.payload, { person, personal, mentioned, ...common })
      }
      case 'press': {
        const { user, channel, container } = delivery.payload
        const spoken = channel?.id ?? container?.channel_id ?? ''
        const personal = isChat(spoken) && (await isOwnChat(installation, user.id, spoken))
        const person = knownPerson(installation, user.id, user.name ?? user.username)
        const mentioned = await lookUpMentioned(wordsFilledIn(delivery.payload), installation)
        return fromPress(delivery.payload, { person, personal, mentioned, ...common })
      }
      case 'shortcut': {
        const { payload } = delivery
        const { user } = payload
        const about = payload.type === 'message_action' ? payload : undefined
        const spoken = about?.channel.id ?? ''
        const personal = isChat(spoken) && (await isOwnChat(installation, user.id, spoken))
        const person = knownPerson(installation, user.id, user.name ?? user.username)
        const mentioned = await lookUpMentioned(about?.message.text ?? '', installation)
        return fromShortcut(payload, { person, personal, mentioned, ...common })
      }
      case 'submit': {
        const { payload } = delivery
        const { user } = payload
        const person = knownPerson(installation, user.id, user.name ?? user.username)
        const mentioned = await lookUpMentioned(wordsFilledIn(payload), installation)
        return fromSubmit(payload, { person, personal: false, mentioned, ...common })
      }
      case 'person':
      case 'rename':
      case 'closing':
      case 'removal':
        return undefined
      case 'message':
        return lineToIncoming(delivery.payload, common, installation)
      case 'home': {
        const { user, channel, tab } = delivery.payload
        if (channel && isChat(channel)) people.learnChat(installation, user, channel)
        if (tab !== undefined && tab !== 'home') return undefined
        return fromHome(delivery.payload, {
          ...common,
          person: await lookUpPerson(installation, user),
          personal: true,
        })
      }
    }
  }

  async function lineToIncoming(
    payload: MessagePayload,
    common: { id: string; team: string; at: number },
    installation: Installation,
  ) {
    const { changed, deleted } = earlierLine(payload)
    const { user = '', text } = changed ?? deleted ?? payload
    const personal = isDirect(payload)
    const asked = people.find(installation, user)
    const mentioned = lookUpMentioned(text, installation)
    if (personal) people.learnChat(installation, user, payload.channel)
    const person = (await inTime(asked)) ?? someone(user)
    const context = { person, personal, mentioned: await mentioned, ...common }
    const incoming = fromMessage(payload, context, installation.botUser)
    // What is sent in one's own chat is for Hearth; a file in a channel is for those who are there.
    const sent = personal && !changed && !deleted ? readableFile(payload) : undefined
    if (!sent) return incoming
    const file = await fetchSentFile(sent, { token: installation.token, apiUrl })
    return { ...incoming, kind: 'command' as const, text: 'import', file }
  }

  /** Slack puts an id where a person was mentioned: who that is, as far as Slack tells in time. */
  async function lookUpMentioned(text: string, installation: Installation): Promise<Person[]> {
    const ids = mentionedIn(text).filter(id => id !== installation.botUser)
    const found = await Promise.all(
      ids.slice(0, limits.mentions).map(id => inTime(people.find(installation, id))),
    )
    return found.filter(one => one !== undefined)
  }

  /** Whether a direct chat is the asker's own with Hearth: in a chat of two colleagues, both would see a private answer. */
  async function isOwnChat(installation: Installation, user: string, channel: string): Promise<boolean> {
    return (await inTime(people.isOwnChat(installation, user, channel))) ?? false
  }

  /** The person, as far as the payload and the cache tell. */
  function knownPerson(installation: Installation, id: string, name: string | undefined): Person {
    return people.known(installation, id) ?? { id, name: name ?? unnamed }
  }

  /** Events do not tell names: Slack is asked, but not for long. */
  async function lookUpPerson(installation: Installation, id: string): Promise<Person> {
    return (await inTime(people.find(installation, id))) ?? someone(id)
  }

  function inTime<V>(asked: Promise<V>): Promise<V | undefined> {
    const known = asked.catch(error => {
      log.warn(`slack: a look-up failed. ${errorSummary(error)}`)
      return undefined
    })
    return Promise.race([known, pause(limits.lookupMs, undefined, { ref: false })])
  }
}

/** All that was typed into the fields around a pressed button. */
const wordsFilledIn = ({ state, view }: Pick<PressPayload, 'state' | 'view'>): string =>
  Object.values((state ?? view?.state)?.values ?? {})
    .flatMap(block => Object.values(block).map(({ value }) => value ?? ''))
    .join('\n')

/** A person whose name is not known. */
const someone = (id: string): Person => ({ id, name: unnamed })
