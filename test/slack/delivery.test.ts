import { isValidSlackRequest } from '@slack/bolt/dist/receivers/verify-request.js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from './client.ts'
import { startRecorder } from './recorder.ts'
import { type Slack, startSlack } from './stand-in.ts'

let slack: Slack
let app: Awaited<ReturnType<typeof startRecorder>>
beforeEach(async () => {
  app = await startRecorder()
  slack = await startSlack({
    teams: [{ channels: ['staff', { name: 'board', bot: false }] }, { name: 'Hill' }],
  })
  slack.deliverTo(app.url)
})
afterEach(async () => {
  await app.close()
  await slack.close()
})

const text = (words: string) => ({ type: 'plain_text' as const, text: words })
const button = (label: string, action_id: string, value: string) => ({
  type: 'button' as const,
  text: text(label),
  action_id,
  value,
})
const answer = (url: unknown, body: object) =>
  fetch(String(url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
const post = (more: object = {}) =>
  connect(slack.apiUrl, slack.token).chat.postMessage({
    channel: slack.channel('#staff').id,
    text: 'x',
    ...more,
  })

test('a slash command is signed, and its content type is exactly the one of forms', async () => {
  const delivered = await slack.slash('ada', '#staff', '/icebreaker', 'teens & <b>')
  const { headers, body, payload } = app.last()
  expect(delivered.status).toBe(200)
  expect(headers['content-type']).toBe('application/x-www-form-urlencoded')
  expect(payload).toMatchObject({
    command: '/icebreaker',
    text: 'teens & <b>',
    user_name: 'ada',
    channel_name: 'staff',
  })
  const check = {
    signature: headers['x-slack-signature'] as string,
    requestTimestamp: Number(headers['x-slack-request-timestamp']),
  }
  const valid = (secret: string) =>
    isValidSlackRequest({
      signingSecret: secret,
      body,
      headers: { 'x-slack-signature': check.signature, 'x-slack-request-timestamp': check.requestTimestamp },
    })
  expect(valid(slack.signingSecret)).toBe(true)
  expect(valid('another')).toBe(false)
})

test('a delivery can be unsigned, wrongly signed, dated, or of another content type', async () => {
  await slack.slash('ada', 'DM', '/hearth', '', {
    secret: null,
    contentType: 'application/x-www-form-urlencoded;charset=UTF-8',
  })
  expect(app.last().headers['x-slack-signature']).toBeUndefined()
  expect(app.last().headers['content-type']).toContain(';charset=UTF-8')
  expect(app.last().payload.channel_name).toBe('directmessage')
  await slack.slash('ada', '#staff', '/hearth', '', { secret: 'wrong', skew: -400 })
  expect(Number(app.last().headers['x-slack-request-timestamp'])).toBeLessThan(Date.now() / 1000 - 398)
  await slack.raw(new Uint8Array([0xff, 0xfe]))
  expect(app.arrived).toHaveLength(3)
})

test('an answer in the acknowledgement counts like any message', async () => {
  Object.assign(app.reply, { body: JSON.stringify({ text: 'for you' }) })
  const { message } = await slack.slash('ada', '#staff', '/hearth')
  expect(slack.ephemerals('ada')).toEqual([message])
  Object.assign(app.reply, { body: JSON.stringify({ response_type: 'in_channel', text: 'for all' }) })
  await slack.slash('ada', '#staff', '/hearth')
  Object.assign(app.reply, { body: 'plain words', type: 'text/plain' })
  await slack.slash('ben', '#staff', '/hearth')
  expect(slack.posted('#staff').map(one => one.text)).toEqual(['for all'])
  expect(slack.ephemerals('ben').map(one => [one.text, one.via])).toEqual([
    ['plain words', 'acknowledgement'],
  ])
  Object.assign(app.reply, { body: JSON.stringify({ text: 'x', blocks: [{ type: 'banner' }] }) })
  expect((await slack.slash('ben', '#staff', '/hearth')).message).toBeUndefined()
  expect(slack.takeViolations()[0]).toContain('acknowledgement: blocks/0/type')
})

test('no answer in time is no answer', async () => {
  slack.world.patience = 100
  Object.assign(app.reply, { delay: 200, body: JSON.stringify({ text: 'too late' }) })
  expect(await slack.slash('ada', '#staff', '/hearth')).toMatchObject({ status: 0 })
  expect(slack.ephemerals('ada')).toEqual([])
})

test('a response_url is good for five uses in half an hour', async () => {
  await slack.slash('ada', '#staff', '/hearth')
  const url = app.last().payload.response_url
  for (const _ of [1, 2, 3, 4, 5]) expect((await answer(url, { text: 'x' })).status).toBe(200)
  const sixth = await answer(url, { text: 'x' })
  expect([sixth.status, await sixth.text()]).toEqual([404, '{"ok":false,"error":"used_url"}'])
  expect(slack.ephemerals('ada')).toHaveLength(5)
  await slack.slash('ada', '#staff', '/hearth')
  slack.advance(30 * 60_000 + 1)
  expect((await answer(app.last().payload.response_url, { text: 'x' })).status).toBe(404)
  expect((await answer(`${slack.apiUrl}../answer/T0/never`, { text: 'x' })).status).toBe(404)
})

test('a press carries the message, what is filled in, and an address to answer at', async () => {
  const options = ['a', 'b', 'c'].map(value => ({ text: text(value.toUpperCase()), value }))
  const typed = { type: 'plain_text_input', action_id: 'q' }
  const chosen = { type: 'static_select', action_id: 'who', options, initial_option: options[1] }
  const several = { type: 'checkboxes', action_id: 'days', options }
  const input = (label: string, block_id: string, element: object) => ({
    type: 'input',
    block_id,
    label: text(label),
    element,
  })
  const blocks = [
    input('Question', 'q', typed),
    input('For whom', 'who', chosen),
    input('Days', 'days', several),
    input('When', 'at', { type: 'datepicker', action_id: 'at', initial_date: '2026-11-23' }),
    { type: 'actions', block_id: 'go', elements: [button('Post here', 'post', 'icebreaker post')] },
  ]
  await post({ blocks })
  const [message] = slack.posted('#staff')
  await slack.press('ben', message, 'Post here', { Question: 'Why?', days: ['a', 'C'] })
  const { payload } = app.last()
  const picked = (at: number) => ({ ...options[at], text: { ...options[at]?.text, emoji: true } })
  expect(payload.state).toEqual({
    values: {
      q: { q: { type: 'plain_text_input', value: 'Why?' } },
      who: { who: { type: 'static_select', selected_option: picked(1) } },
      days: { days: { type: 'checkboxes', selected_options: [picked(0), picked(2)] } },
      at: { at: { type: 'datepicker', selected_date: '2026-11-23' } },
    },
  })
  expect(payload.actions).toMatchObject([
    { action_id: 'post', block_id: 'go', value: 'icebreaker post', type: 'button' },
  ])
  expect(payload).toMatchObject({
    message: { ts: message?.ts, text: 'x' },
    user: { name: 'ben' },
    channel: { name: 'staff' },
  })
  await answer(payload.response_url, { replace_original: true, text: 'used' })
  expect(slack.posted('#staff').map(one => one.text)).toEqual(['used'])
  expect(() => slack.press('ben', message, 'Post here')).toThrow('nothing to press is called "Post here"')
})

test('a press on what only one person sees brings no message along, and replaces or removes it', async () => {
  const blocks = [{ type: 'actions' as const, elements: [button('Another', 'again', 'x')] }]
  Object.assign(app.reply, { body: JSON.stringify({ text: 'first', blocks }) })
  const { message } = await slack.slash('ada', '#staff', '/icebreaker')
  Object.assign(app.reply, { body: '' })
  await slack.press('ada', message, 'again')
  const { payload } = app.last()
  expect(payload.message).toBeUndefined()
  expect(payload.container).toMatchObject({ is_ephemeral: true, message_ts: message?.ts })
  await answer(payload.response_url, { replace_original: true, text: 'second' })
  expect(slack.ephemerals('ada').map(one => one.text)).toEqual(['second'])
  await answer(payload.response_url, { delete_original: true })
  expect(slack.ephemerals('ada')).toEqual([])
  expect(() => slack.press('ben', slack.world.messages[0], 'again')).toThrow()
})

test('a line in a chat, a channel or a thread comes in the full envelope, escaped and linked', async () => {
  const root = await slack.say('ada', '#staff', 'a < b & <!channel> see https://example.org/?a=1&b=2')
  const { payload } = app.last()
  expect(payload).toMatchObject({
    type: 'event_callback',
    team_id: 'T0LIBRARY1',
    authorizations: [{ team_id: 'T0LIBRARY1', is_bot: true }],
    event: {
      type: 'message',
      channel_type: 'channel',
      text: 'a &lt; b &amp; &lt;!channel&gt; see <https://example.org/?a=1&amp;b=2>',
    },
  })
  await slack.say('ben', '#staff', 'reply', { under: root.said })
  expect(app.last().payload.event).toMatchObject({ thread_ts: root.said.ts, parent_user_id: root.said.user })
  await slack.say('ben', 'DM', 'hello', { files: ['notes.txt'] })
  expect(app.last().payload.event).toMatchObject({
    channel_type: 'im',
    subtype: 'file_share',
    files: [{ name: 'notes.txt' }],
  })
  await expect(slack.say('ada', '#board', 'x')).rejects.toThrow('not in #board')
})

test('naming the bot is told twice, under one time stamp', async () => {
  const { all } = await slack.say('ada', '#staff', '@hearth hello')
  const events = all.map(
    one => one.payload.event as { type: string; ts: string; text: string; channel_type?: string },
  )
  expect(events.map(one => [one.type, one.channel_type])).toEqual([
    ['app_mention', undefined],
    ['message', 'channel'],
  ])
  expect(new Set(events.map(one => one.ts)).size).toBe(1)
  expect(events[0]?.text).toBe(`<@${slack.person('hearth').id}> hello`)
})

test('an edit and a removal tell of the line as it was', async () => {
  const { said } = await slack.say('ada', 'DM', 'first')
  await slack.edit(said, 'second')
  expect(app.last().payload.event).toMatchObject({
    subtype: 'message_changed',
    message: { text: 'second', ts: said.ts, edited: { user: said.user } },
    previous_message: { text: 'first' },
  })
  await slack.erase(said)
  expect(app.last().payload.event).toMatchObject({ subtype: 'message_deleted', deleted_ts: said.ts })
})

test('the same delivery comes again with its number and its reason', async () => {
  const first = await slack.say('ada', 'DM', 'hello')
  await slack.redeliver(first, 2, 'http_error')
  const [one, two] = app.arrived
  expect(two?.body).toBe(one?.body)
  expect(two?.headers).toMatchObject({ 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_error' })
})

test('opening the home tells of it, and its buttons can be pressed', async () => {
  await slack.openHome('ada')
  expect(app.last().payload.event).toMatchObject({ type: 'app_home_opened', tab: 'home' })
  const blocks = [{ type: 'actions' as const, elements: [button('Readings', 'r', 'readings')] }]
  await connect(slack.apiUrl, slack.token).views.publish({
    user_id: slack.person('ada').id,
    view: { type: 'home', blocks },
  })
  await slack.pressHome('ada', 'Readings')
  const { payload } = app.last()
  expect(payload).toMatchObject({
    container: { type: 'view' },
    view: { type: 'home', state: { values: {} } },
  })
  expect(payload.response_url).toBeUndefined()
  expect(payload.channel).toBeUndefined()
})

test('the bot’s own message comes back to it, as where it reads along', async () => {
  await post()
  const [message] = slack.posted('#staff')
  if (message) await slack.echo(message)
  expect(app.last().payload.event).toMatchObject({ bot_id: 'B0HEARTH01', user: slack.person('hearth').id })
})

test('Slack’s own questions come as they should', async () => {
  await slack.verifyUrl('abc')
  expect(app.last().payload).toMatchObject({ type: 'url_verification', challenge: 'abc' })
  await slack.sslCheck()
  expect(app.last().body).toContain('ssl_check=1')
  await slack.rateLimitEvents()
  expect(app.last().payload).toMatchObject({ type: 'app_rate_limited', team_id: 'T0LIBRARY1' })
  await slack.uninstall('T0LIBRARY2')
  expect(app.last().payload).toMatchObject({ team_id: 'T0LIBRARY2', event: { type: 'app_uninstalled' } })
  const hill = connect(slack.apiUrl, slack.tokens.T0LIBRARY2 ?? '')
  await expect(hill.auth.test()).rejects.toMatchObject({ data: { error: 'account_inactive' } })
})

test('with a manifest, only what it subscribes to is told', async () => {
  const manifest = {
    features: { slash_commands: [{ command: '/hearth' }] },
    settings: { event_subscriptions: { bot_events: ['message.im', 'app_mention'] } },
  }
  await slack.close()
  slack = await startSlack({ manifest })
  slack.deliverTo(app.url)
  expect((await slack.say('ada', '#staff', '@hearth hello')).all).toHaveLength(1)
  await expect(slack.say('ada', '#staff', 'hello')).rejects.toThrow('does not subscribe to message.channels')
  expect(() => slack.slash('ada', '#staff', '/readings')).toThrow('not a command of the manifest')
})
