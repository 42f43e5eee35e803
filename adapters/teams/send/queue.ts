import {
  type Clock,
  createSendQueue,
  type QueuedCall,
  type SendPolicy,
} from '../../../src/core/delivery/send-queue.ts'
import { askedToWait, isPassing, neverArrived } from '../errors.ts'
import { limits } from '../limits.ts'

/** Everything that goes to Teams waits its turn: in its conversation, and in its tenant. */
export interface TeamsSendQueue {
  send<R>(tenant: string, errand: QueuedCall<R>): Promise<R>
  giveUp(): void
}

const { burst, spacingMs, tenantBurst, tenantSpacingMs, queueMs: patienceMs } = limits
const conversationPace: SendPolicy = {
  platform: 'Teams',
  burst,
  spacingMs,
  patienceMs,
  askedToWait,
  neverArrived,
  isPassing,
}
/** A turn is only waited for: it is no call, so nothing can go wrong with it. */
const tenantPace: SendPolicy = {
  ...conversationPace,
  burst: tenantBurst,
  spacingMs: tenantSpacingMs,
  askedToWait: () => undefined,
  neverArrived: () => false,
  isPassing: () => false,
}

/** A queue for each conversation, and one for the calls into each tenant; none holds up another. */
export function createTeamsSendQueue(clock?: Clock): TeamsSendQueue {
  const conversations = createSendQueue(conversationPace, clock)
  const tenants = createSendQueue(tenantPace, clock)
  return {
    send(tenant, { place, urgent, post, run }) {
      const waitForTenant = () => tenants.send({ place: tenant, urgent, post: true, run: async () => {} })
      return conversations.send({
        place: `${tenant}/${place}`,
        urgent,
        ...(post && { post }),
        run: () => waitForTenant().then(run),
      })
    },
    giveUp() {
      conversations.giveUp()
      tenants.giveUp()
    },
  }
}
