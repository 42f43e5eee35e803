import { afterEach, beforeEach, expect, it } from 'vitest'
import { binaryFile, button, buttons, file, fold, type Message, text } from '../../../../src/core/message.ts'
import { rateLimited, refused, reset, seen, serverError } from '../../../slack/stand-in.ts'
import { stage } from '../stage.ts'

const channels = [
  'staff',
  { name: 'closed', type: 'group' as const, bot: false },
  { name: 'old', archived: true },
]
const hello = [text('hello')]
let on: Awaited<ReturnType<typeof stage>>
beforeEach(async () => {
  on = await stage({ teams: [{ people: ['ada', 'ben', { name: 'gone', deleted: true }], channels }] })
  await on.start()
})
afterEach(() => on.close())

const at = (where: string) => `slack:T0LIBRARY1/${where}` as const
const channel = (name: string) => at(on.slack.channel(name).id)
const person = (name: string) => at(on.slack.person(name).id)
const send = (to: ReturnType<typeof at>, message: Message = hello) => on.adapter.send(to, message)

it('posts, changes and takes back, and knows when a card is gone', async () => {
  const card = await send(channel('#staff'))
  if (!card) throw new Error('no card')
  expect(card.thread).toBe(`${channel('#staff')}/${card.id}`)
  expect(await on.adapter.update(card, [text('changed')])).toBe(true)
  expect(on.slack.posted('#staff').map(one => seen(one).text)).toEqual(['changed'])
  await on.adapter.remove(card)
  expect(on.slack.posted('#staff')).toEqual([])
  expect(await on.adapter.update(card, hello)).toBe(false)
  await on.adapter.remove(card)
})

it('says what belongs to a message in a person’s own chat in that chat, and speaks in threads there as well', async () => {
  const card = await send(person('ada'))
  expect(card).toMatchObject({ thread: person('ada'), below: `${person('ada')}/${card?.id}` })
  const beneath = await send(card?.below as ReturnType<typeof at>)
  expect(beneath?.thread).toBe(card?.below)
  await send(card?.thread as ReturnType<typeof at>)
  expect(on.slack.posted('DM', 'ada').map(one => one.thread_ts)).toEqual([undefined, card?.id, undefined])
  expect(await on.adapter.update(card as never, [text('changed')])).toBe(true)
})

it.each([
  ['#closed', '/invite @Hearth'],
  ['#old', 'archived'],
])('says why it cannot speak in %s, and what to do', async (name, words) => {
  const failed = send(channel(name))
  await expect(failed).rejects.toMatchObject({ outcome: 'unreachable' })
  await expect(failed).rejects.toThrow(words)
})

it('says why it cannot reach a person who left, and knows nobody by that id any more', async () => {
  await expect(send(person('gone'))).rejects.toThrow(/not active/)
  expect(await on.adapter.person('slack-t0library1', on.slack.person('gone').id)).toBeUndefined()
})

it('knows people by name and time zone, and asks once', async () => {
  const { id } = on.slack.person('ada')
  const ask = () => on.adapter.person('slack-t0library1', id)
  expect(await ask()).toMatchObject({ id, name: 'ada', timeZone: 'Europe/Berlin' })
  await ask()
  expect(on.slack.callsTo('users.info')).toHaveLength(1)
  expect(await on.adapter.person('slack-t9', id)).toBeUndefined()
})

it('tells the operator of a revoked token, in words and without the token', async () => {
  on.slack.fail('chat.postMessage', refused('token_revoked'))
  await expect(send(channel('#staff'))).rejects.toThrow()
  expect(on.logged.join()).toContain('SLACK_BOT_TOKEN')
  expect(on.logged.join()).not.toContain(on.slack.token)
})

it('waits when Slack asks for it, and never posts twice in doubt', async () => {
  on.slack.fail('chat.postMessage', rateLimited(1))
  await send(channel('#staff'))
  on.slack.fail('chat.postMessage', reset(true))
  await expect(send(channel('#staff'))).rejects.toThrow()
  on.slack.fail('chat.postMessage', serverError(500, true))
  await expect(send(channel('#staff'))).rejects.toThrow()
  expect(on.slack.posted('#staff')).toHaveLength(3)
})

it('draws anew what a Slack refuses that does not take a folded part yet', async () => {
  const message = [fold('Hints', text('Ask Rosa.')), buttons(button('Post', 'post'))]
  on.slack.fail('chat.postMessage', refused('invalid_blocks'))
  const card = await send(channel('#staff'), message)
  expect(seen(on.slack.posted('#staff')[0] as never).text).toContain('Ask Rosa.')
  expect(JSON.stringify(on.slack.posted('#staff')[0]?.blocks)).not.toContain('container')
  on.slack.fail('chat.update', refused('invalid_blocks'))
  expect(card && (await on.adapter.update(card, message))).toBe(true)
})

it('uploads a file to where it was asked for', async () => {
  await send(channel('#staff'), [text('Your plan'), file('plan.md', '# Plan')])
  expect(on.slack.files).toMatchObject([
    { name: 'plan.md', content: '# Plan', channel: on.slack.channel('#staff').id },
  ])
})

it('uploads a file that is no text byte for byte', async () => {
  const bytes = Uint8Array.from([0x50, 0x4b, 3, 4, 0, 255, 254])
  await send(channel('#staff'), [binaryFile('plan.docx', bytes)])
  expect([...(on.slack.files[0]?.bytes ?? [])]).toEqual([...bytes])
})

it('puts a file that only the asker may see into their own chat, and says so', async () => {
  await on.slack.slash('ada', '#staff', '/hearth', 'export')
  await send(on.received[0]?.answer.private as never, [file('plan.md', '# Plan')])
  expect(seen(on.slack.ephemerals('ada')[0] as never).text).toContain('plan.md is in your direct messages')
  expect(on.slack.files).toMatchObject([{ channel: on.slack.channel('DM', 'ada').id }])
})

it('answers through the response_url where it is no member, and without it when it has expired', async () => {
  await on.slack.slash('ada', '#closed', '/icebreaker')
  const { answer } = on.received[0] as NonNullable<(typeof on.received)[0]>
  await on.adapter.send(answer.private, hello)
  expect(on.slack.ephemerals('ada')).toHaveLength(1)
  expect(await on.adapter.send(answer.here, hello)).toBeUndefined()
  expect(on.slack.posted('#closed')).toHaveLength(1)
  on.slack.advance(31 * 60_000)
  await on.adapter.send(answer.private, hello)
  expect(on.slack.posted('DM', 'ada')).toHaveLength(1)
  await expect(on.adapter.send(answer.here, hello)).rejects.toThrow(/invite/)
})

it('follows no response_url that does not lead to Slack', async () => {
  const address = `${channel('#staff')}/${on.slack.person('ada').id}?r=http://127.0.0.1:9/steal` as const
  await on.adapter.send(address, hello)
  expect(on.slack.callsTo('chat.postEphemeral')).toHaveLength(1)
})

it('changes a card that only the asker sees', async () => {
  on.bot.act = async (_, acknowledge) =>
    void acknowledge({ type: 'reply', private: true, message: [buttons(button('Go', 'go'))] })
  const { message } = await on.slack.slash('ada', '#staff', '/icebreaker')
  on.bot.act = async (incoming, acknowledge) => {
    acknowledge()
    if (incoming.card) await on.adapter.update(incoming.card, [text('done')])
  }
  await on.slack.press('ada', message, 'Go')
  await on.slack.until(() => message && seen(message).text === 'done')
})
