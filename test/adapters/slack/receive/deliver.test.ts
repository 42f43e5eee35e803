import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { text } from '../../../../src/core/message.ts'
import { seen } from '../../../slack/stand-in.ts'
import { stage } from '../stage.ts'

let on: Awaited<ReturnType<typeof stage>>
beforeEach(async () => {
  on = await stage({ config: { commands: ['icebreaker', 'plan'] } })
  await on.start()
})
afterEach(() => on.close())

const say = [text('hello')]

describe('the acknowledgement', () => {
  it.each([
    ['a private reply', { type: 'reply', message: say, private: true }, 'ephemeral'],
    ['a public reply', { type: 'reply', message: say }, 'in_channel'],
    ['a replacement of nothing', { type: 'replace', message: say }, 'ephemeral'],
  ] as const)('of a slash command carries %s', async (_, effect, response_type) => {
    const carried: boolean[] = []
    on.bot.act = async (_, acknowledge) => void carried.push(acknowledge(effect))
    const { body } = await on.slack.slash('ada', '#staff', '/icebreaker')
    expect([JSON.parse(body).response_type, carried]).toEqual([response_type, [true]])
    expect(on.slack.calls.map(call => call.method)).toEqual(['auth.test'])
  })

  it.each([
    ['is to be found again', { type: 'reply', message: say, card: { name: 'run/1' } }],
    ['must be split', { type: 'reply', message: [text('word '.repeat(4_000))] }],
    ['has a file', { type: 'reply', message: [...say, { type: 'file', name: 'a', text: 'b' }] }],
  ] as const)('carries nothing that %s', async (_, effect) => {
    const carried: boolean[] = []
    on.bot.act = async (_, acknowledge) => void carried.push(acknowledge(effect))
    const { body } = await on.slack.slash('ada', '#staff', '/icebreaker')
    expect([body, carried]).toEqual(['', [false]])
  })

  it('of anything else is empty', async () => {
    const carried: boolean[] = []
    on.bot.act = async (_, acknowledge) => void carried.push(acknowledge({ type: 'reply', message: say }))
    expect((await on.slack.say('ada', 'DM', 'hello')).body).toBe('')
    expect(carried).toEqual([false])
  })
})

describe('what is signed and odd all the same', () => {
  const press = {
    type: 'block_actions',
    team: { id: 'T0LIBRARY1' },
    user: { id: 'U0ADA00001' },
    actions: [{ action_id: 'a', value: 'plan' }],
  }
  const deep = `${'[{"a":'.repeat(20_000)}0${'}]'.repeat(20_000)}`
  const asForm = (json: string) => `payload=${encodeURIComponent(json)}`
  const form = 'application/x-www-form-urlencoded'

  it('is taken without a trigger, nested deeper than can be written down again', async () => {
    const json = JSON.stringify(press).replace('{', `{"more":${deep},`)
    expect((await on.slack.raw(asForm(json), { contentType: form })).status).toBe(200)
    expect(on.received.map(one => one.text)).toEqual(['plan'])
  })

  it('is taken where Slack’s list of authorizations holds nothing', async () => {
    const event = {
      type: 'message',
      channel_type: 'im',
      channel: 'D0ADA00001',
      user: 'U0ADA00001',
      ts: '1.2',
    }
    const body = {
      type: 'event_callback',
      event_id: 'Ev1',
      team_id: 'T0LIBRARY1',
      authorizations: [null],
      event,
    }
    const sent = await on.slack.raw(JSON.stringify(body), { contentType: 'application/json' })
    expect([sent.status, on.received.length]).toEqual([200, 1])
  })

  it('is clipped where it is longer than Slack lets anybody type', async () => {
    const state = { values: { b: { 'in/words': { type: 'plain_text_input', value: 'x'.repeat(500_000) } } } }
    await on.slack.raw(asForm(JSON.stringify({ ...press, state })), { contentType: form })
    expect(on.received[0]?.values.words?.length).toBe(40_000)
  })

  it('is known again by what it holds, where what Slack calls it cannot be kept', async () => {
    await on.slack.raw(asForm(JSON.stringify({ ...press, trigger_id: 'a\0b' })), { contentType: form })
    expect(on.received[0]?.id).toMatch(/^[0-9a-f]{32}$/)
  })

  it('is refused where its ids are no ids of Slack’s', async () => {
    const long = { ...press, user: { id: `U${'0'.repeat(5_000)}` } }
    expect((await on.slack.raw(asForm(JSON.stringify(long)), { contentType: form })).status).toBe(400)
  })
})

