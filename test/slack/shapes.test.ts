import { readdirSync, readFileSync } from 'node:fs'
import { App, type Receiver, type ReceiverEvent } from '@slack/bolt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, silent } from './client.ts'
import { startRecorder } from './recorder.ts'
import { type Slack, startSlack } from './stand-in.ts'
import type { Json } from './world.ts'

const folder = new URL('../fixtures/slack/', import.meta.url)
const fixture = (name: string): Json => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))
const names = readdirSync(folder).flatMap(file => file.match(/^(.*)\.json$/)?.[1] ?? [])

let slack: Slack
let app: Awaited<ReturnType<typeof startRecorder>>
const made: Record<string, Json> = {}
beforeAll(async () => {
  app = await startRecorder()
  slack = await startSlack()
  slack.deliverTo(app.url)
  await makeAll()
})
afterAll(async () => {
  await app.close()
  await slack.close()
})

/** Lets the stand-in make one payload of every kind there is a fixture for. */
async function makeAll() {
  const keep = async (name: string, delivery: Promise<unknown>) => {
    await delivery
    made[name] = app.last().payload
  }
  const { blocks } = fixture('block-actions-message').message as { blocks: [] }
  const client = connect(slack.apiUrl, slack.token)
  const place = { channel: slack.channel('#staff').id, text: 'x', blocks }
  const user = slack.person('ada').id
  await keep('slash-command', slack.slash('ada', '#staff', '/icebreaker', 'x'))
  await client.chat.postMessage(place)
  const [root] = slack.posted('#staff')
  await keep('block-actions-message', slack.press('ada', root, 'Post here', { question: 'x' }))
  await client.chat.postEphemeral({ ...place, user })
  await keep(
    'block-actions-ephemeral',
    slack.press('ada', slack.ephemerals('ada')[0], 'Post here', { question: 'x' }),
  )
  await client.views.publish({ user_id: user, view: { type: 'home', blocks } })
  await keep('block-actions-home', slack.pressHome('ada', 'Post here', { question: 'x' }))
  const { view } = fixture('view-submission') as {
    view: { title: never; close: never; submit: never; blocks: [] }
  }
  const { title, close, submit, blocks: fields } = view
  await client.views.open({
    trigger_id: slack.trigger('ada'),
    view: { type: 'modal', title, close, submit, blocks: fields, private_metadata: 'x' },
  })
  await keep('view-submission', slack.submit('ada', { 'Time zone': 'Europe/London' }))
  await keep('app-home-opened', slack.openHome('ada'))
  if (root) await keep('message-bot', slack.echo(root))
  const line = slack.say('ada', 'DM', 'a line')
  await keep('message-im', line)
  const { said } = await line
  await keep('message-changed', slack.edit(said, 'another line'))
  await keep('message-deleted', slack.erase((await slack.say('ada', 'DM', 'a line')).said))
  if (root) await keep('message-thread', slack.say('ada', '#staff', 'a line', { under: root }))
  await keep('message-file-share', slack.say('ada', 'DM', 'a line', { files: ['notes.txt'] }))
  const [mention, message] = (await slack.say('ada', '#staff', '@hearth x')).all
  Object.assign(made, { 'app-mention': mention?.payload, 'message-channel': message?.payload })
  await keep('url-verification', slack.verifyUrl())
  await keep('app-rate-limited', slack.rateLimitEvents())
  const [revoked, uninstalled] = await slack.uninstall()
  Object.assign(made, { 'tokens-revoked': revoked?.payload, 'app-uninstalled': uninstalled?.payload })
}

/** Every path of keys in a payload, with the kind of value at its end; lists are looked at as one. */
function paths(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap(one => paths(one, `${at}[]`))
  if (typeof value !== 'object' || value === null) return [`${at}: ${value === null ? 'null' : typeof value}`]
  return Object.entries(value).flatMap(([key, inner]) =>
    paths(inner, at.endsWith('values') ? `${at}.*` : `${at}.${key}`),
  )
}

test.each(names)('the stand-in’s %s has the recorded shape', name => {
  expect([...new Set(paths(made[name]))].sort()).toEqual([...new Set(paths(fixture(name)))].sort())
})

/** A receiver that is handed its events. */
class Handed implements Receiver {
  app: App | undefined
  init = (app: App) => {
    this.app = app
  }
  start = async () => {}
  stop = async () => {}
}

async function bolt() {
  const routed: string[] = []
  const receiver = new Handed()
  const app = new App({
    receiver,
    logger: silent,
    ignoreSelf: false,
    authorize: async ({ teamId }) => {
      routed.push(`team ${teamId}`)
      return { botToken: 'xoxb', botId: 'B07HEARTHBT', botUserId: 'U07HEARTHBT' }
    },
  })
  app.command(/.*/, async ({ command, ack }) => {
    routed.push(command.command)
    await ack()
  })
  app.action(/.*/, async ({ body, ack }) => {
    routed.push(`${body.type} in ${'container' in body ? body.container.type : '?'}`)
    await ack()
  })
  app.event(/.*/, async ({ event }) => {
    routed.push(['type', 'subtype'].flatMap(key => (event as unknown as Json)[key] ?? []).join(' '))
  })
  const handle = async (body: Json) => {
    let acked = 0
    const ack = async () => {
      acked += 1
    }
    await receiver.app?.processEvent({ body, ack } as ReceiverEvent)
    return { acked, routed: routed.splice(0) }
  }
  return handle
}

const expected: Record<string, string> = {
  'slash-command': '/icebreaker',
  'block-actions-message': 'block_actions in message',
  'block-actions-ephemeral': 'block_actions in message',
  'block-actions-home': 'block_actions in view',
  'message-im': 'message',
  'message-thread': 'message',
  'message-channel': 'message',
  'message-bot': 'message',
  'app-mention': 'app_mention',
  'message-changed': 'message message_changed',
  'message-deleted': 'message message_deleted',
  'message-file-share': 'message file_share',
  'app-home-opened': 'app_home_opened',
}

test.each(Object.keys(expected))('Bolt takes a recorded and a made %s, and routes it', async name => {
  const handle = await bolt()
  const [recorded, ours] = [await handle(fixture(name)), await handle(made[name] ?? {})]
  expect(recorded).toEqual({ acked: 1, routed: ['team T07RIVERLIB', expected[name]] })
  expect(ours).toEqual({ acked: 1, routed: ['team T0LIBRARY1', expected[name]] })
})
