import type { Adapter } from './adapter.ts'
import type { Call, Library } from './command.ts'
import { outcomeOf } from './delivery/delivery-error.ts'
import type { Address, Incoming, Person, PersonId, Place, Workspace } from './incoming.ts'
import { nobody } from './records/personal-data.ts'
import type { Translator } from './translation/translator.ts'
import { UserError } from './user-error.ts'

/** The adapter that minted an address. */
export type AdapterAt = (address: Address) => Adapter

interface CallDeps {
  at: AdapterAt
  /** As the effect runner's. */
  mayReach(address: Address, incoming: Incoming): Promise<void>
  library: Library
  /** What follows the command's name, as typed. */
  rest: string
  alongside: readonly string[]
  meanwhile: readonly string[]
  offered: readonly string[]
  translator?: Translator | undefined
  translatorHere?: Translator | undefined
}

/** Where it is not known who somebody is, they decide nothing for the library. */
const whoIsUnknown =
  'I can’t check that right now: whether you are one of this library’s people. Please try again in a few minutes.'

/** What came in, as a command gets it: with its words, its library, and what can be asked of the platform. */
export function createCall(
  incoming: Incoming,
  { at, mayReach, library, rest, alongside, meanwhile, offered, translator, translatorHere }: CallDeps,
): Call {
  const { workspace, person, place, mentioned = [] } = incoming
  const { conversation } = place
  const namesakes = async (name: string) => {
    const meant = mentioned.find(one => isSameName(one.name, name))
    if (meant) return [meant]
    return (await orElse(at(place.address).named?.(workspace, name), [])) ?? []
  }
  return {
    library,
    rest,
    words: rest.split(/\s+/).filter(Boolean),
    alongside,
    meanwhile,
    offered,
    ...(translator && { translator }),
    ...(translatorHere && { translatorHere }),
    roomNamed: async name =>
      incoming.rooms?.find(one => isSameRoom(one.name, name))?.address ??
      (await orElse(at(conversation).roomNamed?.(workspace, person.id, name), undefined)),
    timeZone: async () => person.timeZone ?? (await personNow(at, incoming, person.id))?.timeZone,
    isGuest: async () => {
      const asked = at(conversation).isGuest?.(workspace, person.id, conversation)
      const told = asked?.catch(() => {
        throw new UserError(whoIsUnknown)
      })
      return (await told) ?? false
    },
    leads: async () => (await at(conversation).leads?.(workspace, person.id)) ?? false,
    leaders: async () => {
      const all = (await at(conversation).leaders?.()) ?? []
      return all.flatMap(one => (one.workspace === workspace ? one.people : []))
    },
    platformKeeps: () => at(conversation).keepsItself,
    aliases: async () => (await at(conversation).aliases?.(workspace, person.id)) ?? [],
    colleague: id => colleagueBy(id, at(place.address), workspace),
    named: async name => {
      const [only, ...more] = await namesakes(name)
      return more.length > 0 ? undefined : only
    },
    namesakes,
    mustReach: address =>
      mayReach(address, incoming).catch(error => {
        throw outcomeOf(error) === 'unreachable' ? new UserError(error.message) : error
      }),
    // At the end: keys added behind a spread cost Node 20 some six microseconds.
    ...incoming,
  }
}

/** What the platform knows of somebody now; undefined where it knows nobody by that id, or does not answer. */
export function personNow(
  at: AdapterAt,
  { workspace, place }: { workspace: Workspace; place: Pick<Place, 'address'> },
  id: PersonId,
): Promise<Person | undefined> {
  return orElse(at(place.address).person(workspace, id), undefined)
}

async function colleagueBy(id: PersonId, by: Adapter, workspace: Workspace): ReturnType<Call['colleague']> {
  if (id === nobody.id) return { ...nobody, unknown: 'nobody' }
  const found = await orElse(by.person(workspace, id), 'unanswered' as const)
  if (typeof found === 'object') return { id: found.id, name: found.name }
  return { id, name: id, unknown: found ?? 'nobody' }
}

/** A name as it is called, and as it was typed: with or without the sign of a mention. */
const isSameName = (name: string, typed: string): boolean =>
  name.toLowerCase() === typed.trim().replace(/^@/, '').toLowerCase()

const isSameRoom = (name: string, typed: string): boolean =>
  isSameName(name.replace(/^#/, ''), typed.trim().replace(/^#/, ''))

/** What the platform answers; something else, where it does not. */
const orElse = async <R, E>(asked: Promise<R> | undefined, otherwise: E): Promise<R | E | undefined> =>
  asked?.catch(() => otherwise)
