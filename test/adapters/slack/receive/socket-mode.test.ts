import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serverError } from '../../../slack/stand-in.ts'
import { stage } from '../stage.ts'

describe('Socket Mode', () => {
  let on: Awaited<ReturnType<typeof stage>>
  beforeEach(async () => {
    on = await stage({ socketMode: true })
  })
  afterEach(() => on.close())

  it('takes word of held-back events, on which the SDK would end the process', async () => {
    await on.start()
    const told = await on.slack.deliver('events_api', { type: 'app_rate_limited', team_id: 'T0LIBRARY1' })
    expect(told.status).toBe(200)
    expect(on.logged.join()).toContain('events are coming in faster')
  })

  it.each([
    [{ type: 'events_api', payload: null }],
    [{ type: 'events_api' }],
    [{}],
    [{ type: 'interactive', payload: [] }],
  ])('lives through %j', async envelope => {
    await on.start()
    on.slack.socket.send(envelope)
    await on.slack.slash('ada', '#staff', '/icebreaker')
    expect(on.received).toHaveLength(1)
    on.slack.takeViolations()
  })

  it('is back at once when Slack asks it to connect anew', async () => {
    await on.start()
    on.slack.socket.disconnect()
    // The SDK by itself would wait for five seconds first.
    await on.slack.until(() => on.slack.callsTo('apps.connections.open').length === 2, 4_000)
    await on.slack.until(() => on.slack.socket.connections.length === 1)
    expect((await on.slack.slash('ada', '#staff', '/icebreaker')).status).toBe(200)
  })

  it('keeps trying when it cannot connect anew', async () => {
    await on.start()
    on.slack.fail('apps.connections.open', serverError(), 2)
    on.slack.socket.drop()
    await on.slack.until(() => on.slack.callsTo('apps.connections.open').length === 4)
    expect((await on.slack.slash('ada', '#staff', '/icebreaker')).status).toBe(200)
    expect(on.logged.join()).toContain('could not be opened again yet')
  })

  it('does not acknowledge before what must be kept is kept, and not what failed', async () => {
    await on.start()
    on.bot.act = async () => {
      throw new Error('the disk is full')
    }
    on.slack.world.patience = 200
    expect((await on.slack.say('ada', 'DM', 'hello')).status).toBe(0)
  })
})

it.each([
  ['SLACK_APP_TOKEN', { socketMode: true, config: { appToken: 'xapp-wrong' } }],
  ['SLACK_BOT_TOKEN', { config: { botToken: 'xoxb-wrong' } }],
  ['SLACK_API_URL', { config: { apiUrl: 'http://127.0.0.1:9/api/' } }],
])('a start that cannot be names %s and the cure', async (variable, options) => {
  const on = await stage(options)
  await expect(on.start()).rejects.toMatchObject({
    name: 'OperatorError',
    code: 'ESTART',
    message: expect.stringContaining(variable),
  })
  await on.close()
})
