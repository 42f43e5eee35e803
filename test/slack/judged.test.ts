import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSlackAdapter } from '../../adapters/slack/index.ts'
import type { Address, Incoming } from '../../src/core/incoming.ts'
import { button, buttons, heading, text } from '../../src/core/message.ts'
import { openRecordingBot } from '../contracts/adapter/handlers.ts'
import { startEmulate } from './stand-in/emulate.ts'

const bot = openRecordingBot()
let judge: Awaited<ReturnType<typeof startEmulate>>
let adapter: ReturnType<typeof createSlackAdapter>
let closeServer: () => void
beforeAll(async () => {
  judge = await startEmulate()
  const { apiUrl, token: botToken, signingSecret } = judge
  adapter = createSlackAdapter({ apiUrl, botToken, signingSecret, log: { info() {}, warn() {}, error() {} } })
  const server = createServer((request, response) => adapter.route?.handler(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closeServer = () => {
    server.close()
    server.closeAllConnections()
  }
  judge.subscribe(`http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`)
  await adapter.start(bot.hearth)
})
afterAll(async () => {
  await adapter.stop()
  closeServer()
  await judge.close()
})

const address = (room: string): Address => `slack:T000000001/${room}`

test('a question and what is said below it are one thread to the judge', async () => {
  const staff = judge.channel('staff')
  const card = await adapter.send(address(staff), [heading('A question'), buttons(button('Go', 'go'))])
  if (card) await adapter.send(card.thread, [text('Below it.')])
  const [root, reply] = await judge.replies(staff, card?.id ?? '')
  expect([root?.text, reply?.text]).toEqual([expect.stringContaining('A question'), 'Below it.'])
  if (card) await adapter.update(card, [text('Changed.')])
  expect((await judge.replies(staff, card?.id ?? ''))[0]?.text).toBe('Changed.')
  if (card) await adapter.remove(card)
  expect((await judge.history(staff)).some(one => one.text === 'Changed.')).toBe(false)
})

test('what is sent to a person is in their own chat to the judge', async () => {
  const ada = judge.person('ada')
  const card = await adapter.send(address(ada), [text('Just for you.')])
  const { channel } = await judge.client.conversations.open({ users: ada })
  expect((await judge.history(channel?.id ?? '')).map(one => one.text)).toEqual(['Just for you.'])
  expect(card?.address).toBe(address(channel?.id ?? ''))
})

test('a line told by the judge is heard, and answered in its place', async () => {
  bot.answer = async ({ answer }: Incoming) => {
    await adapter.send(answer.here, [text('Heard.')])
  }
  const ada = judge.as('ada')
  const { channel } = await ada.conversations.open({ users: 'U0HEARTH01' })
  await ada.chat.postMessage({ channel: channel?.id ?? '', text: 'hello' })
  expect((await bot.answered(1))[0]).toMatchObject({ text: 'hello', person: { id: judge.person('ada') } })
  expect((await judge.history(channel?.id ?? ''))[0]?.text).toBe('Heard.')
})

test('a home tab drawn by the bot is a home tab to the judge', async () => {
  const ben = judge.person('ben')
  await adapter.send(`${address(ben)}?home`, [heading('Welcome'), buttons(button('Readings', 'readings'))])
  expect(judge.home(ben)?.blocks.map(block => block.type)).toEqual(['header', 'actions'])
})
