import { describe, expect, it } from 'vitest'
import { isSlackUrl, locationOf } from '../../../../adapters/slack/address.ts'
import { classify, type Delivery } from '../../../../adapters/slack/receive/classify.ts'
import {
  fromCommand,
  fromHome,
  fromMessage,
  fromPress,
  isTyped,
} from '../../../../adapters/slack/receive/parse.ts'
import { readable } from '../../../../adapters/slack/render/mrkdwn.ts'

const about = { id: 'D1', team: 'T1', at: 5, person: { id: 'U3', name: 'ada' }, personal: false }
const url = 'https://hooks.slack.com/commands/T1/2/3'

function delivered<K extends Delivery['kind']>(
  kind: K,
  body: object,
): Extract<Delivery, { kind: K }>['payload'] {
  const sorted = classify(body as Record<string, unknown>)
  if (sorted.is !== 'delivery' || sorted.delivery.kind !== kind) throw new Error(`it is ${sorted.is}`)
  return sorted.delivery.payload as never
}

const event = (inner: object) => ({ type: 'event_callback', event_id: 'Ev1', team_id: 'T1', event: inner })
const line = (more: object = {}) =>
  event({
    type: 'message',
    channel: 'C2',
    channel_type: 'channel',
    user: 'U3',
    text: 'hi',
    ts: '170.1',
    ...more,
  })
const slash = (more: object = {}) => ({
  command: '/icebreaker',
  text: 'teens <!channel> &lt;',
  team_id: 'T1',
  channel_id: 'C2',
  channel_name: 'staff',
  user_id: 'U3',
  response_url: url,
  ...more,
})

describe('a slash command', () => {
  const parsed = fromCommand(delivered('command', slash()), about)

  it('is the line without the slash, in the characters that were typed', () => {
    expect(parsed).toMatchObject({
      kind: 'command',
      text: 'icebreaker teens <!channel> &lt;',
      workspace: 'slack-t1',
    })
  })

  it('has a place that may be kept, and answers that may not', () => {
    expect(parsed.place).toEqual({
      address: 'slack:T1/C2',
      conversation: 'slack:T1/C2',
      personal: false,
      thread: false,
      name: '#staff',
    })
    expect(parsed.answer.private).toBe(`slack:T1/C2/U3?r=${url}`)
    expect(locationOf(parsed.answer.here)).toEqual({
      team: 'T1',
      conversation: 'C2',
      waiting: true,
      respond: url,
    })
  })

  it('in the asker’s own chat is answered there, for nobody else can see it', () => {
    const own = fromCommand(
      delivered('command', slash({ channel_id: 'D3', channel_name: 'directmessage' })),
      {
        ...about,
        personal: true,
      },
    )
    expect(own.place).toEqual({
      address: 'slack:T1/U3',
      conversation: 'slack:T1/U3',
      personal: true,
      thread: false,
    })
    expect(own.answer).toEqual({ here: 'slack:T1/U3?a', private: 'slack:T1/U3?a' })
  })

  it('is named by its trigger, or by what it holds', () => {
    const id = (body: object) => (classify(body as never) as { delivery: Delivery }).delivery.id
    expect(id(slash({ trigger_id: '1.2' }))).toBe('1.2')
    expect(id(slash())).toBe(id(slash()))
    expect(id(slash())).not.toBe(id(slash({ text: 'other' })))
  })
})

