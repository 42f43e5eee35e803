/** Any JSON object. */
export type Json = Record<string, unknown>

/** Somebody in a tenant. */
export interface Person {
  id: string
  aadObjectId: string
  name: string
  timeZone: string
  userRole?: 'guest'
}

/** A tenant with its people, one team of channels, and one group chat. */
export interface Tenant {
  id: string
  people: Person[]
  team: { id: string; name: string }
  rooms: Room[]
}

/** A conversation; a personal chat is somebody's with the bot. */
export interface Room {
  id: string
  name: string
  kind: 'personal' | 'groupChat' | 'channel'
  tenant: string
  person?: string
  /** People of the tenant who are not in it, by name. */
  without?: Set<string>
  /** The bot was taken out, or never let in: sends are answered 403. */
  closed?: boolean
}

/** An activity that stands in a conversation; `root`: the post whose thread it is in. */
export interface Posted {
  id: string
  room: string
  root?: string
  activity: Json
  /** What it was before it was changed for the first time. */
  first?: Json
  deleted?: true
}

/** Everything the stand-in knows. */
export interface World {
  tenants: Tenant[]
  posted: Posted[]
  uploads: Map<string, string>
  /** The same as they came. */
  uploadedBytes: Map<string, Buffer>
  violations: string[]
  /** A message id: Teams' are milliseconds. */
  stamp(): string
}

/** The id that the bot has everywhere. */
export const BOT = '28:99999999-9999-4999-8999-999999999999'
/** The app registration behind it. */
export const APP = '99999999-9999-4999-8999-999999999999'

const hex = (text: string): string => Buffer.from(text).toString('hex').padEnd(12, '0').slice(0, 12)

/** What a test says of a tenant it wants. */
export interface TenantSeed {
  id?: string
  people?: readonly string[]
  channels?: readonly string[]
}

export const firstTenant = '11111111-1111-4111-8111-111111111111'

/** A world with these tenants; `ana`, `ben` and the channel `staff` where nothing else is asked for. */
export function createWorld(seeds: readonly TenantSeed[]): World {
  let last = 1_764_000_000_000
  return {
    tenants: seeds.map(seed),
    posted: [],
    uploads: new Map(),
    uploadedBytes: new Map(),
    violations: [],
    stamp: () => {
      last += 1
      return String(last)
    },
  }
}

function seed({ id = firstTenant, people = ['ana', 'ben'], channels = ['staff'] }: TenantSeed): Tenant {
  const mark = id.slice(0, 4)
  const team = { id: `19:team-${mark}@thread.tacv2`, name: 'Central Library' }
  const channel = (name: string): Room => ({
    id: `19:${name}-${mark}@thread.tacv2`,
    name,
    kind: 'channel',
    tenant: id,
  })
  return {
    id,
    people: people.map(name => ({
      id: `29:${mark}-${name}`,
      aadObjectId: `33333333-3333-4333-8333-${hex(`${mark[0]}${name}`)}`,
      name,
      timeZone: 'America/New_York',
    })),
    team,
    rooms: [
      ...channels.map(channel),
      { id: `19:heads-${mark}@thread.v2`, name: 'Branch heads', kind: 'groupChat', tenant: id },
    ],
  }
}

/** Somebody's own chat with the bot, opened if need be. */
export function chatOf(tenant: Tenant, person: Person): Room {
  const known = tenant.rooms.find(one => one.person === person.id)
  if (known) return known
  const room: Room = {
    id: `a:${tenant.id.slice(0, 4)}-${person.name}`,
    name: person.name,
    kind: 'personal',
    tenant: tenant.id,
    person: person.id,
  }
  tenant.rooms.push(room)
  return room
}
