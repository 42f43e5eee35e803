import { LRUCache } from 'lru-cache'
import type { Outdated } from '../../src/core/delivery/outdated.ts'
import type { SendQueue } from '../../src/core/delivery/send-queue.ts'
import type { Person, PersonId } from '../../src/core/incoming.ts'
import { isChat, isPersonal, type Location } from './address.ts'
import { errorCode, toDeliveryError } from './errors.ts'
import type { Installation } from './installation.ts'
import { limits } from './limits.ts'

/** What Slack knows of people, asked once an hour at most. */
export interface People {
  /** `undefined`: nobody by that id, or no longer. */
  find(installation: Installation, id: PersonId): Promise<Person | undefined>
  /** Finds a person in the cache alone, without waiting. */
  known(installation: Installation, id: PersonId): Person | undefined
  /** Whether somebody is of another workspace, or let into some channels alone. Rejects where Slack does not tell. */
  isGuest(installation: Installation, id: PersonId): Promise<boolean>
  /** Whether somebody is in the place of a location. Rejects where Slack does not tell; as unreachable, where the bot may not look. */
  isIn(installation: Installation, id: PersonId, location: Location): Promise<boolean>
  /** Finds people by name: the text of a command does not tell whom an `@ben` in it means. Of more than two, two. */
  named(installation: Installation, name: string): Promise<readonly Person[]>
  /** Whether a conversation is this person's own chat with Hearth. */
  isOwnChat(installation: Installation, id: PersonId, channel: string): Promise<boolean>
  /** The conversation that is this person's own chat with Hearth. */
  chatOf(installation: Installation, id: PersonId): Promise<string | undefined>
  /** Drops a person from every Hearth’s cache, since Slack told that they changed. */
  forget(installation: Pick<Installation, 'team'>, id: PersonId): void
  /** Remembers the own chat of a person, which Slack told. */
  learnChat(installation: Installation, id: PersonId, channel: string): void
}

/** What is outdated is told of every platform. */
const ours = 'slack/'

/** Asks through the send queue, and caches the answers. */
export function createPeople(sendQueue: SendQueue, now: () => number, outdated: Outdated): People {
  const people = remember<{ person: Person; guest: boolean } | undefined>(now)
  const chats = remember<string | undefined>(now)
  outdated.onTold(what => {
    for (const one of [people, chats])
      if (what === undefined) one.clear()
      else if (what.startsWith(ours)) one.drop(what.slice(ours.length))
  })

  return {
    find: async (installation, id) => (await look(installation, id))?.person,
    async named(installation, name) {
      const ids = await idsNamed(installation, name.toLowerCase())
      const found = await Promise.all(ids.slice(0, 2).map(id => this.find(installation, id)))
      return found.filter(one => one !== undefined)
    },
    async isIn(installation, id, { conversation }) {
      if (isPersonal(conversation)) return conversation === id
      if (isChat(conversation)) return this.isOwnChat(installation, id, conversation)
      return isMember(installation, id, conversation)
    },
    known: (installation, id) => people.known(`${installation.team}/${id}`)?.person,
    async isGuest(installation, id) {
      const known = await told(look(installation, id))
      if (!known) throw new Error('Slack knows nobody by that id')
      return known.guest
    },
    async isOwnChat(installation, id, channel) {
      return (await this.chatOf(installation, id)) === channel
    },
    chatOf: (installation, id) => chats.get(`${installation.team}/${id}`, () => openChat(installation, id)),
    forget: ({ team }, id) => outdated.tell(`${ours}${team}/${id}`),
    learnChat: (installation, id, channel) => chats.put(`${installation.team}/${id}`, channel),
  }

  function look(installation: Installation, id: PersonId) {
    return people.get(`${installation.team}/${id}`, () => askFor(installation, id))
  }

  async function askFor(installation: Installation, id: PersonId) {
    const run = () => installation.client.users.info({ user: id, include_locale: true })
    const found = await sendQueue
      .send({ place: `${installation.team}/users.info/${id}`, urgent: true, run })
      .catch(unlessUnknown)
    const user = found?.user
    if (!user || user.deleted || user.is_bot) return undefined
    const name = user.profile?.display_name || user.profile?.real_name || user.real_name || user.name || id
    const zoned = { timeZone: user.tz || undefined, locale: user.locale || undefined }
    return { person: { id, name, ...zoned }, guest: isGuest(user, installation) }
  }

  async function idsNamed({ team, client }: Installation, wanted: string): Promise<string[]> {
    const found: string[] = []
    let cursor: string | undefined
    for (let page = 0; page < limits.peoplePages; page++) {
      const run = () => client.users.list({ limit: limits.peoplePage, cursor })
      const { members = [], response_metadata: next } = await sendQueue.send({
        place: `${team}/users.list`,
        urgent: true,
        run,
      })
      for (const { id, name, real_name, profile, deleted, is_bot } of members)
        if (id && !deleted && !is_bot)
          if (
            [name, real_name, profile?.real_name, profile?.display_name].some(
              one => one?.toLowerCase() === wanted,
            )
          )
            found.push(id)
      cursor = next?.next_cursor
      if (!cursor) break
    }
    return found
  }

  async function isMember({ team, client }: Installation, id: PersonId, channel: string): Promise<boolean> {
    let cursor: string | undefined
    for (let page = 0; page < limits.memberPages; page++) {
      const run = () =>
        client.conversations.members({ channel, limit: limits.memberPage, ...(cursor && { cursor }) })
      const asked = sendQueue.send({ place: `${team}/conversations.members`, urgent: true, run })
      const { members = [], response_metadata: next } = await told(asked)
      if (members.includes(id)) return true
      cursor = next?.next_cursor
      if (!cursor) return false
    }
    throw new Error('that conversation has more members than Hearth looks through')
  }

  async function openChat(installation: Installation, id: PersonId): Promise<string | undefined> {
    const run = () => installation.client.conversations.open({ users: id })
    const opened = await sendQueue.send({
      place: `${installation.team}/conversations.open/${id}`,
      urgent: true,
      run,
    })
    return opened.channel?.id
  }
}