describe('a pressed button', () => {
  const press = (more: object = {}) => ({
    type: 'block_actions',
    team: { id: 'T1' },
    user: { id: 'U3', username: 'ada' },
    channel: { id: 'C2', name: 'staff' },
    container: { type: 'message', message_ts: '170.2', channel_id: 'C2', is_ephemeral: false },
    response_url: url,
    actions: [{ type: 'button', action_id: 'press/0', value: 'plan save' }],
    ...more,
  })
  const parsed = (more?: object) => fromPress(delivered('press', press(more)), about)

  it('is its command, with the card it stands on', () => {
    expect(parsed()).toMatchObject({
      kind: 'command',
      text: 'plan save',
      card: { address: 'slack:T1/C2', id: '170.2', thread: 'slack:T1/C2/170.2' },
    })
  })

  it('brings along what the fields hold', () => {
    const state = {
      values: {
        a: { 'in/why': { type: 'plain_text_input', value: 'to meet' } },
        b: { 'in/when': { type: 'datepicker', selected_date: '2026-12-01' } },
        c: { 'in/who': { type: 'users_select', selected_user: 'U7' } },
        d: { 'in/where': { type: 'conversations_select', selected_conversation: 'C9' } },
        e: { 'in/one': { type: 'radio_buttons', selected_option: { value: 'yes' } } },
        f: { 'in/many': { type: 'checkboxes', selected_options: [{ value: 'a' }, { value: 'b' }] } },
        g: { 'in/empty': { type: 'plain_text_input', value: null } },
      },
    }
    expect(parsed({ state })?.values).toEqual({
      why: 'to meet',
      when: '2026-12-01',
      who: 'U7',
      one: 'yes',
      many: 'a,b',
      empty: '',
    })
    expect(parsed({ state })?.chosen).toEqual({ where: 'slack:T1/C9' })
  })

  it('on a card that only one person sees is changed through the response_url', () => {
    const container = { message_ts: '170.2', channel_id: 'C2', is_ephemeral: true }
    expect(locationOf(parsed({ container })?.card?.address ?? '')).toMatchObject({ only: 'U3', respond: url })
  })

  it('in a thread goes on in that thread', () => {
    const container = { message_ts: '170.2', thread_ts: '169.3', channel_id: 'C2' }
    expect(parsed({ container })).toMatchObject({
      place: { address: 'slack:T1/C2/169.3', conversation: 'slack:T1/C2', thread: true },
      card: { thread: 'slack:T1/C2/169.3' },
    })
  })

  it('on the Home tab is answered in the person’s own chat', () => {
    const home = parsed({
      channel: undefined,
      container: { type: 'view' },
      response_url: undefined,
      view: { type: 'home' },
    })
    expect(home?.place).toMatchObject({ address: 'slack:T1/U3', personal: true })
    expect(home?.card).toBeUndefined()
  })

  it('that only opens an address asks nothing', () => {
    expect(parsed({ actions: [{ type: 'button', action_id: 'press/1' }] })).toBeUndefined()
  })
})

describe('a typed line', () => {
  const parsed = (more: object, personal = false) =>
    fromMessage(delivered('message', line(more)), { ...about, personal }, 'U0BOT')

  it('is what the person saw', () => {
    expect(
      readable(
        '&lt;b&gt; &amp;lt; <@U1|ada> <#C1|staff> <https://x.org/?a=1&amp;b|x> <!here> <mailto:a@b.org|a@b.org>',
      ),
    ).toBe('<b> &lt; @ada #staff https://x.org/?a=1&b @here a@b.org')
  })

  it('in a thread has the thread for a place, and the first message of one has not', () => {
    expect(parsed({ thread_ts: '169.3' }).place).toMatchObject({ address: 'slack:T1/C2/169.3', thread: true })
    expect(parsed({ thread_ts: '170.1' }).place).toMatchObject({ address: 'slack:T1/C2', thread: false })
  })

  it('in one’s own chat is addressed by the person', () => {
    expect(parsed({ channel: 'D3', channel_type: 'im' }, true).place.address).toBe('slack:T1/U3')
  })

  it('may be a file without a word', () => {
    expect(parsed({ subtype: 'file_share', text: '' })).toMatchObject({ kind: 'line', text: '' })
  })

  it('after the bot’s name is a command without the name, and one delivery with its twin', () => {
    const mention = line({ type: 'app_mention', text: '<@U0BOT> icebreaker teens' })
    expect(fromMessage(delivered('message', mention), about, 'U0BOT')).toMatchObject({
      kind: 'command',
      text: 'icebreaker teens',
    })
    const ids = [mention, line()].map(body => (classify(body) as { delivery: Delivery }).delivery.id)
    expect(ids[0]).toBe(ids[1])
  })

  it('changed later is an edit of what was said', () => {
    const message = { user: 'U3', text: 'new', ts: '165.1', thread_ts: '160.1' }
    const changed = line({ subtype: 'message_changed', message, previous_message: { text: 'old' } })
    expect(fromMessage(delivered('message', changed), about, 'U0BOT')).toMatchObject({
      kind: 'edit',
      text: 'new',
      sourceMessageId: '165.1',
      place: { address: 'slack:T1/C2/160.1' },
    })
  })

  it('that is deleted is a deletion of what was said, in the thread it stood in', () => {
    const before = { type: 'message', user: 'U3', text: 'old', ts: '165.1', thread_ts: '160.1' }
    const gone = line({
      subtype: 'message_deleted',
      deleted_ts: '165.1',
      previous_message: before,
      user: undefined,
    })
    const payload = delivered('message', gone)
    expect(isTyped(payload, 'U0BOT')).toBe(true)
    expect(fromMessage(payload, about, 'U0BOT')).toMatchObject({
      kind: 'delete',
      text: '',
      sourceMessageId: '165.1',
      place: { address: 'slack:T1/C2/160.1' },
    })
  })

  it('under which others answered leaves a tombstone when it is deleted', () => {
    const before = { user: 'U3', text: 'old', ts: '165.1' }
    const message = {
      subtype: 'tombstone',
      user: 'USLACKBOT',
      text: 'This message was deleted.',
      ts: '165.1',
    }
    const payload = delivered(
      'message',
      line({ subtype: 'message_changed', message, previous_message: before }),
    )
    expect(isTyped(payload, 'U0BOT')).toBe(true)
    expect(fromMessage(payload, about, 'U0BOT')).toMatchObject({ kind: 'delete', sourceMessageId: '165.1' })
  })

  it('calls people by their names, and whom nobody knows somebody: an id says nothing to people', () => {
    const context = { ...about, mentioned: [{ id: 'U7', name: 'Ben Keller' }] }
    const typed = delivered('message', line({ text: 'ask <@U7> and <@U8> and <@U9|zoe>, <@U0BOT>' }))
    expect(fromMessage(typed, context, 'U0BOT')).toMatchObject({
      text: 'ask @Ben Keller and @someone and @zoe, @someone',
      mentioned: [{ id: 'U7', name: 'Ben Keller' }],
      addressed: true,
    })
    expect(fromCommand(delivered('command', slash({ text: 'step Call <@U7|ben>' })), context).text).toBe(
      'icebreaker step Call @Ben Keller',
    )
    const unknown = delivered('command', slash({ text: 'step Call <@U9|zoe>, who knows <@U8>' }))
    expect(fromCommand(unknown, context).text).toBe('icebreaker step Call @zoe, who knows <@U8>')
  })

  it('is typed by a person, or it is nothing', () => {
    const typed = (more: object) => isTyped(delivered('message', line(more)), 'U0BOT')
    expect(typed({})).toBe(true)
    expect(typed({ bot_id: 'B1' })).toBe(false)
    expect(typed({ user: 'U0BOT' })).toBe(false)
    expect(typed({ subtype: 'channel_join' })).toBe(false)
    expect(typed({ subtype: 'message_deleted' })).toBe(false)
    const unfolded = { message: { user: 'U3', text: 'same', ts: '1.1' }, previous_message: { text: 'same' } }
    expect(typed({ subtype: 'message_changed', ...unfolded })).toBe(false)
  })
})

