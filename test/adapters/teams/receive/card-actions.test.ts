import { afterEach, describe, expect, it, vi } from 'vitest'
import { handlePress } from '../../../../adapters/teams/receive/card-actions.ts'
import { createPending } from '../../../../adapters/teams/receive/handler-deps.ts'
import { sourceOf } from '../../../../adapters/teams/receive/location.ts'
import { activitySchema, executeSchema } from '../../../../adapters/teams/receive/payload.ts'

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
  const activity = activitySchema.parse({ ...common, type })
  const source = sourceOf(activity)
  if (!source) throw new Error('an activity of a tenant')
  const { data } = executeSchema.parse({ action: { data: { press: 'home' } } }).action
  const nothing = () => new Promise<never>(() => {})
  const pending = createPending({ info() {}, warn() {}, error() {} })
  return handlePress(activity, source, data, { conversations: { nameOf: nothing }, pending } as never)
}

describe('A pressed button', () => {
  it('is answered before Teams would say that the app is unreachable, whatever takes so long', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const answer = pressing('invoke')
    vi.advanceTimersByTime(3_000)
    expect(await answer).toMatchObject({
      status: 200,
      body: { statusCode: 200, value: 'Working on it. The answer follows.' },
    })
  })
})
