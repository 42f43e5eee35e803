import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../../src/core/message.ts'
import { openChat } from '../../chat.ts'

let chat: Awaited<ReturnType<typeof openChat>>
beforeEach(async () => {
  chat = await openChat()
  chat.adapter.roomNamed = async (_, __, name) =>
    ['#staff', '#programs'].includes(name) ? `test:${name}` : undefined
})
afterEach(() => chat.close())

const say = (line: string) => chat.say('ana', 'ana', line)
const inRoom = (room: string) =>
  chat.shown.filter(one => one.to === `test:${room}`).map(one => plainText(one.message))

/** Looks at a question, and at how it would stand in a room. */
async function chooses(room: string): Promise<string> {
  await say('icebreaker')
  await chat.press('ana', 'Post in a channel…')
  return chat.press('ana', 'Show me', {}, { chosen: { channel: `test:${room}` } })
}

describe('An icebreaker in one’s own chat', () => {
  it('is posted in a channel that is chosen, once it was shown as it will stand there', async () => {
    expect(await chooses('#staff')).toMatch(/Everyone in the channel you chose will see this:/)
    expect(inRoom('#staff')).toEqual([])
    expect(await chat.press('ana', 'Post in the channel you chose')).toMatch(
      /Posted in the channel you chose/,
    )
    expect(inRoom('#staff')).toHaveLength(1)
    expect(await chat.press('ana', 'Undo')).toMatch(/Taken back/)
    expect(inRoom('#staff')).toEqual([])
  })

  it('can be posted there by typing', async () => {
    await say('icebreaker')
    expect(await say('post in #staff')).toMatch(/Everyone in #staff will see this:/)
    await chat.press('ana', 'Post in #staff')
    expect(inRoom('#staff').join()).toMatch(/How to pass/)
    expect(await say('post in #nowhere')).toMatch(/I don’t know a channel #nowhere that you are in/)
    expect(await say('icebreaker post in person')).not.toMatch(/I don’t know a channel/)
  })

  it('goes nowhere that its asker is not in, however it is asked for', async () => {
    chat.leaveRoom('ana', '#staff')
    expect(await chooses('#staff')).toMatch(/You are not in that place/)
    expect(await say('post in #staff')).toMatch(/You are not in that place/)
    await chooses('#programs')
    chat.leaveRoom('ana', '#programs')
    expect(await chat.press('ana', 'Post in the channel you chose')).toMatch(/You are not in that place/)
    expect([inRoom('#staff'), inRoom('#programs')]).toEqual([[], []])
  })

  it('is posted by an older card nowhere but where that card says', async () => {
    await say('icebreaker')
    await say('post in #staff')
    const card = chat.shown.at(-1)
    await say('post in #programs')
    const old = card?.message.flatMap(block => ('buttons' in block ? block.buttons : []))[0]
    expect(old && 'command' in old ? await say(old.command) : '').toMatch(/Where should I post it/)
    expect([inRoom('#staff'), inRoom('#programs')]).toEqual([[], []])
  })

  it('is left where it was looked at and not wanted', async () => {
    await chooses('#staff')
    expect(await chat.press('ana', 'Not now')).toMatch(/I posted nothing/)
    expect(inRoom('#staff')).toEqual([])
  })
})
