import type { Adapter, MessageHandler } from '../../../src/core/adapter.ts'
import { DeliveryError } from '../../../src/core/delivery/delivery-error.ts'
import type { CardRef } from '../../../src/core/incoming.ts'
import { OperatorError } from '../../../src/core/operator-error.ts'
import { isPersonal, type Location, locationOf } from '../address.ts'
import { type Journal, refOf } from '../journal.ts'
import type { People } from '../people.ts'

interface SenderDeps {
  journal: Journal
  people: People
  hearth(): MessageHandler | undefined
  now(): number
}

const nowhere = 'There is no such place on Hearth’s page.'
const nobodyThere = 'They are no longer on Hearth’s page.'

/** Puts what Hearth says into its place: kept, and shown on every open page. */
export function createSender({ journal, people, hearth, now }: SenderDeps) {
  return { send, arrived, update, remove } satisfies Partial<Adapter>

  async function send(...[to, message, about]: Parameters<Adapter['send']>): Promise<CardRef> {
    const location = locationOf(to)
    if (!location) throw new DeliveryError('unreachable', nowhere)
    const passing = await isForgotten(location)
    if (!passing && !(await isReachable(location))) throw new DeliveryError('unreachable', nobodyThere)
    const entry = await journal.add(location, message, { key: about?.key, passing }).catch(error => {
      // Where the disk is full, whoever waits for an answer is told all the same, for as long as Hearth runs.
      if (!(error instanceof OperatorError) || about?.key !== undefined) throw error
      return journal.add(location, message, { passing: true })
    })
    return refOf(location.workspace, entry)
  }

  async function arrived(...[to, key]: Parameters<NonNullable<Adapter['arrived']>>) {
    const location = locationOf(to)
    const entry = location && (await journal.sent(location, key))
    return entry && location && refOf(location.workspace, entry)
  }

  async function update(card: CardRef, message: Parameters<Adapter['update']>[1]): Promise<boolean> {
    const location = locationOf(card.address)
    return location !== undefined && journal.change(location.workspace, card.id, message)
  }

  async function remove(card: CardRef): Promise<void> {
    const location = locationOf(card.address)
    if (location) await journal.remove(location.workspace, card.id)
  }

  /** Somebody's own chat is there for as long as they are. */
  async function isReachable({ workspace, conversation }: Location): Promise<boolean> {
    return (
      !isPersonal({ conversation }) || (await people.find(workspace, conversation.slice(1))) !== undefined
    )
  }

  /** Of somebody who was forgotten nothing is kept, not even that they were told so. */
  async function isForgotten({ workspace, conversation, only }: Location): Promise<boolean> {
    const person = only ?? (isPersonal({ conversation }) ? conversation.slice(1) : undefined)
    if (person === undefined) return false
    return (await hearth()?.isForgotten?.(workspace, person, now())) ?? false
  }
}
