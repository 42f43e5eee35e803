import { type Clock, createSendQueue, type SendQueue } from '../../../src/core/delivery/send-queue.ts'
import { askedToWait, isPassing, neverArrived } from '../errors.ts'
import { limits } from '../limits.ts'

/** The queues of all that goes to Slack's API, at Slack's pace. */
export const createSlackSendQueue = (clock?: Clock): SendQueue =>
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
  )
