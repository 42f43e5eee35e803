import type { PersonId, Workspace } from '../../../src/core/incoming.ts'
import { type Conversation, channelNamed, firstChannels, isPersonal } from '../address.ts'
import type { Journal } from '../journal.ts'
import { limits } from '../limits.ts'
import type { Visitor } from './access.ts'
import { notHere, Refusal } from './refusal.ts'

const tooManyChannels = (sentence: string) => new Refusal(409, 'Too many channels', sentence)
const staysOpen = () =>
  new Refusal(
    409,
    'It stays open',
    'Somebody else wrote in that channel, so it stays. Nothing was taken away.',
  )

/** Channels as people begin and close them. */
export function createChannels(journal: Journal) {
  return { mustHaveRoom, mayClose, close }

  /** @throws {Refusal} where they may begin no more. */
  async function mustHaveRoom({ workspace, person }: Visitor, place: Conversation): Promise<void> {
    const channels = await journal.channels(workspace)
    if (channels.includes(place)) return
    if (channels.length >= limits.channels)
      throw tooManyChannels(
        `There are ${limits.channels} channels already, which is as many as I keep. Use one of those.`,
      )
    if (channels.length < limits.channelsAlone) return
    const writers = await Promise.all(channels.map(one => writersIn(workspace, one)))
    const alone = writers.filter(some => some.size === 1 && some.has(person.id)).length
    if (alone >= limits.channelsAlone)
      throw tooManyChannels(
        `You are the only one so far who wrote in ${alone} of the channels, and nobody may begin more. Use one of those, or wait until somebody answers there.`,
      )
  }

  /** A channel goes with all that stands in it, as long as nobody else wrote there. */
  async function close(visitor: Visitor, body: URLSearchParams): Promise<void> {
    const { workspace } = visitor
    const place = channelNamed(body.get('place') ?? '')
    if (!place || place !== body.get('place')) throw notHere()
    if (!(await mayClose(visitor, place))) throw staysOpen()
    for (const { id } of await journal.all(workspace, place)) await journal.remove(workspace, id)
    journal.countAnew(workspace)
  }

  async function mayClose({ workspace, person }: Visitor, place: Conversation): Promise<boolean> {
    if (isPersonal({ conversation: place }) || firstChannels.includes(place)) return false
    const writers = await writersIn(workspace, place)
    return writers.size === 1 && writers.has(person.id)
  }

  async function writersIn(workspace: Workspace, place: Conversation): Promise<Set<PersonId>> {
    return new Set((await journal.all(workspace, place)).flatMap(({ said }) => said?.by ?? []))
  }
}
