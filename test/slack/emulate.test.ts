import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from './client.ts'
import { startRecorder } from './recorder.ts'
import { startEmulate } from './stand-in/emulate.ts'
import { startSlack } from './stand-in.ts'

let judge: Awaited<ReturnType<typeof startEmulate>>
beforeAll(async () => {
  judge = await startEmulate()
})
afterAll(() => judge.close())

test('the judge knows the bot by its token', async () => {
  const me = await judge.client.auth.test()
  expect(me).toMatchObject({ ok: true, user_id: 'U0HEARTH01', bot_id: 'B0HEARTH01' })
})

test('the judge keeps a thread under its root', async () => {
  const channel = judge.channel('staff')
  const { ts = '' } = await judge.client.chat.postMessage({ channel, text: 'root' })
  await judge.client.chat.postMessage({ channel, text: 'reply', thread_ts: ts })
  expect((await judge.replies(channel, ts)).map(one => one.text)).toEqual(['root', 'reply'])
  expect((await judge.history(channel))[0]).toMatchObject({ text: 'root', reply_count: 1 })
})

test('the judge opens the same personal chat by either way', async () => {
  const users = judge.person('ada')
  const { channel } = await judge.client.conversations.open({ users })
  await judge.client.chat.postMessage({ channel: users, text: 'hello' })
  expect((await judge.history(channel?.id ?? '')).map(one => one.text)).toEqual(['hello'])
})

test('the judge shows the home tab that was published last', async () => {
  const user_id = judge.person('ben')
  const publish = (count: number) =>
    judge.client.views.publish({
      user_id,
      view: { type: 'home', blocks: Array.from({ length: count }, () => ({ type: 'divider' })) },
    })
  await publish(1)
  await publish(2)
  expect(judge.home(user_id)?.blocks).toHaveLength(2)
})

test('the judge tells a subscriber what people say, signed', async () => {
  const app = await startRecorder()
  judge.subscribe(app.url)
  await judge.as('ada').chat.postMessage({ channel: judge.channel('staff'), text: 'a line' })
  expect(app.last().payload).toMatchObject({
    type: 'event_callback',
    event: { type: 'message', text: 'a line', user: judge.person('ada') },
  })
  expect(app.last().headers['x-slack-signature']).toMatch(/^v0=/)
  await app.close()
})

test('the judge and our own stand-in agree on threads, personal chats and home tabs', async () => {
  const slack = await startSlack()
  const ours = {
    client: connect(slack.apiUrl, slack.token),
    channel: slack.channel('#staff').id,
    ada: slack.person('ada').id,
  }
  const theirs = { client: judge.client, channel: judge.channel('staff'), ada: judge.person('ada') }
  const told = []
  for (const { client, channel, ada } of [ours, theirs]) {
    const root = await client.chat.postMessage({ channel, text: 'root' })
    const reply = await client.chat.postMessage({ channel, text: 'reply', thread_ts: root.ts })
    await client.chat.update({ channel, ts: root.ts ?? '', text: 'changed' })
    const { messages = [] } = await client.conversations.replies({ channel, ts: root.ts ?? '' })
    const opened = await client.conversations.open({ users: ada })
    const direct = await client.chat.postMessage({ channel: ada, text: 'hello' })
    const home = await client.views.publish({
      user_id: ada,
      view: { type: 'home', blocks: [{ type: 'divider' }] },
    })
    told.push({
      texts: messages.map(one => one.text),
      under: messages.slice(1).map(one => one.thread_ts === root.ts),
      replies: messages[0]?.reply_count,
      edited: Boolean(messages[0]?.edited),
      told: reply.message?.thread_ts === root.ts,
      samePlace: opened.channel?.id === direct.channel,
      home: [home.view?.type, home.view?.blocks?.length],
    })
  }
  expect(told[0]).toEqual(told[1])
  await slack.close()
})
