import type { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, errorOf as error } from './client.ts'
import { startRecorder } from './recorder.ts'
import { type Slack, seen, startSlack } from './stand-in.ts'

let slack: Slack
let client: WebClient
beforeEach(async () => {
  const river = {
    name: 'River',
    people: [
      'ada',
      { name: 'ben', tz: 'America/New_York', locale: 'de-DE' },
      { name: 'cleo', deleted: true },
    ],
    channels: [
      'staff',
      { name: 'attic', archived: true },
      { name: 'board', bot: false },
      { name: 'quiet', type: 'group' as const },
    ],
  }
  slack = await startSlack({ teams: [river, { name: 'Hill', people: ['ada'] }] })
  client = connect(slack.apiUrl, slack.token)
})
afterEach(() => slack.close())

const channel = (name: string) => slack.channel(name).id
const divider = { type: 'divider' } as const

test('each workspace is known by its token, and an unknown token is turned away', async () => {
  const all = await Promise.all(slack.teams.map(team => connect(slack.apiUrl, team.token).auth.test()))
  expect(all.map(one => one.team)).toEqual(['River', 'Hill'])
  expect(all[0]).toMatchObject({
    ok: true,
    user: 'hearth',
    team_id: 'T0LIBRARY1',
    is_enterprise_install: false,
  })
  expect(await error(connect(slack.apiUrl, 'xoxb-wrong').auth.test())).toBe('invalid_auth')
  expect(
    await error(
      connect(slack.apiUrl, slack.token).users.info({ user: slack.person('ada', 'T0LIBRARY2').id }),
    ),
  ).toBe('user_not_found')
})

test('a person comes with the time zone, a deactivated one without', async () => {
  const { user } = await client.users.info({ user: slack.person('ben').id, include_locale: true })
  expect(user).toMatchObject({ name: 'ben', tz: 'America/New_York', locale: 'de-DE', deleted: false })
  expect(Math.abs(user?.tz_offset ?? 0) / 3600).toBeOneOf([4, 5])
  const gone = await client.users.info({ user: slack.person('cleo').id })
  expect(gone.user).toMatchObject({ deleted: true })
  expect(gone.user?.tz).toBeUndefined()
})

test('a post is kept with its metadata, and answered in its thread', async () => {
  const metadata = { event_type: 'plan', event_payload: { id: '1' } }
  const root = await client.chat.postMessage({ channel: channel('staff'), text: 'root', metadata })
  await client.chat.postMessage({ channel: channel('staff'), text: 'reply', thread_ts: root.ts })
  expect(slack.posted('#staff').map(one => one.text)).toEqual(['root', 'reply'])
  expect(slack.posted('#staff')[0]?.metadata).toEqual(metadata)
  const { messages } = await client.conversations.replies({ channel: channel('staff'), ts: root.ts ?? '' })
  expect(messages?.map(one => one.text)).toEqual(['root', 'reply'])
  expect(messages?.[0]).toMatchObject({ reply_count: 1, thread_ts: root.ts })
  const history = await client.conversations.history({ channel: channel('staff') })
  expect(history.messages?.map(one => one.text)).toEqual(['root'])
  const { permalink } = await client.chat.getPermalink({
    channel: channel('staff'),
    message_ts: root.ts ?? '',
  })
  expect(permalink).toContain(`/archives/${channel('staff')}/p`)
})

test('a personal chat opens by conversations.open and by the person’s id, and is the same', async () => {
  const { id } = slack.person('ben')
  const opened = await client.conversations.open({ users: id })
  const sent = await client.chat.postMessage({ channel: id, text: 'hello' })
  expect(sent.channel).toBe(opened.channel?.id)
  expect(slack.posted('DM', 'ben').map(one => one.text)).toEqual(['hello'])
  expect(await error(client.conversations.open({ users: slack.person('cleo').id }))).toBe('user_disabled')
})

test('a post into a closed place is refused by its name', async () => {
  const post = (to: string) => error(client.chat.postMessage({ channel: to, text: 'x' }))
  expect(await post(channel('attic'))).toBe('is_archived')
  expect(await post(channel('board'))).toBe('not_in_channel')
  expect(await post('C0NOWHERE')).toBe('channel_not_found')
  expect(await post(slack.channel('staff', slack.person('ada', 'T0LIBRARY2')).id)).toBe('channel_not_found')
  expect(await post(channel('quiet'))).toBe('ok')
})

test('a message is changed and deleted by its author only', async () => {
  const place = { channel: channel('staff') }
  const { ts = '' } = await client.chat.postMessage({ ...place, text: 'one', blocks: [divider] })
  await client.chat.update({ ...place, ts, text: 'two' })
  expect(slack.posted('#staff')[0]).toMatchObject({
    text: 'two',
    edited: { user: slack.person('hearth').id },
  })
  expect(slack.posted('#staff')[0]?.blocks).toBeUndefined()
  await client.chat.delete({ ...place, ts })
  expect(slack.posted('#staff')).toEqual([])
  expect(await error(client.chat.update({ ...place, ts, text: 'x' }))).toBe('message_not_found')
})

test('what is for one person’s eyes can be neither updated nor deleted', async () => {
  const place = { channel: channel('staff') }
  const { message_ts: ts = '' } = await client.chat.postEphemeral({
    ...place,
    user: slack.person('ada').id,
    text: 'psst',
  })
  expect(slack.ephemerals('ada').map(one => one.text)).toEqual(['psst'])
  expect(slack.posted('#staff')).toEqual([])
  expect(await error(client.chat.update({ ...place, ts, text: 'x' }))).toBe('message_not_found')
  expect(await error(client.chat.delete({ ...place, ts }))).toBe('message_not_found')
})

