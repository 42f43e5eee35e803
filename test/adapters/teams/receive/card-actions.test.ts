import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPressHandler } from '../../../../adapters/teams/receive/card-actions.ts'
import { sourceOf } from '../../../../adapters/teams/receive/location.ts'
import { activitySchema, executeSchema } from '../../../../adapters/teams/receive/payload.ts'
import { createPlaceSigner } from '../../../../adapters/teams/receive/signed-place.ts'

afterEach(() => vi.useRealTimers())

const common = {
  id: '1',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/amer/',
  from: { id: '29:ana', name: 'ana' },
  recipient: { id: '28:hearth' },
  conversation: { id: 'a:ana', conversationType: 'personal', tenantId: 't1' },
  replyToId: '0',
}

/** Presses a button of a Hearth that never comes to an end with it. */
function pressing(type: 'invoke' | 'message') {
  const press = createPressHandler({
    learnSender: () => new Promise(() => {}),
    once: async (_, first) => first().then(() => true),
    signer: createPlaceSigner('secret'),
    conversations: { nameAt: async () => undefined } as never,
    dispatch: () => new Promise(() => {}),
    say: async () => {},
    track() {},
  })
  const activity = activitySchema.parse({ ...common, type })
  const where = sourceOf(activity)
  if (!where) throw new Error('an activity of a tenant')
  return press(activity, where, executeSchema.parse({ action: { data: { press: 'home' } } }).action.data)
}

describe('A pressed button', () => {
  it('is answered before Teams would say that the app is unreachable, whatever takes so long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const answer = pressing('invoke')
    vi.advanceTimersByTime(3_000)
    expect(await answer).toMatchObject({
      status: 200,
      body: { statusCode: 200, value: 'I am at it. The answer follows.' },
    })
  })
})
