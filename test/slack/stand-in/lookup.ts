import { type Channel, directMessages, type Person, type World } from '../world.ts'

/** Someone, by name or id. */
export function findPerson(world: World, who: Person | string, team?: string): Person {
  if (typeof who !== 'string') return who
  const found = world.people.find(one => (one.name === who || one.id === who) && (!team || one.team === team))
  if (!found) throw new Error(`nobody is called ${who}`)
  return found
}

/** A channel by `#name` or id, in someone's workspace; `DM` is their own chat with the bot. */
export function findChannel(world: World, where: Channel | string, by?: Person): Channel {
  if (typeof where !== 'string') return where
  if (where === 'DM' && by) return directMessages(world, by)
  const named = (one: Channel) => one.id === where || one.name === where.replace('#', '')
  const found = world.channels.find(one => named(one) && (!by || one.team === by.team))
  if (!found) throw new Error(`there is no channel ${where}`)
  return found
}
