import { SocketModeClient } from '@slack/socket-mode'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silent } from './client.ts'
import { type Slack, startSlack } from './stand-in.ts'

let slack: Slack
let client: SocketModeClient
beforeEach(async () => {
  slack = await startSlack()
  client = new SocketModeClient({
    appToken: slack.appToken,
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: silent,
  })
})
afterEach(async () => {
  await client.disconnect()
  await slack.close()
})

interface SocketEvent {
  ack(answer?: object): Promise<void>
  body: Record<string, unknown>
  retry_num?: number
}

test('a command, a press and an event come through the socket, and are acknowledged', async () => {
  const received: string[] = []
  const go = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } }
  client.on('slash_commands', ({ ack, body }: SocketEvent) => {
    received.push(String(body.command))
    return ack({ text: 'hello', blocks: [{ type: 'actions', elements: [go] }] })
  })
  client.on('interactive', ({ ack, body }: SocketEvent) => {
    received.push(String(body.type))
    return ack()
  })
  client.on('message', ({ ack, body, retry_num }: SocketEvent) => {
    received.push(`${body.type} ${retry_num}`)
    return ack()
  })
  await client.start()
  const { status, message } = await slack.slash('ada', '#staff', '/hearth')
  expect([status, message?.text]).toEqual([200, 'hello'])
  expect((await slack.press('ada', message, 'Go')).status).toBe(200)
  const said = await slack.say('ada', 'DM', 'a line')
  await slack.redeliver(said)
  expect(received).toEqual(['/hearth', 'block_actions', 'event_callback 0', 'event_callback 1'])
})

test('only the app’s own token opens a socket', async () => {
  const wrong = new SocketModeClient({
    appToken: 'xapp-wrong',
    clientOptions: { slackApiUrl: slack.apiUrl },
    logger: silent,
  })
  await expect(wrong.start()).rejects.toMatchObject({ data: { error: 'invalid_auth' } })
})

test('without an acknowledgement in time the status is 0', async () => {
  slack.world.patience = 100
  await client.start()
  expect((await slack.slash('ada', '#staff', '/hearth')).status).toBe(0)
})

test('a client that is sent away comes back', async () => {
  await client.start()
  // The SDK waits five seconds. Not until Slack has greeted it is it back: going away before that, the SDK rejects a promise that only itself holds.
  const back = new Promise(resolve => client.once('connected', resolve))
  slack.socket.disconnect()
  await back
  expect(slack.callsTo('apps.connections.open')).toHaveLength(2)
})
