import type { Coordination } from '../../../src/core/delivery/coordination.ts'
import { type Clock, createSendQueue, type SendQueue } from '../../../src/core/delivery/send-queue.ts'
import { askedToWait, isPassing, neverArrived } from '../errors.ts'
import { limits } from '../limits.ts'

/** Opens the queues of all calls to Slack's API, at Slack's rate limit. */
export const createSlackSendQueue = (clock?: Clock, book?: Coordination['book']): SendQueue =>
  createSendQueue(
    {
      platform: 'Slack',
      burst: limits.burst,
      spacingMs: limits.spacingMs,
      patienceMs: limits.queueMs,
      askedToWait,
      neverArrived,
      isPassing,
    },
    clock,
    book,
  )
