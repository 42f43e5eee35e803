import { LRUCache } from 'lru-cache'
import type { Outdated } from '../../../src/core/delivery/outdated.ts'
import type { Person, PersonId } from '../../../src/core/incoming.ts'
import type { Message, Option } from '../../../src/core/message.ts'
import { type Location, threadIn } from '../address.ts'
import type { Account, Connector } from '../connector/connector.ts'
import { limits } from '../limits.ts'
import type { Choices } from '../render/inputs.ts'
import { type Directory, isOutdated, personOf, tenantOutdated } from './directory.ts'

/** The people of a tenant whom Hearth knows from their messages or from a roster. */
export interface People {
  /** Finds a person by id or by name: in a chat of two, Teams lets nobody else be mentioned. */
  find(tenant: string, id: PersonId): Promise<Person | undefined>
  /** All whose name is this, or begins with it. */
  named(tenant: string, name: string): Promise<readonly Pick<Person, 'id' | 'name'>[]>
  /** Whether somebody is in the place of a location. Rejects where neither the roster nor what was heard there tells. */
  isIn(tenant: string, id: PersonId, location: Location): Promise<boolean>
  /** The conversation of a name, among those that somebody spoke to Hearth in. */
  roomNamed(tenant: string, id: PersonId, name: string): Promise<string | undefined>
  /** Whether a roster has somebody as a guest, or as of another tenant. Rejects where none tells. */
  isGuest(tenant: string, id: PersonId, conversation: string | undefined): Promise<boolean>
  /** Drops what every Hearth remembers of a tenant's people: one of them is forgotten. */
  forget(tenant: string): void
  /** The account id that Teams has for somebody. */
  account(tenant: string, id: PersonId): string
  /** The choices that a message offers to this person at this location. */
  choices(message: Message, location: Location, asker: PersonId | undefined): Promise<Choices>
}

interface PeopleDeps {
  directory: Directory
  connector: Connector
  outdated: Outdated
  now(): number
}

const nothing: Choices = { people: [], channels: [] }

