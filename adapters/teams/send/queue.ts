import type { Coordination } from '../../../src/core/delivery/coordination.ts'
import {
  type Clock,
  createSendQueue,
  type QueuedCall,
  type SendPolicy,
} from '../../../src/core/delivery/send-queue.ts'
import { askedToWait, isPassing, neverArrived } from '../errors.ts'
import { limits } from '../limits.ts'

/** Queues all calls to Teams: by conversation, and by tenant. */
export interface TeamsSendQueue {
  send<R>(tenant: string, call: QueuedCall<R>): Promise<R>
  giveUp(): void
}

const { burst, spacingMs, tenantBurst, tenantSpacingMs, queueMs: patienceMs } = limits
const conversationPolicy: SendPolicy = {
  platform: 'Teams',
  burst,
  spacingMs,
  patienceMs,
  askedToWait,
  neverArrived,
  isPassing,
}
/** The tenant's queue only delays: it makes no call, so it cannot fail. */
const tenantPolicy: SendPolicy = {
  ...conversationPolicy,
  burst: tenantBurst,
  spacingMs: tenantSpacingMs,
  askedToWait: () => undefined,
  neverArrived: () => false,
  isPassing: () => false,
}

/** Opens a queue for each conversation, and one for each tenant; none delays another. */
export function createTeamsSendQueue(clock?: Clock, book?: Coordination['book']): TeamsSendQueue {
  const conversations = createSendQueue(conversationPolicy, clock, book)
  const tenants = createSendQueue(tenantPolicy, clock, book)
  return {
    send(tenant, { place, urgent, post, run }) {
      const waitForTenant = () => tenants.send({ place: tenant, urgent, post: true, run: async () => {} })
      return conversations.send({
        place: `${tenant}/${place}`,
        urgent,
        post,
        run: () => waitForTenant().then(run),
      })
    },
    giveUp() {
      conversations.giveUp()
      tenants.giveUp()
    },
  }
}