test('a home tab is published, replaced, and guarded by its hash', async () => {
  const user_id = slack.person('ada').id
  const first = await client.views.publish({ user_id, view: { type: 'home', blocks: [divider] } })
  await client.views.publish({
    user_id,
    view: { type: 'home', blocks: [divider, divider] },
    hash: first.view?.hash,
  })
  expect(slack.home('ada')?.blocks).toHaveLength(2)
  const stale = client.views.publish({ user_id, view: { type: 'home', blocks: [] }, hash: first.view?.hash })
  expect(await error(stale)).toBe('hash_conflict')
})

test('a trigger opens one modal, and only within three seconds', async () => {
  const view = {
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: 'T' },
    blocks: [divider],
  }
  const open = (trigger_id: string) => error(client.views.open({ trigger_id, view }))
  const trigger = slack.trigger('ada')
  const late = slack.trigger('ada')
  expect([await open(trigger), await open(trigger), await open('x')]).toEqual([
    'ok',
    'exchanged_trigger_id',
    'invalid_trigger_id',
  ])
  slack.advance(3_001)
  expect(await open(late)).toBe('expired_trigger_id')
})

test('a file goes up in three steps and arrives in its thread', async () => {
  const { ts = '' } = await client.chat.postMessage({ channel: channel('staff'), text: 'root' })
  const where = { channel_id: channel('staff'), thread_ts: ts }
  await client.filesUploadV2({
    ...where,
    filename: 'plan.ics',
    content: 'BEGIN:VCALENDAR',
    initial_comment: 'your plan',
  })
  expect(slack.files[0]).toMatchObject({ name: 'plan.ics', content: 'BEGIN:VCALENDAR', thread_ts: ts })
  expect(slack.posted('#staff').at(-1)).toMatchObject({ text: 'your plan', thread_ts: ts })
})

test('reactions are kept', async () => {
  const { ts = '' } = await client.chat.postMessage({ channel: channel('staff'), text: 'root' })
  await client.reactions.add({ channel: channel('staff'), timestamp: ts, name: 'tada' })
  expect(slack.posted('#staff')[0]?.reactions?.[0]?.name).toBe('tada')
})

test('what breaks a rule is refused as Slack refuses it, and remembered', async () => {
  const post = (more: object) =>
    error(client.chat.postMessage({ channel: channel('staff'), text: 'x', ...more }))
  expect(await post({ blocks: [{ type: 'banner' }] })).toBe('invalid_blocks')
  const long = { type: 'section', text: { type: 'plain_text', text: 'x'.repeat(2500) } }
  expect(await post({ blocks: [long, long, long, long] })).toBe('msg_blocks_too_long')
  expect(await post({ text: undefined, blocks: [divider] })).toBe('ok')
  expect(await post({ thread_ts: '1.2' })).toBe('ok')
  expect(slack.violations).toHaveLength(4)
  await expect(slack.close()).rejects.toThrow('Slack would object')
  slack.takeViolations()
  slack = await startSlack()
})

test('a scope that the manifest lacks is missed', async () => {
  await slack.close()
  slack = await startSlack({ manifest: { oauth_config: { scopes: { bot: ['chat:write'] } } } })
  client = connect(slack.apiUrl, slack.token)
  expect(await error(client.chat.postMessage({ channel: channel('staff'), text: 'x' }))).toBe('ok')
  expect(await error(client.users.info({ user: slack.person('ada').id }))).toBe('missing_scope')
  expect(slack.takeViolations()).toEqual(['users.info: needs the scope users:read'])
})

test('a message reads as people see it', async () => {
  const text = '*Hi* <@U1> &lt;!channel&gt; <https://example.org|here> <!here>'
  await client.chat.postMessage({
    channel: channel('staff'),
    text,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
  })
  const [message] = slack.posted('#staff')
  expect(message && seen(message)).toEqual({
    text: 'Hi @U1 <!channel> here @here',
    buttons: [],
    mentions: ['U1', '@here'],
    links: ['https://example.org'],
  })
})

test('whichever way the bot speaks, what it sends is judged', async () => {
  const wrong = {
    text: 'x',
    blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
  } as never as { text: string }
  const [place, user] = [{ channel: channel('staff') }, slack.person('ada').id]
  const { ts = '' } = await client.chat.postMessage({ ...place, text: 'fine' })
  const go = {
    type: 'actions' as const,
    elements: [{ type: 'button' as const, text: { type: 'plain_text' as const, text: 'Go' } }],
  }
  const view = { type: 'home' as const, ...(wrong as object), blocks: [{ type: 'section' as const }, go] }
  await error(client.chat.postMessage({ ...place, ...wrong }))
  await error(client.chat.update({ ...place, ts, ...wrong }))
  await error(client.chat.postEphemeral({ ...place, user, ...wrong }))
  await error(client.views.publish({ user_id: user, view }))
  const app = await startRecorder()
  slack.deliverTo(app.url)
  app.reply.body = JSON.stringify(wrong)
  await slack.slash('ada', '#staff', '/hearth')
  await fetch(String(app.last().payload.response_url), { method: 'POST', body: JSON.stringify(wrong) })
  await app.close()
  expect(slack.takeViolations().map(one => one.split(':')[0])).toEqual([
    'chat.postMessage',
    'chat.update',
    'chat.postEphemeral',
    'views.publish',
    'acknowledgement',
    'response_url',
  ])
})