/** Looks people up in the directory, and in the rosters of conversations, which are cached for some minutes. */
export function createPeople({ directory, connector, outdated, now }: PeopleDeps): People {
  const rosters = new LRUCache<string, { members: Promise<readonly Account[]>; until: number }>({
    max: limits.rosters,
  })
  const met = new LRUCache<string, Account>({ max: limits.people })
  outdated.onTold(what => {
    for (const all of [rosters, met])
      for (const key of all.keys()) if (isOutdated(key.split('/')[0], what)) all.delete(key)
  })

  return {
    async find(tenant, id) {
      const found = await withId(tenant, id)
      if (found) return found
      const [only, ...more] = await named(tenant, id)
      return only && more.length === 0 ? withId(tenant, only.id) : undefined
    },
    named,
    async isIn(tenant, id, { target }) {
      if ('person' in target) return target.person === id
      const known = await directory.person(tenant, id)
      const spoke = known?.rooms?.includes(target.conversation) === true
      if (!(await directory.conversation(tenant, target.conversation))) return false
      return memberOf(tenant, target.conversation, id).then(Boolean, error => {
        // Whoever was taken out since was told of, and spoke there no more.
        if (spoke) return true
        throw error
      })
    },
    async roomNamed(tenant, id, name) {
      const known = (await directory.person(tenant, id))?.rooms ?? []
      const wanted = name.toLowerCase().replace(/^#/, '')
      const found = (await channelChoices(tenant, known)).filter(one => one.label.toLowerCase() === wanted)
      return found.length === 1 ? found[0]?.value : undefined
    },
    async isGuest(tenant, id, conversation) {
      const known = await directory.person(tenant, id)
      const places =
        conversation === undefined ? [known?.chat?.conversation, known?.rooms?.[0]] : [conversation]
      for (const place of places) {
        const one = place && (await memberOf(tenant, place, id).catch(() => undefined))
        if (one) return isFromElsewhere(one, tenant)
      }
      throw new Error('no roster tells who that is')
    },
    forget: tenant => outdated.tell(tenantOutdated(tenant)),
    account: (tenant, id) => met.get(`${tenant}/${id}`)?.id ?? id,
    async choices(message, location, asker) {
      const inputs = message.flatMap(block => (block.type === 'form' ? block.inputs : []))
      const asks = (type: 'person' | 'channel') => inputs.some(input => input.type === type)
      if (!asks('person') && !asks('channel')) return nothing
      const known = asker ? ((await directory.person(location.tenant, asker))?.rooms ?? []) : []
      return {
        people: asks('person')
          ? (await peopleChoices(location, known)).filter(one => one.value !== asker)
          : [],
        channels: asks('channel') ? await channelChoices(location.tenant, known) : [],
      }
    },
  }

  async function withId(tenant: string, id: PersonId): Promise<Person | undefined> {
    const known = await directory.person(tenant, id)
    if (!known && !met.has(`${tenant}/${id}`)) await lookAround(tenant)
    const seen = met.get(`${tenant}/${id}`)
    if (!known && !seen) return undefined
    return personOf(id, { name: seen?.name, ...known })
  }

  async function named(tenant: string, typed: string) {
    const found = await namedAlready(tenant, typed)
    if (found.length > 0) return found
    await lookAround(tenant)
    return namedAlready(tenant, typed)
  }

  async function namedAlready(tenant: string, typed: string) {
    const wanted = typed.toLowerCase()
    const names = (await namesIn(tenant)).map(([id, name]) => ({ id, name }))
    const like = (is: (name: string) => boolean) => names.filter(({ name }) => is(name.toLowerCase()))
    const whole = like(name => name === wanted)
    return whole.length > 0 ? whole : like(name => name.startsWith(`${wanted} `))
  }

  /** Who never wrote to Hearth stands in a roster alone, and it may have been another Hearth, or this one before a restart, that read it. */
  async function lookAround(tenant: string): Promise<void> {
    const rooms = (await directory.rooms(tenant)).slice(0, limits.roomsAround)
    await Promise.allSettled(rooms.map(room => rosterOf(tenant, room)))
  }

  async function namesIn(tenant: string): Promise<(readonly [PersonId, string])[]> {
    const seen = [...met.entries()].filter(([key]) => key.startsWith(`${tenant}/`)).map(([, one]) => one)
    const names = new Map(seen.map(one => [idOf(one), one.name ?? '']))
    for (const [id, { name }] of await directory.everyone(tenant)) if (name) names.set(id, name)
    return [...names]
  }

  async function channelChoices(tenant: string, conversations: readonly string[]): Promise<Option[]> {
    const found = await Promise.all(
      conversations.map(async value => {
        const conversationRecord = await directory.conversation(tenant, value)
        return conversationRecord && !conversationRecord.gone
          ? [{ value, label: conversationRecord.name ?? 'A conversation without a name' }]
          : []
      }),
    )
    return found.flat()
  }

  /** People who wrote to Hearth, and the members of the conversation, or of the one that the asker spoke in last. */
  async function peopleChoices(location: Location, conversations: readonly string[]): Promise<Option[]> {
    const { tenant, target } = location
    const conversation = 'conversation' in target ? target.conversation : conversations[0]
    const members = conversation ? await rosterOf(tenant, conversation).catch(() => []) : []
    const names = new Map<string, string>()
    for (const one of members) if (one.name) names.set(idOf(one), one.name)
    for (const [id, { name }] of await directory.everyone(tenant)) if (name) names.set(id, name)
    return [...names]
      .map(([value, label]) => ({ value, label }))
      .sort((one, other) => one.label.localeCompare(other.label))
  }

  async function memberOf(tenant: string, conversation: string, id: PersonId): Promise<Account | undefined> {
    const all = await rosterOf(tenant, conversation)
    return all.find(member => idOf(member).toLowerCase() === id.toLowerCase())
  }

  /** Rejects where it cannot be read, or not in time: whoever asks next may find it. */
  async function rosterOf(tenant: string, conversation: string): Promise<readonly Account[]> {
    const key = `${tenant}/${conversation}`
    const held = rosters.get(key)
    if (held && held.until > now()) return inTime(held.members)
    const members = ask(tenant, conversation)
    const kept = { members, until: now() + limits.rosterMs }
    rosters.set(key, kept)
    members.catch(() => rosters.get(key) === kept && rosters.delete(key))
    return inTime(members)
  }

  async function ask(tenant: string, conversation: string): Promise<readonly Account[]> {
    const [conversationRecord, tenantRecord] = await Promise.all([
      directory.conversation(tenant, conversation),
      directory.tenant(tenant),
    ])
    if (!tenantRecord) throw new Error('a tenant that Hearth was never spoken to in')
    const members = await connector.members({
      serviceUrl: (conversationRecord ?? tenantRecord).serviceUrl,
      bot: tenantRecord.bot,
      conversation: threadIn(conversation, undefined),
    })
    for (const one of members) met.set(`${tenant}/${idOf(one)}`, one)
    return members
  }
}

const idOf = (one: Account): PersonId => one.aadObjectId ?? one.id

const isFromElsewhere = ({ userRole, tenantId }: Account, tenant: string): boolean =>
  userRole === 'guest' || (tenantId !== undefined && tenantId.toLowerCase() !== tenant)

function inTime<V>(asked: Promise<V>): Promise<V> {
  let timer: NodeJS.Timeout
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Teams does not tell in time')), limits.lookupMs)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