/** People of other workspaces of the same organization are colleagues, no guests. */
const isGuest = (user: Asked, { team }: Installation): boolean =>
  user.is_restricted === true ||
  user.is_ultra_restricted === true ||
  user.is_stranger === true ||
  (user.team_id !== undefined && user.team_id !== team && user.enterprise_user === undefined)

type Asked = NonNullable<Awaited<ReturnType<Installation['client']['users']['info']>>['user']> & {
  is_stranger?: boolean
}

/** What Slack answers in time. */
export function inTime<V>(asked: Promise<V>): Promise<V> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Slack does not tell in time')), limits.askMs)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}

/** The same; what goes wrong in words. */
const told = <V>(asked: Promise<V>): Promise<V> =>
  inTime(asked).catch(error => {
    throw toDeliveryError(error)
  })

function unlessUnknown(error: unknown): undefined {
  if (['user_not_found', 'user_not_visible', 'users_not_found'].includes(errorCode(error) ?? ''))
    return undefined
  throw error
}

/** A bounded cache of answers, good for an hour; it drops failures, and shares pending answers. */
function remember<V>(now: () => number) {
  const kept = new LRUCache<string, { answer: Promise<V>; value?: V; until: number }>({ max: limits.people })

  function put(key: string, answer: Promise<V>): void {
    const one: { answer: Promise<V>; value?: V; until: number } = { answer, until: now() + limits.personMs }
    kept.set(key, one)
    answer.then(
      value => {
        one.value = value
      },
      () => kept.get(key) === one && kept.delete(key),
    )
  }

  return {
    drop: (key: string) => kept.delete(key),
    clear: () => kept.clear(),
    put: (key: string, value: V) => put(key, Promise.resolve(value)),
    /** The answer, if it is there already. */
    known: (key: string) => fresh(key)?.value,
    get(key: string, ask: () => Promise<V>): Promise<V> {
      const before = fresh(key)
      if (before) return before.answer
      const asked = ask()
      put(key, asked)
      return asked
    },
  }

  function fresh(key: string) {
    const one = kept.get(key)
    return one && one.until > now() ? one : undefined
  }
}
