import { Unreachable } from '../../../src/core/adapter.ts'
import type { Logger } from '../../../src/core/logger.ts'
import { onlyFor, type Spot } from '../address.ts'
import { type Connector, type Line, Refused, type Said } from '../connector/connector.ts'
import { cure, inWords, isClosed } from '../errors.ts'
import type { Lines } from './conversation-references.ts'
import type { TeamsOutbox } from './queue.ts'

interface Parts {
  connector: Connector
  outbox: TeamsOutbox
  lines: Lines
  log: Logger
}

/** Single activities, each in the queue of its place. What goes wrong is put into words. */
export interface Post {
  put(spot: Spot, said: Said): Promise<string | undefined>
  /** False: the message is gone, or the conversation is closed. */
  change(spot: Spot, message: string, said: Said): Promise<boolean>
  takeBack(spot: Spot, message: string): Promise<void>
}

/** Finds the line to each place, and speaks through it. */
export function createPost({ connector, outbox, lines, log }: Parts): Post {
  return {
    put: (spot, said) => at(spot, { urgent: spot.waiting, post: true }, line => connector.send(line, said)),
    change: (spot, message, said) =>
      unlessGone(() => at(spot, { urgent: true }, line => connector.update(line, message, said))),
    async takeBack(spot, message) {
      await unlessGone(() => at(spot, { urgent: true }, line => connector.remove(line, message)))
    },
  }

  function at<R>(
    spot: Spot,
    how: { urgent?: boolean | undefined; post?: boolean },
    act: (line: Line) => Promise<R>,
  ): Promise<R> {
    return told(spot, line =>
      outbox.send(spot.tenant, { ...how, place: placeOf(line), run: () => act(line) }),
    )
  }

  /** Does it, and puts what goes wrong into words: for the person, and for the operator where it is theirs to mend. */
  async function told<R>(spot: Spot, act: (line: Line) => Promise<R>): Promise<R> {
    try {
      const line = await lines.to(spot)
      return await act(line).catch(async error => {
        // A chat that Teams does not know any more can be opened anew, once.
        if (onlyFor(spot) === undefined || !isLost(error)) throw error
        return act(await lines.reopen(spot))
      })
    } catch (error) {
      const advice = cure(error)
      if (advice) log.error(`teams ${spot.tenant}: ${advice}`)
      throw inWords(error)
    }
  }
}

const isLost = (error: unknown): boolean =>
  error instanceof Refused && error.status === 404 && error.code === 'ConversationNotFound'

async function unlessGone(doing: () => Promise<unknown>): Promise<boolean> {
  try {
    await doing()
    return true
  } catch (error) {
    if (error instanceof Unreachable || isClosed(error)) return false
    throw error
  }
}

/** Threads share the pace of their channel. */
const placeOf = ({ conversation }: Line): string => conversation.split(';')[0] ?? ''
