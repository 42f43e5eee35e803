import type { Adapter } from '../adapter.ts'
import type { Address, CardRef, Occurrence } from '../incoming.ts'
import { type Message, quiet } from '../message.ts'
import { DeliveryError } from './delivery-error.ts'

/** Sends the messages of one occurrence. */
export interface Delivery {
  send(by: Adapter, to: Address, message: Message): Promise<CardRef | undefined>
  /** Whether something was sent once more without our knowing whether it had arrived. */
  doubted(): boolean
}

const twice = quiet('I was interrupted while sending this. If you see it twice, it is the same one.')

/**
 * Each message of an occurrence goes out under a key. After an unknown outcome it is looked up first; where that cannot be done it
 * is sent once more, saying so: a double is better than a lost plan. The key counts messages, so an occurrence decides alike each time.
 */
export function createDelivery({ key: occurrenceKey, doubts, since }: Occurrence): Delivery {
  let count = 0
  let doubted = false
  return {
    doubted: () => doubted,
    async send(by, to, message) {
      count++
      const key = count === 1 ? occurrenceKey : `${occurrenceKey}#${count}`
      const found = doubts === 0 ? undefined : await lookUp(by, to, key)
      if (found !== 'unknown') return found ?? by.send(to, message, { key })
      if (doubts > 1) throw new DeliveryError('doubtful', 'it may have been sent, and cannot be looked up')
      doubted = true
      return by.send(to, [...message, twice], { key })
    },
  }

  async function lookUp(by: Adapter, to: Address, key: string) {
    if (!by.arrived) return 'unknown'
    return by.arrived(to, key, since).catch(() => 'unknown' as const)
  }
}