describe('a delivery', () => {
  it('that comes again does nothing twice, and waits for the first', async () => {
    const first = await on.slack.say('ada', 'DM', 'hello')
    const again = await on.slack.redeliver(first)
    expect([again.status, on.received.length]).toEqual([200, 1])
    const slash = await on.slack.slash('ada', '#staff', '/plan')
    expect([(await on.slack.redeliver(slash)).status, on.received.length]).toEqual([200, 2])
  })

  it('that comes again while the first is in hand is not answered before it', async () => {
    let finish = () => {}
    on.bot.act = (_, acknowledge) =>
      new Promise(resolve => {
        finish = () => resolve(void acknowledge())
      })
    const order: string[] = []
    const first = on.slack.say('ada', 'DM', 'hello').then(done => order.push('first') && done)
    await on.slack.until(() => on.received[0])
    const ts = on.received[0]?.sourceMessageId ?? ''
    const event = {
      type: 'message',
      channel: 'D0ADA000001',
      channel_type: 'im',
      user: 'U0ADA000001',
      text: 'hello',
      ts,
    }
    const again = on.slack.event('T0LIBRARY1', event).then(() => order.push('again'))
    await new Promise(resolve => setTimeout(resolve, 30))
    expect(order).toEqual([])
    finish()
    await Promise.all([first, again])
    expect(on.received).toHaveLength(1)
  })

  it('whose envelope tells less than usual is heard all the same', async () => {
    const { id } = on.slack.channel('DM', 'ada')
    const event = {
      type: 'message',
      channel: id,
      channel_type: 'im',
      user: on.slack.person('ada').id,
      text: 'hello',
      ts: '1.1',
    }
    const envelope = {
      type: 'event_callback',
      event_id: 'Ev1',
      team_id: 'T0LIBRARY1',
      authorizations: [{ is_bot: true }],
      event,
    }
    expect((await on.slack.raw(JSON.stringify(envelope))).status).toBe(200)
    expect(on.received).toHaveLength(1)
  })

  it('that failed is heard again', async () => {
    on.bot.act = async () => {
      throw new Error('the disk is full')
    }
    const first = await on.slack.say('ada', 'DM', 'hello')
    on.bot.act = async (_, acknowledge) => void acknowledge()
    const again = await on.slack.redeliver(first)
    expect([first.status, again.status, on.received.length]).toEqual([500, 200, 2])
  })

  it('of an unknown slash command is answered at once', async () => {
    const { body } = await on.slack.slash('ada', '#staff', '/surprise')
    expect(JSON.parse(body)).toMatchObject({
      response_type: 'ephemeral',
      text: expect.stringContaining('/hearth help'),
    })
    expect(on.received).toEqual([])
  })
})

describe('a line in a channel', () => {
  it('outside the threads that the bot listens to is nobody’s business', async () => {
    const root = await on.slack.say('ada', '#staff', 'top level')
    await on.slack.say('ada', '#staff', 'in a thread', { under: root.said })
    await on.slack.edit(root.said, 'top level, mended')
    expect([on.received, on.logged, on.slack.callsTo('users.info')]).toEqual([[], [], []])
  })

  it('in a thread that the bot listens to is a line; by name too, and once', async () => {
    const root = await on.slack.say('ada', '#staff', 'root')
    on.bot.listening.add(`slack:T0LIBRARY1/${root.said.channel}/${root.said.ts}`)
    await on.slack.say('ben', '#staff', 'an answer', { under: root.said })
    const { said } = await on.slack.say('ben', '#staff', '@hearth back', { under: root.said })
    expect(on.received.map(({ kind, text }) => [kind, text])).toEqual([
      ['line', 'an answer'],
      ['line', 'back'],
    ])
    await on.slack.edit(said, 'a better answer')
    expect(on.received.at(-1)).toMatchObject({
      kind: 'edit',
      text: 'a better answer',
      sourceMessageId: said.ts,
    })
  })

  it('that names the bot is a command, heard once', async () => {
    await on.slack.say('ben', '#staff', '@hearth icebreaker teens')
    expect(on.received).toMatchObject([
      { kind: 'command', text: 'icebreaker teens', person: { name: 'ben' } },
    ])
  })
})

describe('a direct chat', () => {
  const slash = (channel_id: string) =>
    on.slack.deliver('slash_commands', {
      command: '/icebreaker',
      text: '',
      team_id: 'T0LIBRARY1',
      channel_id,
      channel_name: 'directmessage',
      user_id: on.slack.person('ada').id,
    })

  it('with the bot is personal', async () => {
    await slash(on.slack.channel('DM', 'ada').id)
    expect(on.received[0]?.place).toMatchObject({
      personal: true,
      address: `slack:T0LIBRARY1/${on.slack.person('ada').id}`,
    })
  })

  it('of two colleagues is not, so that nothing private is shown to both', async () => {
    await slash('D0OTHERS01')
    expect(on.received[0]?.place).toMatchObject({ personal: false, address: 'slack:T0LIBRARY1/D0OTHERS01' })
  })
})

it('the Home tab shows what is answered there, and its buttons answer in the personal chat', async () => {
  on.bot.act = async (incoming, acknowledge) => {
    acknowledge()
    await on.adapter.send(
      incoming.answer.private,
      incoming.text === 'home'
        ? [text('doors'), { type: 'buttons', buttons: [{ label: 'Go', command: 'go' }] }]
        : say,
    )
  }
  await on.slack.openHome('ada', 'messages')
  expect(on.received).toEqual([])
  await on.slack.openHome('ada')
  await on.slack.until(() => on.slack.home('ada'))
  await on.slack.pressHome('ada', 'Go')
  const posted = await on.slack.until(() => on.slack.posted('DM', 'ada')[0])
  expect(seen(posted).text).toBe('hello')
})
