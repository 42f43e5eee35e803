import { afterEach, beforeEach, expect, it } from 'vitest'
import { text } from '../../../src/core/message.ts'
import { teamsScene } from '../../teams/scene.ts'

let scene: Awaited<ReturnType<typeof teamsScene>>
const hello = [text('Hello.')]
const sends = () => scene.teams.calls.filter(one => one.what === 'send').length

beforeEach(async () => {
  scene = await teamsScene()
  await scene.adapter.start({ handle: async (_, told) => void told?.(), listensTo: async () => false })
  await scene.teams.say('ana', 'me', 'hello')
})
afterEach(() => scene.close())

const chat = () => scene.adapter.chatOf(scene.workspace, scene.teams.person('ana').aadObjectId)

it.each([500, 502, 503, 504])('tries once where Teams answers %d, since it may have posted', async status => {
  scene.teams.fail('send', { status, accepted: true })
  const sending = scene.adapter.send(chat(), hello)
  await expect(sending).rejects.not.toMatchObject({ outcome: 'not-sent' })
  expect(sends()).toBe(1)
})

it('tries once where the connection breaks', async () => {
  scene.teams.fail('send', { how: 'reset', accepted: true })
  await expect(scene.adapter.send(chat(), hello)).rejects.not.toMatchObject({ outcome: 'not-sent' })
  expect(sends()).toBe(1)
})

it.each([429, 412])('tries again after %d, when Teams said', async status => {
  scene.teams.fail('send', { status, retryAfter: 1 })
  expect(await scene.adapter.send(chat(), hello)).toBeDefined()
  expect(sends()).toBe(2)
})

it.each([403, 404])('says in words that nobody can be reached after %d', async status => {
  scene.teams.fail('send', { status, code: 'ConversationBlockedByUser' }, 2)
  await expect(scene.adapter.send(chat(), hello)).rejects.toMatchObject({ outcome: 'unreachable' })
})

it('names as not sent what Teams refused', async () => {
  scene.teams.fail('send', { status: 413, code: 'MessageSizeTooBig' })
  await expect(scene.adapter.send(chat(), hello)).rejects.toMatchObject({ outcome: 'not-sent' })
})

it('opens a chat with somebody who never wrote', async () => {
  const ben = scene.adapter.chatOf(scene.workspace, scene.teams.person('ben').aadObjectId)
  await scene.adapter.send(ben, hello)
  expect(scene.teams.text('ben', 'me')).toContain('Hello.')
})