it('opening the Home tab is the command home, answered on that tab', () => {
  const home = delivered('home', event({ type: 'app_home_opened', user: 'U3', channel: 'D3', tab: 'home' }))
  expect(fromHome(home, about)).toMatchObject({ text: 'home', answer: { here: 'slack:T1/U3?home' } })
})

it('whom an event is for stands in its authorizations', () => {
  const shared = { ...line(), team_id: 'T9', authorizations: [{ team_id: 'T1' }] }
  expect(classify(shared)).toMatchObject({ delivery: { team: 'T1' } })
})

it.each([
  [{}, 'malformed'],
  [{ type: 'event_callback' }, 'malformed'],
  [{ type: 'event_callback', event_id: 'E', team_id: 'T1', event: null }, 'malformed'],
  [line({ channel: { id: 'C2' } }), 'malformed'],
  [slash({ user_id: '../etc' }), 'malformed'],
  [{ type: 'block_actions', user: { id: 'U3' }, actions: [] }, 'malformed'],
  [{ type: 'block_actions', user: { id: 'U3' }, actions: { length: { toString: 1 } } }, 'malformed'],
  [slash({ command: { length: { toString: 1 } } }), 'malformed'],
  [
    slash({ channel_name: { length: { toString: 1 } }, response_url: { length: { toString: 1 } } }),
    'delivery',
  ],
  [{ type: 'surprise' }, 'unknown'],
  [{ type: 'view_submission' }, 'malformed'],
  [{ type: 'view_submission', user: { id: 'U3', team_id: 'T1' }, view: { type: 'modal' } }, 'delivery'],
  [{ type: 'view_closed' }, 'nothing'],
  [{ type: 'app_rate_limited' }, 'rate limited'],
  [event({ type: 'team_join', user: { id: 'U9' } }), 'nothing'],
])('%j is %s', (body, is) => {
  expect(classify(body as Record<string, unknown>)).toMatchObject({ is })
})

it.each([
  ['https://hooks.slack.com/actions/1', true],
  ['https://hooks.slack-gov.com/actions/1', true],
  ['http://hooks.slack.com/actions/1', false],
  ['https://hooks.slack.com.evil.org/1', false],
  ['https://evilslack.com/1', false],
  ['https://hooks.slack.com:8443/1', false],
  ['https://a@hooks.slack.com/1', false],
  ['http://127.0.0.1:5/answer', false],
])('a response_url %s is Slack’s: %s', (address, is) => {
  expect(isSlackUrl(address)).toBe(is)
})
