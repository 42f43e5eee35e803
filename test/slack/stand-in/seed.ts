import type { Person, World } from '../world.ts'
import { PATIENCE } from './delivery.ts'

/** What a test says of a workspace it wants. */
export interface TeamSeed {
  id?: string
  name?: string
  people?: readonly (
    | string
    | { name: string; id?: string; tz?: string; locale?: string; deleted?: boolean; guest?: true }
  )[]
  channels?: readonly (
    | string
    | { name: string; type?: 'channel' | 'group' | 'mpim' | 'im'; bot?: boolean; archived?: boolean }
  )[]
  scopes?: readonly string[]
  /** False: a workspace that never installed the app, but whose requests come. */
  installed?: boolean
}

/** A world with these workspaces; `ada`, `ben` and `#staff` where nothing else is asked for. */
export function createWorld(seeds: readonly TeamSeed[], now: () => number): World {
  let last = 0
  let count = 0
  const world: World = {
    appId: 'A0HEARTH01',
    teams: [],
    people: [],
    channels: [],
    messages: [],
    files: [],
    shared: new Map(),
    homes: new Map(),
    modals: [],
    triggers: new Map(),
    violations: [],
    now,
    skipped: 0,
    patience: PATIENCE,
    stamp: () => {
      last = Math.max(last + 1, Math.floor(now() * 1000))
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`
    },
    id: prefix => `${prefix}0${String(++count).padStart(8, '0')}`,
  }
  for (const seed of seeds) addTeam(world, seed)
  return world
}

function addTeam(world: World, seed: TeamSeed): void {
  const number = world.teams.length + 1
  const id = seed.id ?? `T0LIBRARY${number}`
  const named = (prefix: string, name: string) =>
    `${prefix}0${`${name.toUpperCase().replace(/[^A-Z0-9]/g, '')}0000000`.slice(0, 8)}${number}`
  const someone = (name: string, more: Partial<Person> = {}): Person => {
    const person = {
      id: named('U', name),
      team: id,
      name,
      locale: 'en-US',
      deleted: false,
      bot: false,
      ...more,
    }
    world.people.push(person)
    return person
  }
  const name = seed.name ?? `Library ${number}`
  const domain = name.toLowerCase().replace(/\W+/g, '-')
  const bot = someone('hearth', { bot: true })
  const token = `xoxb-${number}-${id.toLowerCase()}`
  const { scopes } = seed
  world.teams.push({
    id,
    name,
    domain,
    token,
    bot,
    botId: `B0HEARTH0${number}`,
    installed: seed.installed ?? true,
    ...(scopes && { scopes }),
  })
  for (const one of seed.people ?? ['ada', 'ben'])
    typeof one === 'string' ? someone(one, { tz: 'Europe/Berlin' }) : someone(one.name, one)
  const all = world.people.filter(one => one.team === id && !one.bot).map(one => one.id)
  for (const one of seed.channels ?? ['staff']) {
    const {
      name,
      type = 'channel',
      bot: has = true,
      archived = false,
    } = typeof one === 'string' ? { name: one } : one
    const members = new Set(has ? [...all, bot.id] : all)
    world.channels.push({
      id: named({ channel: 'C', im: 'D', group: 'G', mpim: 'G' }[type], name),
      team: id,
      name,
      type,
      members,
      archived,
    })
  }
}
