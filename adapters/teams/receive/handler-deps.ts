import type { MessageHandler } from '../../../src/core/adapter.ts'
import type { Dedupe } from '../../../src/core/delivery/dedupe.ts'
import { outcomeOf } from '../../../src/core/delivery/delivery-error.ts'
import type { Incoming } from '../../../src/core/incoming.ts'
import type { Logger } from '../../../src/core/logger.ts'
import type { Speaking } from '../../../src/core/translation/speaking.ts'
import type { AlsoTrusted } from '../connector/service-url.ts'
import type { Conversations } from '../directory/conversations.ts'
import type { Directory } from '../directory/directory.ts'
import { errorSummary } from '../errors.ts'
import type { Activities } from '../send/activities.ts'
import type { FileOffers } from '../send/files.ts'
import type { Sender } from '../send/sender.ts'
import type { PlaceSigner } from './signed-place.ts'

/** What handling an activity takes. */
export interface HandlerDeps {
  /** Says the cards' own words in the language of their message; left out: in English. */
  sayIn?: Speaking['sayIn'] | undefined
  /** Who translates what is an answer of Teams’s own. */
  toReader?: Speaking['toReader'] | undefined
  bot: MessageHandler
  directory: Directory
  conversations: Conversations
  /** Handles each delivery once, however often Teams repeats it. */
  once: Dedupe
  /** Whether a form is sent for the first time, whatever the id of its delivery. */
  isFirstPress(incoming: Incoming): boolean
  signer: PlaceSigner
  sender: Pick<Sender, 'say' | 'renderCard'>
  /** Sends the card of an uploaded file, and removes the question once it is answered. */
  activities: Pick<Activities, 'send' | 'remove'>
  files: FileOffers
  trusted: AlsoTrusted
  pending: Pending
  now(): number
  log: Logger
}

/** The work that goes on after an activity was answered. */
export interface Pending {
  /** Tracks work until it is done, and logs its failure. */
  track(work: Promise<unknown>): void
  /** Resolves when all of it is done. */
  finish(): Promise<void>
}

/** Opens an empty set of pending work. */
export function createPending(log: Logger): Pending {
  const pending = new Set<Promise<unknown>>()
  return {
    track(work) {
      const one = work
        .catch(error => {
          const words = `teams: something failed while answering. ${errorSummary(error)}`
          // Somebody may remove Hearth while it says hello: that is no error.
          if (outcomeOf(error) === 'unreachable') log.warn(words)
          else log.error(words)
        })
        .finally(() => pending.delete(one))
      pending.add(one)
    },
    async finish() {
      while (pending.size > 0) await Promise.allSettled(pending)
    },
  }
}
