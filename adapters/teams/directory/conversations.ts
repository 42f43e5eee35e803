import { LRUCache } from 'lru-cache'
import type { Outdated } from '../../../src/core/delivery/outdated.ts'
import { present } from '../../../src/core/present.ts'
import { addressOf, type Location, locationOf } from '../address.ts'
import type { Connector } from '../connector/connector.ts'
import { limits } from '../limits.ts'
import type { Source } from '../receive/location.ts'
import type { Activity } from '../receive/payload.ts'
import { type Directory, isOutdated, tenantOutdated } from './directory.ts'
import {
  type ConversationRecord,
  conversationRecords,
  type PersonRecord,
  personRecords,
  removeMember,
} from './records.ts'

/** What Hearth learns of conversations: where they are reached, their names, whether Hearth is in them. */
export interface Conversations {
  /** Saves what an activity tells. */
  learn(
    activity: Activity,
    source: Source,
    sender: { spoke: 'spoke' | undefined; isForgotten: boolean },
  ): Promise<void>
  /** The name of an activity's conversation; asks Teams where the activity does not tell it. */
  nameOf(activity: Activity, source: Source): Promise<string | undefined>
  /** The name of a conversation, as far as it is known already. */
  nameAt(location: Location): Promise<string | undefined>
  /** Records that Hearth was added. False: it was already there. */
  markInstalled(source: Source): Promise<boolean>
  markRemoved(source: Source): Promise<void>
  /** Records that people left a team or a chat. */
  removeMembers(activity: Activity, source: Source): Promise<void>
  /** Records that a channel was created, renamed, deleted or restored. */
  applyChannelEvent(activity: Activity, source: Source): Promise<void>
  /** Has every Hearth look anew at the rooms and the rosters of a tenant: Teams told that something changed there. */
  outdate(source: Source): void
}

interface ConversationsDeps {
  directory: Directory
  connector: Connector
  outdated: Outdated
}

/** Learns from every activity, and saves it in the directory. */
export function createConversations({ directory, connector, outdated }: ConversationsDeps): Conversations {
  const names = new LRUCache<string, string>({ max: limits.names })
  const asked = new LRUCache<string, true>({ max: limits.teams })
  outdated.onTold(what => {
    for (const key of names.keys()) if (isOutdated(locationOf(key).tenant, what)) names.delete(key)
    for (const key of asked.keys()) if (isOutdated(key.split('/')[0], what)) asked.delete(key)
  })

  return {
    async learn(activity, source, { spoke, isForgotten }) {
      const { serviceUrl, recipient } = activity
      const team = activity.channelData.team?.id
      const name = source.name
      const home = { serviceUrl, bot: recipient.id }
      const person = isForgotten ? undefined : { id: source.person, known: personRecordOf(activity, source) }
      if (source.kind === 'personal') return directory.learn(source.tenant, { tenant: home, person })
      if (name) names.set(addressOf(conversationLocation(source)), name)
      const known: ConversationRecord = {
        serviceUrl,
        kind: source.kind,
        ...present({ name, team }),
      }
      await directory.learn(source.tenant, {
        tenant: home,
        person,
        conversation: { id: source.conversation, known },
        spoke: spoke && { id: source.person, conversation: source.conversation },
      })
    },

    async nameOf(activity, source) {
      if (source.kind === 'personal' || source.name) return source.name
      const known =
        (await directory.conversation(source.tenant, source.conversation))?.name ??
        names.get(addressOf(conversationLocation(source)))
      const team = activity.channelData.team?.id
      if (known || !team) return known
      await Promise.race([askFor(activity.serviceUrl, team, source.tenant), soon()])
      return names.get(addressOf(conversationLocation(source)))
    },

    async nameAt({ tenant, target }) {
      if ('person' in target) return undefined
      return (
        (await directory.conversation(tenant, target.conversation))?.name ??
        names.get(addressOf({ tenant, target }))
      )
    },

    outdate: ({ tenant }) => outdated.tell(tenantOutdated(tenant)),

    markInstalled: source =>
      directory.change(source.tenant, async tx => {
        const [kind, id] = recordOf(source)
        const { gone, ...before } = (await tx.get<PersonRecord | ConversationRecord>(kind, id)) ?? {}
        if (before.installed && !gone) return false
        await tx.put<object>(kind, id, { ...before, installed: true })
        return true
      }),

    markRemoved: source =>
      directory.change(source.tenant, async tx => {
        const [kind, id] = recordOf(source)
        const known = await tx.get<PersonRecord | ConversationRecord>(kind, id)
        // An unknown conversation needs no record of its end.
        if (!known) return
        const { installed: _was, ...before } = known
        await tx.put<object>(kind, id, { ...before, gone: true })
      }),

    async removeMembers({ membersRemoved = [], channelData: { team }, recipient }, { tenant, conversation }) {
      const people = membersRemoved.filter(one => one.id !== recipient.id)
      if (people.length === 0) return
      await directory.change(tenant, async tx => {
        for (const { id } of people) await removeMember(tx, id, { conversation, team: team?.id })
      })
    },

    async applyChannelEvent({ channelData: { eventType, channel } }, { tenant }) {
      if (!channel || !/^channel(Created|Renamed|Deleted|Restored)$/.test(eventType ?? '')) return
      const { id, name } = channel
      if (name) names.set(addressOf({ tenant, target: { conversation: id } }), name)
      await directory.change(tenant, async tx => {
        const before = await tx.get(conversationRecords, id)
        if (!before) return
        const { gone: _gone, ...known } = before
        const gone = eventType === 'channelDeleted'
        await tx.put<object>(conversationRecords, id, {
          ...known,
          ...present({ name, gone: gone || undefined }),
        })
      })
    },
  }

  /** Asks for all channels of a team, once. */
  async function askFor(serviceUrl: string, team: string, tenant: string): Promise<void> {
    const key = `${tenant}/${team}`
    if (asked.has(key)) return
    asked.set(key, true)
    const channels = await connector.channels(serviceUrl, team).catch(() => {
      asked.delete(key)
      return []
    })
    for (const { id, name } of channels)
      names.set(addressOf({ tenant, target: { conversation: id } }), name || 'General')
  }
}

const soon = () => new Promise<void>(resolve => setTimeout(resolve, limits.lookupMs).unref())

const conversationLocation = ({ tenant, conversation }: Source): Location => ({
  tenant,
  target: { conversation },
})

const recordOf = ({ kind, person, conversation }: Source) =>
  kind === 'personal' ? ([personRecords, person] as const) : ([conversationRecords, conversation] as const)

/** The record that an activity gives of its author. */
function personRecordOf({ from, entities: { client }, ...activity }: Activity, source: Source): PersonRecord {
  const timeZone = activity.localTimezone ?? client?.timezone
  const locale = client?.locale ?? activity.locale
  const chat = { conversation: source.conversation, serviceUrl: activity.serviceUrl }
  return {
    account: from.id,
    ...present({
      name: from.name,
      timeZone: timeZone !== undefined && isZone(timeZone) ? timeZone : undefined,
      locale,
      chat: source.kind === 'personal' ? chat : undefined,
    }),
  }
}

/** Caches which zones exist: every activity names one, and the check takes longer than all the rest. */
const zones = new Map<string, boolean>()
const mostZones = 1_000

function isZone(name: string): boolean {
  const known = zones.get(name)
  if (known !== undefined) return known
  if (zones.size >= mostZones) zones.clear()
  const found = exists(name)
  zones.set(name, found)
  return found
}

function exists(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone }) !== undefined
  } catch {
    return false
  }
}
